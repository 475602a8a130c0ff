import { z } from 'zod';
import { fromBeijing } from '../../src/live/cloud-time.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { Refusal } from '../../src/errors.ts';
import { formatInZone } from '../../src/text/time.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { areaOf, areaOption, countOption, domainsOption } from './options.ts';
import { placeName, regionName } from './place-name.ts';
import { rankingCommand, type Cell } from './ranking.ts';
import { beijingSpanOf, spanOf, readSpan, spanFacts, spanOptions } from './span.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LINK = /^https?:\/\/[^\s<>"'|]{1,1500}$/u;

/** `viewer top`: DescribeTopClientIpSumInfoList. To the asker only: addresses of people. */
export const viewerTop = rankingCommand({
  name: 'viewer top',
  zh: '观众 排行',
  summary: {
    en: 'IP addresses of the viewers that load most; only you see them',
    zh: '访问最多的观众 IP，仅自己可见',
  },
  title: { en: 'Viewers by address', zh: '观众 IP 排行' },
  risk: 'secret',
  options: {
    ...spanOptions,
    order: {
      schema: z.enum(['requests', 'failed', 'volume']).optional(),
      summary: { en: 'what comes first', zh: '排序依据' },
      ...{ zh: '排序', required: false, example: 'failed' },
      choices: [
        { value: 'requests', label: { en: 'requests', zh: '请求数' } },
        { value: 'failed', label: { en: 'failed requests', zh: '失败请求' } },
        { value: 'volume', label: { en: 'volume', zh: '流量' } },
      ],
    },
    domain: domainsOption,
    area: areaOption,
    count: countOption(100, 20),
  },
  note: {
    en: 'Addresses are personal data. About 4 min behind.',
    zh: 'IP 属于个人信息。数据约延迟 4 分钟。',
  },
  async read(context, { order = 'requests', domain, area: where, count = 20, ...asked }) {
    const { language } = context;
    const span = readSpan(context, asked, { usual: HOUR, longest: 4 * HOUR, back: DAY });
    const area = areaOf(where);
    const answer = await context.live.call('DescribeTopClientIpSumInfoList', {
      ...{ ...spanOf(span), OutLanguage: 'English' },
      OrderParam: { requests: 'TotalRequest', failed: 'FailedRequest', volume: 'TotalFlux' }[order],
      ...{ PageNum: 1, PageSize: count },
      ...(domain && { PlayDomains: domain }),
      ...(area && { MainlandOrOversea: area }),
    });
    return {
      heads: [
        ...[
          { en: 'Address', zh: 'IP' },
          { en: 'Place', zh: '地区' },
          { en: 'GB', zh: 'GB' },
        ],
        ...[
          { en: 'Requests', zh: '请求数' },
          { en: 'Failed', zh: '失败' },
        ],
      ],
      rows: answer.DataInfoList.map((one): Cell[] => [
        safeLine(one.ClientIp ?? '', 45),
        regionName(safeLine(one.Province ?? '', 40), language) ||
          placeName('countries', safeLine(one.CountryArea ?? '', 40), language),
        one.TotalFlux === undefined ? null : one.TotalFlux / 1000,
        Number(one.TotalRequest ?? 0),
        Number(one.TotalFailedRequest ?? 0),
      ]),
      ...{ count, total: Number(answer.TotalNum), facts: spanFacts(context, span) },
    };
  },
});

/**
 * `log list`: DescribeLogDownloadList, or DescribeDeliverLogDownList where logs are delivered. To the asker only: the
 * files hold addresses of people.
 */
export const logList = rankingCommand({
  name: 'log list',
  zh: '日志 列表',
  summary: { en: 'Log files to download; only you see them', zh: '可下载的日志文件，仅自己可见' },
  title: { en: 'Log files', zh: '日志文件' },
  risk: 'secret',
  options: {
    kind: {
      schema: z.enum(['play', 'fast', 'relay']).optional(),
      summary: {
        en: 'of playback, of fast live (LEB), or of relayed pushes',
        zh: '播放、快直播或转推的日志',
      },
      ...{ zh: '类型', required: false, example: 'play' },
      choices: [
        { value: 'play', label: { en: 'playback', zh: '播放' } },
        { value: 'fast', label: { en: 'fast live (LEB)', zh: '快直播' } },
        { value: 'relay', label: { en: 'relayed pushes', zh: '转推' } },
      ],
    },
    domain: domainsOption,
    ...spanOptions,
  },
  note: {
    en: 'They contain viewers’ addresses, and anyone with the link can open it.',
    zh: '日志中含有观众 IP，拿到链接的人都能打开。',
  },
  async read(context, { kind = 'play', domain, ...asked }) {
    const span = readSpan(context, asked, { usual: DAY, longest: 7 * DAY, back: 90 * DAY });
    const times = beijingSpanOf(span);
    const answer =
      kind === 'relay'
        ? await context.live.call('DescribeDeliverLogDownList', { ...times, DeliverDomains: domain ?? [] })
        : await context.live.call('DescribeLogDownloadList', {
            ...times,
            PlayDomains: domain ?? (await playDomains(context)),
            IsFastLive: kind === 'fast' ? 1 : 0,
          });
    return {
      heads: [
        ...[
          { en: 'Log', zh: '日志' },
          { en: 'Hour', zh: '时间' },
        ],
        ...[
          { en: 'MB', zh: 'MB' },
          { en: 'Link', zh: '链接' },
        ],
      ],
      rows: answer.LogInfoList.map(({ LogName = '', LogTime, LogUrl = '', FileSize }): Cell[] => {
        const at = fromBeijing(LogTime);
        return [
          safeLine(LogName, 80),
          at === undefined
            ? safeLine(LogTime ?? '', 40)
            : formatInZone(at, context.config.timeZone).slice(0, 16),
          FileSize === undefined ? null : Number(FileSize) / 1_000_000,
          LINK.test(LogUrl) ? LogUrl : '',
        ];
      }),
      ...{ count: 20, facts: spanFacts(context, span) },
    };
  },
});

/** All play domains. @throws Refusal where there are none, LiveError */
async function playDomains(context: Parameters<typeof readDomains>[0]): Promise<string[]> {
  const { items } = await readDomains(context);
  const domains = items.filter(({ kind }) => kind === 'play').map(({ name }) => name);
  if (domains.length > 0) return domains;
  throw new Refusal(
    'airdesk.no-domain',
    { en: 'No play domain in this account', zh: '该账号没有播放域名' },
    {
      en: 'Name the domain: `log list domain:play.example.com`.',
      zh: '请指定域名：`日志 列表 域名:play.example.com`。',
    },
  );
}
