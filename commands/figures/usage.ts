import type { CommandContext } from '../../src/command.ts';
import { fromCloud } from '../../src/live/cloud-time.ts';
import type { Fact } from '../../src/reply.ts';
import type { Integer } from '../../src/live/catalogue/types.generated.ts';
import { seriesCommand, STEP_MS, type Asked, type Step } from './series.ts';
import { spanOf } from './span.ts';

const DAY = 86_400_000;
const GRANULARITY: Readonly<Record<Step, number>> = { '5min': 5, '1h': 60, '1d': 1440 };

interface Bill {
  readonly PeakBandwidth: number;
  readonly P95PeakBandwidth: number;
  readonly SumFlux: number;
  readonly DataInfoList: readonly {
    readonly Time?: string | undefined;
    readonly Bandwidth?: number | undefined;
  }[];
}

/** Mbit/s with its peak and 95th percentile, and GB. */
function billed({ say }: CommandContext, { step }: Asked, bill: Bill) {
  const totals: Fact[] = [
    { label: say('Peak', '峰值'), value: `${rounded(bill.PeakBandwidth)} Mbps` },
    { label: say('95th percentile', '95 峰值'), value: `${rounded(bill.P95PeakBandwidth)} Mbps` },
    { label: say('Volume', '流量'), value: `${rounded(bill.SumFlux / 1000)} GB` },
  ];
  const points = pointsOf(bill.DataInfoList, ({ Bandwidth }) => Bandwidth);
  return {
    panels: [{ unit: 'Mbps', lines: [{ name: say('bandwidth', '带宽'), points }] }],
    step: STEP_MS[step],
    totals,
  };
}

/** A list of the cloud as points. `timeOf`: how it writes its times, where that is not ISO 8601. */
export function pointsOf<T extends { readonly Time?: string | undefined }>(
  list: readonly T[],
  value: (one: T) => number | Integer | undefined,
  timeOf: (time: string | undefined) => number | undefined = fromCloud,
) {
  return list.flatMap((one) => {
    const at = timeOf(one.Time);
    const found = value(one);
    return at === undefined ? [] : [{ at, value: found === undefined ? null : Number(found) }];
  });
}

/** With four digits that count, and commas. */
export function rounded(value: number): string {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
}

const BILLED = {
  en: 'What is billed; the newest figures may be missing.',
  zh: '计费口径；最新的数据可能尚未产生。',
} as const;

/** What both have in common, and how their one call is asked and shown. */
const billedSeries = (back: number, call: (context: CommandContext, asked: Asked) => Promise<Bill>) =>
  ({
    reach: { usual: DAY, longest: 31 * DAY, back },
    note: BILLED,
    takes: ['step', 'domain', 'area'],
    read: async (context: CommandContext, asked: Asked) => billed(context, asked, await call(context, asked)),
  }) as const;

/** The parameters of a call for a bill, but for the domains. */
function paramsOf(asked: Asked) {
  return {
    ...spanOf(asked),
    Granularity: GRANULARITY[asked.step],
    ...(asked.area && { MainlandOrOversea: asked.area }),
  };
}

/** `traffic usage`: DescribeBillBandwidthAndFluxList. */
export const trafficUsage = seriesCommand({
  name: 'traffic usage',
  zh: '播放 用量',
  summary: {
    en: 'Billed playback: bandwidth with peak, 95th percentile and volume',
    zh: '播放计费用量：带宽峰值、95 峰值和流量',
  },
  title: { en: 'Playback, billed', zh: '播放计费用量' },
  ...billedSeries(1095 * DAY, ({ live }, asked) =>
    live.call('DescribeBillBandwidthAndFluxList', {
      ...paramsOf(asked),
      ...(asked.domains && { PlayDomains: asked.domains }),
    }),
  ),
});

/** `stream usage`: DescribePushBandwidthAndFluxList. */
export const streamUsage = seriesCommand({
  name: 'stream usage',
  zh: '流 用量',
  summary: {
    en: 'Pushed bandwidth with peak, 95th percentile and volume',
    zh: '推流用量：带宽峰值、95 峰值和流量',
  },
  title: { en: 'Push, billed', zh: '推流计费用量' },
  ...billedSeries(60 * DAY, ({ live }, asked) =>
    live.call('DescribePushBandwidthAndFluxList', {
      ...paramsOf(asked),
      ...(asked.domains && { PushDomains: asked.domains }),
    }),
  ),
});
