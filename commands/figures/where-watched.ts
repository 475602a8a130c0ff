import { z } from 'zod';
import { readPages } from '../../src/live/read/pages.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { areaOf, areaOption, countOption, domainsOption } from './options.ts';
import { regionName, placeName } from './place-name.ts';
import { barsOf, byWeight, mostFirst, numberOf, shareText } from './ranked-rows.ts';
import { rankingCommand, type Cell } from './ranking.ts';
import { beijingSpanOf, spanOf, readSpan, spanFacts, spanOptions } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Rows that the cloud gives at once, and how many pages are read: lists are sorted here, so they are read whole. */
const PAGE = { size: 1000, most: 5 };
const MONITORED = {
  en: 'Figures are about 4 min behind, and not those of the bill.',
  zh: '数据约延迟 4 分钟，不作为计费依据。',
} as const;
const REQUESTS = { en: 'Requests', zh: '请求数' } as const;
const GB = { en: 'GB', zh: 'GB' } as const;

const TOP_OF = {
  stream: { en: 'Stream', zh: '流' },
  domain: { en: 'Domain', zh: '域名' },
  province: { en: 'Province', zh: '省份' },
  isp: { en: 'Carrier', zh: '运营商' },
  country: { en: 'Country', zh: '国家或地区' },
} as const;
const STATS = { province: 'Province', isp: 'Isp', country: 'CountryOrArea' } as const;
const PLACES = { province: 'provinces', isp: 'carriers', country: 'countries' } as const;

/** `traffic top`: DescribeVisitTopSumInfoList, or DescribeProIspPlaySumInfoList by place. */
export const trafficTop = rankingCommand({
  name: 'traffic top',
  zh: '播放 排行',
  summary: {
    en: 'What was watched most, by stream, domain, province, carrier or country',
    zh: '播放排行：按流、域名、省份、运营商或国家',
  },
  title: { en: 'Watched most', zh: '播放排行' },
  options: {
    by: {
      schema: z.enum(['stream', 'domain', 'province', 'isp', 'country']),
      summary: { en: 'what is compared', zh: '比较什么' },
      ...{ zh: '维度', required: true, example: 'stream' },
      choices: Object.entries(TOP_OF).map(([value, label]) => ({ value, label })),
    },
    ...spanOptions,
    order: {
      schema: z.enum(['volume', 'requests', 'speed']).optional(),
      summary: { en: 'what comes first', zh: '排序依据' },
      ...{ zh: '排序', required: false, example: 'volume' },
      choices: [
        { value: 'volume', label: { en: 'volume', zh: '流量' } },
        { value: 'requests', label: { en: 'requests', zh: '请求数' } },
        { value: 'speed', label: { en: 'speed', zh: '速度' } },
      ],
    },
    domain: domainsOption,
    count: countOption(50, 10),
  },
  note: MONITORED,
  async read(context, { by, order = 'volume', domain, count = 10, ...asked }) {
    const places = by === 'province' || by === 'isp' || by === 'country';
    const span = readSpan(context, asked, { usual: HOUR, longest: places ? DAY : 4 * HOUR, back: DAY });
    const names = domain && { PlayDomains: domain };
    const { items, total, complete } = await readPages(PAGE.most, async (page) => {
      const numbers = { PageNum: page, PageSize: PAGE.size };
      const answer = places
        ? await context.live.call('DescribeProIspPlaySumInfoList', {
            ...{ ...spanOf(span), StatType: STATS[by] },
            ...{ ...names, ...numbers, OutLanguage: 'English' },
          })
        : await context.live.call('DescribeVisitTopSumInfoList', {
            ...beijingSpanOf(span),
            TopIndex: by === 'domain' ? 'Domain' : 'StreamId',
            OrderParam: { volume: 'TotalFlux', requests: 'TotalRequest', speed: 'AvgFluxPerSecond' }[order],
            ...{ ...names, ...numbers },
          });
      return { items: answer.DataInfoList, total: Number(answer.TotalNum) };
    });
    const all = items.reduce((sum, { TotalFlux = 0 }) => sum + TotalFlux, 0);
    const rows = mostFirst(
      items.map((one): Cell[] => [
        places
          ? placeName(PLACES[by], safeLine(one.Name ?? '', 60), context.language)
          : safeLine(one.Name ?? '', 60),
        one.TotalFlux === undefined ? null : one.TotalFlux / 1000,
        numberOf(one.TotalRequest),
        one.AvgFluxPerSecond ?? null,
        shareText(one.TotalFlux ?? 0, all),
      ]),
      { volume: 1, requests: 2, speed: 3 }[order],
    );
    const column = { volume: 1, requests: 2, speed: 3 }[order];
    const unit = { volume: 'GB', requests: context.say('requests', '次'), speed: 'MB/s' }[order];
    return {
      heads: [TOP_OF[by], GB, REQUESTS, { en: 'MB/s', zh: 'MB/s' }, { en: 'Share', zh: '占比' }],
      ...{ rows, count, ...(complete ? {} : { total }) },
      facts: spanFacts(context, span),
      chart: { kind: 'bars', unit, bars: barsOf(rows.slice(0, count), column) },
    };
  },
});

