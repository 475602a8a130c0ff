import type { CommandContext } from '../../src/command.ts';
import type { Point } from '../../src/chart/chart.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import type { Fact } from '../../src/reply.ts';
import { instant } from '../when.ts';
import { seriesCommand } from './series.ts';
import { spanOf } from './span.ts';
import { rounded } from './usage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LATE = {
  en: 'Figures are about 4 min behind.',
  zh: '数据约延迟 4 分钟。',
} as const;

/** The highest value and when it was. */
function peak(context: CommandContext, label: string, points: readonly Point[], unit: string): Fact[] {
  const known = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
  const most = known.reduce<(typeof known)[number] | undefined>(
    (best, point) => (best && best.value >= point.value ? best : point),
    undefined,
  );
  if (!most) return [];
  return [{ label, value: `${rounded(most.value)} ${unit}, ${instant(context, most.at)}` }];
}

/** `traffic chart`: DescribeStreamPlayInfoList, all domains or one. */
export const trafficChart = seriesCommand({
  name: 'traffic chart',
  zh: '播放 曲线',
  summary: { en: 'Bandwidth and viewers by the minute', zh: '按分钟的播放带宽和在线人数' },
  title: { en: 'Playback', zh: '播放' },
  reach: { usual: 3 * HOUR, longest: DAY, back: 31 * DAY },
  note: LATE,
  takes: ['domain'],
  async read(context, asked) {
    const { say } = context;
    const lists = await Promise.all(
      (asked.domains?.slice(0, 5) ?? [undefined]).map(async (domain) => ({
        name: domain ?? say('all domains', '全部域名'),
        ...(await context.live.call('DescribeStreamPlayInfoList', {
          ...spanOf(asked),
          ...(domain !== undefined && { PlayDomain: domain }),
        })),
      })),
    );
    const lines = (value: (one: (typeof lists)[number]['DataInfoList'][number]) => number | undefined) =>
      lists.map(({ name, DataInfoList }) => ({
        name,
        points: DataInfoList.flatMap((one) => {
          const at = fromCloud(one.Time);
          return at === undefined ? [] : [{ at, value: value(one) ?? null }];
        }),
      }));
    const [bandwidth, viewers] = [
      lines(({ Bandwidth }) => Bandwidth),
      lines(({ Online }) => (Online === undefined ? undefined : Number(Online))),
    ];
    const people = say('viewers', '人');
    return {
      panels: [
        { unit: 'Mbps', lines: bandwidth },
        { unit: people, lines: viewers },
      ],
      step: MINUTE,
      totals: [
        ...peak(context, say('Peak bandwidth', '带宽峰值'), bandwidth[0]?.points ?? [], 'Mbps'),
        ...peak(context, say('Most viewers', '在线峰值'), viewers[0]?.points ?? [], people),
      ],
    };
  },
});

/** `error chart`: DescribePlayErrorCodeDetailInfoList. */
export const errorChart = seriesCommand({
  name: 'error chart',
  zh: '错误码 曲线',
  summary: {
    en: 'HTTP errors (4xx and 5xx) that viewers got, by the minute',
    zh: '按分钟的播放 4xx 和 5xx 错误数',
  },
  title: { en: 'Playback errors', zh: '播放错误' },
  reach: { usual: HOUR, longest: DAY, back: DAY },
  note: LATE,
  takes: ['domain', 'area'],
  async read(context, asked) {
    const { say } = context;
    const lines = await Promise.all(
      (['4xx', '5xx'] as const).map(async (StatType) => {
        const { HttpCodeList } = await context.live.call('DescribePlayErrorCodeDetailInfoList', {
          ...spanOf(asked),
          ...{ Granularity: 1, StatType },
          ...(asked.domains && { PlayDomains: asked.domains }),
          ...(asked.area && { MainlandOrOversea: asked.area }),
        });
        const sums = new Map<number, number>();
        for (const { ValueList = [] } of HttpCodeList)
          for (const { Time, Numbers } of ValueList) {
            const at = fromCloud(Time);
            if (at !== undefined) sums.set(at, (sums.get(at) ?? 0) + Number(Numbers ?? 0));
          }
        return {
          name: StatType,
          points: [...sums].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at),
        };
      }),
    );
    const unit = say('a minute', '次/分钟');
    return {
      panels: [{ unit, lines }],
      step: MINUTE,
      totals: lines.flatMap(({ name, points }) => [
        { label: name, value: String(points.reduce((sum, { value }) => sum + value, 0)) },
        ...peak(context, say(`${name}, most`, `${name} 峰值`), points, unit),
      ]),
    };
  },
});
