import { fromBeijing } from '../../src/live/cloud-time.ts';
import { seriesCommand } from './series.ts';
import { spanOf } from './span.ts';
import { pointsOf, rounded } from './usage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The cloud adds the hours up by the day for more than one, else by the hour. */
export const pullUsage = seriesCommand({
  name: 'pull usage',
  zh: '拉流 用量',
  summary: {
    en: 'Hours that pull tasks ran, and the bandwidth they relayed',
    zh: '拉流转推任务的时长和转推带宽',
  },
  title: { en: 'Pull tasks, used', zh: '拉流转推用量' },
  reach: { usual: 7 * DAY, longest: 31 * DAY, back: 92 * DAY },
  note: {
    en: 'The newest figures may be missing. The bandwidth is that of everywhere.',
    zh: '最新的数据可能尚未产生。带宽为全部地区合计。',
  },
  takes: ['area'],
  async read(context, asked) {
    const { say, live } = context;
    const { from, to, area } = asked;
    const span = spanOf(asked);
    const [hours, rate] = await Promise.all([
      live.call('DescribePullTransformPushInfo', { ...span, ...(area && { MainlandOrOversea: area }) }),
      live.call('DescribeDeliverBandwidthList', span),
    ]);
    const ran = pointsOf(
      hours.DataInfoList,
      ({ DurationSecond }) => Number(DurationSecond ?? 0) / 3600,
      fromBeijing,
    );
    const relayed = pointsOf(rate.DataInfoList, ({ Bandwidth }) => Bandwidth, fromBeijing);
    const rates = relayed.flatMap(({ value }) => value ?? []);
    const unit = say('h', '小时');
    return {
      panels: [
        { unit, lines: [{ name: say('ran', '时长'), points: ran }] },
        { unit: 'Mbps', lines: [{ name: say('relayed', '转推带宽'), points: relayed }] },
      ],
      step: to - from > DAY ? DAY : HOUR,
      totals: [
        {
          label: say('Ran in all', '总时长'),
          value: `${rounded(Number(hours.TotalDurationSecond) / 3600)} ${unit}`,
        },
        ...(rates.length > 0
          ? [{ label: say('Peak', '带宽峰值'), value: `${rounded(Math.max(...rates))} Mbps` }]
          : []),
      ],
    };
  },
});
