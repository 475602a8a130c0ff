import type { CommandContext } from '../../src/command.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import type { Text } from '../../src/text/language.ts';
import { spanOf } from './span.ts';
import type { Span } from '../../src/clock.ts';

const DAY = 86_400_000;

/** How much of something was used in a span. What the cloud does not tell is left out. */
export interface Billed {
  readonly peak?: number;
  /** The 95th percentile. */
  readonly p95?: number;
  readonly total?: number;
  /** Of peak, ms UTC by value, a day each. */
  readonly days?: readonly { readonly at: number; readonly value: number }[];
}

/** Something that is billed: a row of the bill. */
export interface Item {
  readonly words: Text;
  /** Of peak and 95th percentile, and of the total. */
  readonly unit?: Text;
  readonly totalUnit?: Text;
  /** How far back the cloud keeps it, ms; and whether it takes a call a day, so that only one month is read. */
  readonly back: number;
  readonly byDay?: boolean;
  /** @throws LiveError */
  readonly read: (context: CommandContext, span: Span) => Promise<Billed>;
}

const MBPS: Text = { en: 'Mbps', zh: 'Mbps' };
const GB: Text = { en: 'GB', zh: 'GB' };
const MINUTES: Text = { en: 'min', zh: '分钟' };

interface Bandwidth {
  readonly PeakBandwidth: number;
  readonly P95PeakBandwidth: number;
  readonly SumFlux: number;
  readonly DataInfoList: readonly {
    readonly Time?: string | undefined;
    readonly Bandwidth?: number | undefined;
  }[];
}

function ofBandwidth({ PeakBandwidth, P95PeakBandwidth, SumFlux, DataInfoList }: Bandwidth): Billed {
  const days = DataInfoList.flatMap(({ Time, Bandwidth }) => {
    const at = fromCloud(Time);
    return at === undefined || Bandwidth === undefined ? [] : [{ at, value: Bandwidth }];
  });
  return { peak: PeakBandwidth, p95: P95PeakBandwidth, total: SumFlux / 1000, days };
}

/** Values as one: the highest, and the sum. */
function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** A span in parts of so many ms at most, for calls that take no more. */
function partsOf({ from, to }: Span, most: number): Span[] {
  const parts: Span[] = [];
  for (let at = from; at < to; at += most) parts.push({ from: at, to: Math.min(to, at + most - 1000) });
  return parts;
}

/** What the cloud bills, in the order of the card. */
export const ITEMS: readonly Item[] = [
  {
    words: { en: 'Playback', zh: '播放' },
    ...{ unit: MBPS, totalUnit: GB, back: 1095 * DAY },
    read: async ({ live }, span) =>
      ofBandwidth(
        await live.call('DescribeBillBandwidthAndFluxList', { ...spanOf(span), Granularity: 1440 }),
      ),
  },
  {
    words: { en: 'Push', zh: '推流' },
    ...{ unit: MBPS, totalUnit: GB, back: 60 * DAY },
    read: async ({ live }, span) =>
      ofBandwidth(
        await live.call('DescribePushBandwidthAndFluxList', { ...spanOf(span), Granularity: 1440 }),
      ),
  },
  {
    words: { en: 'Relay', zh: '转推' },
    ...{ unit: MBPS, back: 90 * DAY },
    async read({ live }, span) {
      const { DataInfoList } = await live.call('DescribeDeliverBandwidthList', spanOf(span));
      return { peak: highest(DataInfoList.map(({ Bandwidth = 0 }) => Bandwidth)) };
    },
  },
  {
    words: { en: 'Transcoding', zh: '转码' },
    ...{ totalUnit: MINUTES, back: 90 * DAY },
    async read({ live }, span) {
      const { DataInfoList } = await live.call('DescribeLiveTranscodeTotalInfo', spanOf(span));
      return { total: sum(DataInfoList.map(({ Duration = 0 }) => Number(Duration))) };
    },
  },
  {
    words: { en: 'Recordings at once', zh: '并发录制' },
    ...{ unit: { en: 'streams', zh: '路' }, back: 180 * DAY },
    async read({ live }, span) {
      const asked = { ...spanOf(span), LiveType: 'NormalLive' };
      const { DataInfoList } = await live.call('DescribeConcurrentRecordStreamNum', asked);
      return { peak: highest(DataInfoList.map(({ Num = 0 }) => Number(Num))) };
    },
  },
  {
    words: { en: 'Snapshots', zh: '截图' },
    ...{ totalUnit: { en: 'pictures', zh: '张' }, back: 90 * DAY },
    async read({ live }, span) {
      const { DataInfoList } = await live.call('DescribeScreenShotSheetNumList', spanOf(span));
      return { total: sum(DataInfoList.map(({ Num = 0 }) => Number(Num))) };
    },
  },
  {
    words: { en: 'Pull tasks', zh: '拉流转推' },
    ...{ totalUnit: { en: 'h', zh: '小时' }, back: 1095 * DAY },
    async read({ live }, span) {
      const { TotalDurationSecond } = await live.call('DescribePullTransformPushInfo', spanOf(span));
      return { total: Number(TotalDurationSecond) / 3600 };
    },
  },
  {
    words: { en: 'Time shift', zh: '时移' },
    ...{ totalUnit: MINUTES, back: 90 * DAY, byDay: true },
    async read({ live }, span) {
      let total = 0;
      // One after another: the cloud takes a day at a time, and the desk's other calls have to get through.
      for (const part of partsOf(span, DAY)) {
        const { DataInfoList } = await live.call('DescribeLiveTimeShiftBillInfoList', spanOf(part));
        total += sum(DataInfoList.map(({ TotalDuration = 0 }) => TotalDuration));
      }
      return { total };
    },
  },
  {
    words: { en: 'Enhancement', zh: '直播增强' },
    ...{ totalUnit: MINUTES, back: 90 * DAY },
    async read({ live }, span) {
      let total = 0;
      for (const part of partsOf(span, 30 * DAY)) {
        const asked = { ...spanOf(part), Granularity: 60 };
        const { DataInfoList } = await live.call('DescribeLiveEnhanceInfoList', asked);
        total += sum(DataInfoList.map(({ Duration = 0 }) => Number(Duration)));
      }
      return { total };
    },
  },
];
