import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { wording, type Text } from '../../src/text/language.ts';
import { instant } from '../when.ts';
import { whyUnread } from '../unread.ts';
import { ITEMS, type Billed, type Item } from './billed.ts';
import { monthOption, readMonth, type Month } from './month.ts';
import { cellText, rankingCommand, type Cell } from './ranking.ts';
import type { Span } from '../../src/clock.ts';

const DAY = 86_400_000;

/** `bill show`: a month of every kind of usage beside the month before. */
export const billShow = rankingCommand({
  name: 'bill show',
  zh: '计费 查看',
  summary: { en: 'What was used in a month, beside the month before', zh: '当月计费用量，并与上月对比' },
  title: { en: 'Billed quantities', zh: '计费用量' },
  options: { month: monthOption },
  note: {
    en: 'Quantities, no money: the cloud tells none. Months are those of Beijing.',
    zh: '仅为用量，云端不提供金额。按北京时间的自然月统计。',
  },
  async read(context, { month: given }) {
    const { say, now } = context;
    const { month, before } = readMonth(context, given);
    const rows: Cell[][] = [];
    let days: NonNullable<Billed['days']> = [];
    // One after another: a bill can wait, and a command on air has the same budget of calls.
    for (const item of ITEMS) {
      const used = await usedIn(context, item, month);
      const earlier =
        isKept(item, before, now()) && !item.byDay ? await usedIn(context, item, before) : undefined;
      if (!(used instanceof AirdeskError) && days.length === 0) days = used?.days ?? [];
      rows.push(rowOf(context, item, used, earlier));
    }
    return {
      heads: [
        { en: 'What', zh: '项目' },
        { en: 'Peak', zh: '峰值' },
        { en: '95th percentile', zh: '95 峰值' },
        { en: 'Total', zh: '合计' },
        { en: before.name, zh: before.name },
        { en: 'Change', zh: '变化' },
      ],
      ...{ rows, count: rows.length },
      facts: [
        { label: say('Month', '月份'), value: month.name },
        { label: say('As of', '截至'), value: instant(context, month.to) },
      ],
      chart:
        days.length > 1
          ? {
              ...{
                kind: 'lines',
                from: month.from,
                to: month.to,
                step: DAY,
                timeZone: context.config.timeZone,
              },
              panels: [{ unit: 'Mbps', lines: [{ name: say('playback', '播放'), points: days }] }],
            }
          : undefined,
    };
  },
});

function isKept({ back }: Item, { from }: Month, now: number): boolean {
  return from >= now - back;
}

/** What was used; why that cannot be told; undefined where the cloud keeps it no longer. */
async function usedIn(
  context: CommandContext,
  item: Item,
  month: Month,
): Promise<Billed | AirdeskError | undefined> {
  if (!isKept(item, month, context.now())) return undefined;
  const span: Span = { from: month.from, to: Math.max(month.to, month.from + 60_000) };
  try {
    return await item.read(context, span);
  } catch (error) {
    if (error instanceof AirdeskError) return error;
    throw error;
  }
}

function rowOf(
  { language, say }: CommandContext,
  item: Item,
  used: Billed | AirdeskError | undefined,
  earlier: Billed | AirdeskError | undefined,
): Cell[] {
  const text = (words: Text) => wording(words, language);
  const what = text(item.words);
  if (used === undefined) return [what, say('no longer kept', '云端不再保留'), '', '', '', ''];
  if (used instanceof AirdeskError) return [what, text(whyUnread(used)), '', '', '', ''];
  const known = earlier instanceof AirdeskError ? undefined : earlier;
  const withUnit = (value: number | undefined, unit: Text | undefined) =>
    value === undefined ? '' : [cellText(value), unit && text(unit)].filter(Boolean).join(' ');
  const [now, then] = [main(used), known && main(known)];
  return [
    what,
    withUnit(used.peak, item.unit),
    withUnit(used.p95, item.unit),
    withUnit(used.total, item.totalUnit),
    withUnit(then, used.total === undefined ? item.unit : item.totalUnit),
    now === undefined || then === undefined || then === 0 ? '' : changeText(now / then - 1),
  ];
}

/** What a month is compared by. */
function main({ total, peak }: Billed): number | undefined {
  return total ?? peak;
}

function changeText(part: number): string {
  return `${part >= 0 ? '+' : '−'}${Math.abs(100 * part).toFixed(0)} %`;
}
