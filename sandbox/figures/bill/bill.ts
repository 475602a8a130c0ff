import { bucketOf, bucketsOf } from '../buckets.ts';
import type { AskedSpan } from '../span.ts';

/** What is billed by: five minutes at a time. */
const STEP = 5;
const SECONDS = STEP * 60;

/** The points of a bill, with its peak, its 95th percentile and its sum. Bandwidth in Mbit/s, flux in MB. */
export function billOf(
  span: AskedSpan,
  known: number,
  fluxByMinute: Iterable<readonly [number, number]>,
  minutes: number,
) {
  const { from, to, format } = span;
  const steps = new Map(bucketsOf({ from, to: Math.min(to, known) }, STEP).map((at) => [at, 0]));
  for (const [at, flux] of fluxByMinute) {
    const step = bucketOf(at, STEP);
    if (steps.has(step)) steps.set(step, (steps.get(step) ?? 0) + flux);
  }
  const points = [...steps].map(([at, flux]) => ({ at, flux, bandwidth: (flux * 8) / SECONDS }));
  const groups = new Map<number, typeof points>();
  for (const point of points) {
    const time = bucketOf(point.at, minutes);
    groups.set(time, [...(groups.get(time) ?? []), point]);
  }
  const falling = [...points].sort((left, right) => right.bandwidth - left.bandwidth);
  const peak = falling[0];
  const p95 = falling[Math.floor(falling.length * 0.05)];
  return {
    PeakBandwidthTime: peak ? format(peak.at) : '',
    PeakBandwidth: peak?.bandwidth ?? 0,
    P95PeakBandwidthTime: p95 ? format(p95.at) : '',
    P95PeakBandwidth: p95?.bandwidth ?? 0,
    SumFlux: points.reduce((sum, { flux }) => sum + flux, 0),
    DataInfoList: [...groups].map(([time, part]) => {
      const most = part.reduce((best, point) => (point.bandwidth > best.bandwidth ? point : best));
      return {
        ...{ Time: format(time), Bandwidth: most.bandwidth },
        ...{ Flux: part.reduce((sum, { flux }) => sum + flux, 0), PeakTime: format(most.at) },
      };
    }),
  };
}