/** `traffic map`: DescribeGroupProIspPlayInfoList. */
export const trafficMap = rankingCommand({
  name: 'traffic map',
  zh: '播放 分布',
  summary: { en: 'Playback by province and carrier', zh: '按省份和运营商的播放分布' },
  title: { en: 'Playback by province and carrier', zh: '播放分布：省份和运营商' },
  options: {
    ...spanOptions,
    metric: {
      schema: z.enum(['bandwidth', 'viewers', 'requests']).optional(),
      summary: { en: 'what is compared', zh: '比较什么' },
      ...{ zh: '指标', required: false, example: 'viewers' },
      choices: [
        { value: 'bandwidth', label: { en: 'bandwidth', zh: '带宽' } },
        { value: 'viewers', label: { en: 'viewers', zh: '在线人数' } },
        { value: 'requests', label: { en: 'requests', zh: '请求数' } },
      ],
    },
    domain: domainsOption,
    area: areaOption,
  },
  note: MONITORED,
  async read(context, { metric = 'bandwidth', domain, area: given, ...asked }) {
    const { language, say } = context;
    const span = readSpan(context, asked, { usual: HOUR, longest: 3 * HOUR, back: 31 * DAY });
    const area = areaOf(given);
    const { DataInfoList } = await context.live.call('DescribeGroupProIspPlayInfoList', {
      ...spanOf(span),
      ...(domain && { PlayDomains: domain }),
      ...(area && { MainlandOrOversea: area }),
    });
    const field = { bandwidth: 'Bandwidth', viewers: 'Online', requests: 'Request' } as const;
    const cells = DataInfoList.map((one) => {
      const values = (one.DetailInfoList ?? []).map((minute) => Number(minute[field[metric]] ?? 0));
      const sum = values.reduce((total, value) => total + value, 0);
      return {
        region: regionName(safeLine(one.ProvinceName ?? '', 40), language),
        carrier: placeName('carriers', safeLine(one.IspName ?? '', 40), language),
        // Bandwidth and viewers are levels: their mean. Requests are counted: their sum.
        value: metric === 'requests' ? sum : values.length === 0 ? 0 : sum / values.length,
      };
    });
    const unit = { bandwidth: 'Mbps', viewers: say('viewers', '人'), requests: say('requests', '次') }[
      metric
    ];
    const rows = mostFirst(
      cells.map(({ region, carrier, value }): Cell[] => [region, carrier, value]),
      2,
    );
    const regions = byWeight(cells, 'region').slice(0, 20);
    const shown = cells.filter(({ region }) => regions.includes(region));
    const carriers = byWeight(shown, 'carrier').slice(0, 6);
    const values = new Map(cells.map(({ region, carrier, value }) => [`${region}/${carrier}`, value]));
    return {
      heads: [TOP_OF.province, TOP_OF.isp, { en: unit, zh: unit }],
      ...{ rows, count: 10, facts: spanFacts(context, span) },
      chart: {
        ...{ kind: 'grid', unit, rows: regions, columns: carriers },
        values: regions.map((region) =>
          carriers.map((carrier) => values.get(`${region}/${carrier}`) ?? null),
        ),
      },
    };
  },
});
