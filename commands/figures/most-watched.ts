import { z } from 'zod';
import { toCloud } from '../../src/live/cloud-time.ts';
import { readPages } from '../../src/live/read/pages.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { listOptions } from '../listing.ts';
import { instant } from '../when.ts';
import { dayOption, readDay } from './day.ts';
import { areaOf, areaOption, domainsOption } from './options.ts';
import { mostFirst, numberOf, shareText } from './ranked-rows.ts';
import { cellText, rankingCommand, type Cell } from './ranking.ts';
import { momentOption, readMoment } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Rows that the cloud gives at once, and how many pages are read: lists are sorted here, so they are read whole. */
const PAGE = { size: 1000, most: 5 };
const NAME = { en: 'Stream', zh: '流' } as const;
const DOMAIN = { en: 'Domain', zh: '域名' } as const;
const VIEWERS = { en: 'Viewers', zh: '在线人数' } as const;
const REQUESTS = { en: 'Requests', zh: '请求数' } as const;
const MBPS = { en: 'Mbps', zh: 'Mbps' } as const;
const GB = { en: 'GB', zh: 'GB' } as const;

/** `traffic show`: DescribeLiveDomainPlayInfoList, now. */
export const trafficShow = rankingCommand({
  name: 'traffic show',
  zh: '播放 查看',
  summary: { en: 'Viewers and bandwidth of each play domain now', zh: '各播放域名当前的在线人数和带宽' },
  title: { en: 'Playback now', zh: '当前播放' },
  options: { domain: domainsOption },
  note: {
    en: 'About 4 min behind. Connections are counted, not people.',
    zh: '约延迟 4 分钟。统计的是连接数，不是人数。',
  },
  async read({ live, say }, { domain }) {
    const found = await live.call('DescribeLiveDomainPlayInfoList', domain ? { PlayDomains: domain } : {});
    const rows = found.DomainInfoList.flatMap(({ Domain, DetailInfoList = [] }) =>
      DetailInfoList.map((one): Cell[] => [
        safeLine(Domain ?? '', 60),
        one.MainlandOrOversea === 'Mainland'
          ? say('mainland', '中国大陆')
          : one.MainlandOrOversea === 'Oversea'
            ? say('elsewhere', '境外')
            : safeLine(one.MainlandOrOversea ?? '', 20),
        one.Bandwidth ?? null,
        numberOf(one.Online),
        numberOf(one.Request),
      ]),
    );
    return {
      heads: [DOMAIN, { en: 'Area', zh: '地区' }, MBPS, VIEWERS, REQUESTS],
      ...{ rows: mostFirst(rows, 3), count: 40 },
      facts: [
        { label: say('Viewers in all', '总在线人数'), value: cellText(Number(found.TotalOnline)) },
        { label: say('Bandwidth in all', '总带宽'), value: `${cellText(found.TotalBandwidth)} Mbps` },
      ],
    };
  },
});

