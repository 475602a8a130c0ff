import { z } from 'zod';
import type { CommandContext } from '../../src/command.ts';
import { fromBeijing } from '../../src/live/cloud-time.ts';
import { readPages } from '../../src/live/read/pages.ts';
import { formatInZone } from '../../src/text/time.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { ago } from '../when.ts';
import { rankingCommand, type Cell } from './ranking.ts';
import { rounded } from './usage.ts';

const DAY = 86_400_000;
/** A rate over less than this says nothing, ms. */
const LONG_ENOUGH = DAY;

/** What the cloud sells in advance: how it is asked for, and how many of its units are one of ours. */
const KINDS = {
  traffic: { type: 0, words: { en: 'traffic', zh: '流量' }, unit: { en: 'GB', zh: 'GB' }, size: 1e9 },
  transcode: { type: 1, words: { en: 'transcoding', zh: '转码' }, unit: { en: 'min', zh: '分钟' }, size: 1 },
  mic: { type: 2, words: { en: 'link-mic', zh: '连麦' }, unit: { en: 'h', zh: '小时' }, size: 1 },
} as const;
type Kind = keyof typeof KINDS;

const STATES: readonly Text[] = [
  { en: 'not begun', zh: '未使用' },
  { en: 'in use', zh: '使用中' },
  { en: 'expired', zh: '已过期' },
  { en: 'frozen', zh: '已冻结' },
  { en: 'used up', zh: '已耗尽' },
  { en: 'refunded', zh: '已退款' },
];
const USABLE = [0, 1];

/** `package list`: DescribeLivePackageInfo, for each kind of package that the cloud sells. */
export const packageList = rankingCommand({
  name: 'package list',
  zh: '套餐包 列表',
  summary: { en: 'Packages: used, left, and when they run out', zh: '套餐包用量、余量和到期时间' },
  title: { en: 'Packages', zh: '套餐包' },
  options: {
    kind: {
      schema: z.enum(['traffic', 'transcode', 'mic', 'all']).optional(),
      summary: { en: 'which kind', zh: '哪一类' },
      ...{ zh: '类型', required: false, example: 'traffic' },
      choices: [
        ...Object.entries(KINDS).map(([value, { words }]) => ({ value, label: words })),
        { value: 'all', label: { en: 'all', zh: '全部' } },
      ],
    },
    state: {
      schema: z.enum(['usable', 'all']).optional(),
      summary: { en: 'only those that can be used, or all', zh: '只看可用的，或全部' },
      ...{ zh: '状态', required: false, example: 'usable' },
      choices: [
        { value: 'usable', label: { en: 'usable', zh: '可用' } },
        { value: 'all', label: { en: 'all', zh: '全部' } },
      ],
    },
  },
  note: { en: 'Runs out: at the rate since it was bought.', zh: '“用尽”按购买以来的平均用量推算。' },
  async read(context, { kind = 'all', state = 'usable' }) {
    const { live, language, now } = context;
    const kinds = (Object.keys(KINDS) as Kind[]).filter((each) => kind === 'all' || each === kind);
    const found: { readonly ends: number; readonly row: readonly Cell[] }[] = [];
    let missing = 0;
    for (const each of kinds) {
      const { type, words, unit, size } = KINDS[each];
      const { items, total } = await readPages(5, async (page) => {
        const answer = await live.call('DescribeLivePackageInfo', {
          PackageType: type,
          PageNum: page,
          PageSize: 100,
        });
        return { items: answer.LivePackageInfoList, total: Number(answer.TotalNum) };
      });
      missing += Math.max(0, total - items.length);
      for (const one of items) {
        const status = Number(one.Status ?? -1);
        if (state === 'usable' && !USABLE.includes(status)) continue;
        const [whole, used, left] = [one.Total, one.Used, one.Left].map((value) => Number(value ?? 0) / size);
        const [bought, expires] = [fromBeijing(one.BuyTime), fromBeijing(one.ExpireTime)];
        const out = runsOut({ used: used ?? 0, left: left ?? 0, bought, now: now() });
        const ends = Math.min(out ?? Infinity, expires ?? Infinity);
        const units = wording(unit, language);
        found.push({
          ends,
          row: [
            `${wording(words, language)} ${safeLine(one.Id ?? '', 30)}`,
            wording(STATES[status] ?? { en: 'unknown', zh: '未知' }, language),
            `${rounded(left ?? 0)} / ${rounded(whole ?? 0)} ${units}`,
            whole !== undefined && whole > 0 ? `${((100 * (used ?? 0)) / whole).toFixed(0)} %` : '',
            out === undefined ? '' : dayText(context, out),
            expires === undefined ? '' : dayText(context, expires),
            Number(one.WillRenew ?? 0) === 1 ? context.say('yes', '是') : context.say('no', '否'),
          ],
        });
      }
    }
    found.sort((one, other) => one.ends - other.ends);
    const rows = found.map(({ row }) => row);
    return {
      heads: [
        ...[
          { en: 'Package', zh: '套餐包' },
          { en: 'State', zh: '状态' },
          { en: 'Left', zh: '剩余' },
        ],
        ...[
          { en: 'Used', zh: '已用' },
          { en: 'Runs out', zh: '用尽' },
        ],
        ...[
          { en: 'Expires', zh: '到期' },
          { en: 'Renews', zh: '自动续购' },
        ],
      ],
      ...{ rows, count: 20, total: rows.length + missing, facts: [] },
    };
  },
});

/** When it is used up at the rate so far (ms UTC); undefined where there is no rate. */
function runsOut(of: {
  readonly used: number;
  readonly left: number;
  readonly bought: number | undefined;
  readonly now: number;
}): number | undefined {
  const { used, left, bought, now } = of;
  if (bought === undefined || now - bought < LONG_ENOUGH || used <= 0 || left <= 0) return undefined;
  return now + (left / used) * (now - bought);
}

/** A day, and how far away it is: a package's end is not a matter of minutes. */
function dayText(context: CommandContext, ms: number): string {
  const day = formatInZone(ms, context.config.timeZone).slice(0, 10);
  return context.say(`${day}, ${ago(context, ms)}`, `${day}，${ago(context, ms)}`);
}