/** `traffic list`: DescribeAllStreamPlayInfoList, of one minute. */
export const trafficList = rankingCommand({
  name: 'traffic list',
  zh: '播放 列表',
  summary: {
    en: 'Viewers of every stream in one minute, the most first',
    zh: '某一分钟各路流的播放数据，从高到低',
  },
  title: { en: 'Streams by viewers', zh: '各路流的播放' },
  options: {
    at: momentOption,
    domain: domainsOption,
    order: {
      schema: z.enum(['viewers', 'bandwidth', 'requests']).optional(),
      summary: { en: 'what comes first', zh: '排序依据' },
      ...{ zh: '排序', required: false, example: 'viewers' },
      choices: [
        { value: 'viewers', label: { en: 'viewers', zh: '在线人数' } },
        { value: 'bandwidth', label: { en: 'bandwidth', zh: '带宽' } },
        { value: 'requests', label: { en: 'requests', zh: '请求数' } },
      ],
    },
    page: listOptions.page,
  },
  note: { en: 'Of one minute, about 5 min behind.', zh: '单分钟数据，约延迟 5 分钟。' },
  async read(context, { at, domain, order = 'viewers', page = 1 }) {
    const { live, say, now } = context;
    const moment = readMoment('at', context, at, { usual: 5 * MINUTE, back: 31 * DAY });
    const minute = Math.floor(moment / MINUTE) * MINUTE;
    const { DataInfoList } = await live.call('DescribeAllStreamPlayInfoList', {
      QueryTime: toCloud(Math.min(minute, now())),
      ...(domain && { PlayDomains: domain }),
    });
    const rows = DataInfoList.map((one): Cell[] => [
      safeLine(one.StreamName ?? '', 60),
      safeLine(one.PlayDomain ?? '', 60),
      Number(one.Rate ?? 0) > 0 ? say(`${one.Rate} kbit/s`, `${one.Rate} kbit/s`) : say('as pushed', '原画'),
      safeLine(one.Protocol ?? '', 20),
      numberOf(one.Online),
      one.Bandwidth ?? null,
      numberOf(one.Request),
    ]);
    return {
      heads: [
        ...[NAME, DOMAIN, { en: 'Rendition', zh: '码率' }, { en: 'Protocol', zh: '协议' }],
        ...[VIEWERS, MBPS, REQUESTS],
      ],
      rows: mostFirst(rows, { viewers: 4, bandwidth: 5, requests: 6 }[order]),
      ...{ count: 20, page },
      facts: [{ label: say('Minute', '时间'), value: instant(context, minute) }],
    };
  },
});

/** `traffic history`: DescribeStreamDayPlayInfoList, of one day. */
export const trafficHistory = rankingCommand({
  name: 'traffic history',
  zh: '播放 历史',
  summary: { en: 'Volume of every stream on one day', zh: '某一天各路流的播放流量' },
  title: { en: 'Volume by stream', zh: '各路流的流量' },
  options: {
    day: dayOption,
    domain: {
      ...domainsOption,
      schema: domainsOption.schema.refine((domains) => domains === undefined || domains.length === 1),
      summary: { en: 'only this play domain', zh: '只看这个播放域名' },
    },
    area: areaOption,
    service: {
      schema: z.enum(['normal', 'fast', 'all']).optional(),
      summary: { en: 'normal live or the fast one (LEB)', zh: '标准直播或快直播' },
      ...{ zh: '服务', required: false, example: 'normal' },
      choices: [
        { value: 'normal', label: { en: 'normal live', zh: '标准直播' } },
        { value: 'fast', label: { en: 'fast live (LEB)', zh: '快直播' } },
        { value: 'all', label: { en: 'both', zh: '全部' } },
      ],
    },
    page: listOptions.page,
  },
  note: {
    en: 'Days are Beijing days; a day is available from 3 a.m. Beijing time.',
    zh: '按北京时间的自然日统计，次日凌晨 3 点后可查。',
  },
  async read(context, { day: given, domain, area: where, service, page: shown = 1 }) {
    const day = readDay(context, given, 90);
    const area = areaOf(where);
    const name = { normal: 'LVB', fast: 'LEB', all: undefined }[service ?? 'all'];
    const { items, total, complete } = await readPages(PAGE.most, async (page) => {
      const answer = await context.live.call('DescribeStreamDayPlayInfoList', {
        ...{ DayTime: day, PageNum: page, PageSize: PAGE.size },
        ...(domain?.[0] !== undefined && { PlayDomain: domain[0] }),
        ...(area && { MainlandOrOversea: area }),
        ...(name && { ServiceName: name }),
      });
      return { items: answer.DataInfoList, total: Number(answer.TotalNum) };
    });
    const all = items.reduce((sum, { TotalFlux = 0 }) => sum + TotalFlux, 0);
    return {
      heads: [NAME, GB, { en: 'Share', zh: '占比' }],
      rows: mostFirst(
        items.map(({ StreamName = '', TotalFlux = 0 }): Cell[] => [
          safeLine(StreamName, 60),
          TotalFlux / 1000,
          shareText(TotalFlux, all),
        ]),
        1,
      ),
      ...{ count: 20, page: shown, ...(complete ? {} : { total }) },
      facts: [{ label: context.say('Day', '日期'), value: day }],
    };
  },
});
