import type { Handlers } from '../../handler.ts';
import { beijingText, utcText } from '../../cloud-time.ts';
import { oneOf, badValue } from '../../bad-value.ts';
import { readZone } from '../area.ts';
import { addTo, bucketOf, bucketsOf } from '../buckets.ts';
import { pushesWithin } from '../on-air.ts';
import { minutesOf } from '../push-rate.ts';
import { readSpan } from '../span.ts';
import { usedMinutes } from './used-minutes.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Pictures of a stream are this much apart. */
const SHOTS_A_MINUTE = 6;
const SHOT_LAG = 90 * MINUTE;

/** How many streams, recordings, pictures and transcoding tasks there were. */
export const usageActions: Handlers<
  | 'DescribeUploadStreamNums'
  | 'DescribeConcurrentRecordStreamNum'
  | 'DescribeScreenShotSheetNumList'
  | 'DescribeTranscodeTaskNum'
  | 'DescribeLiveEnhanceInfoList'
> = {
  /** The most at once; points without a push are 0. */
  DescribeUploadStreamNums(world, params) {
    const action = 'DescribeUploadStreamNums';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 31 * DAY });
    const size = oneOf(action, 'Granularity', params.Granularity, [5, 1440], 5);
    if (size === 5 && span.to - span.from > DAY)
      throw badValue(action, 'Granularity 5 goes with at most one day: ask by the day (1440).');
    const pushes = pushesWithin(world, span).filter(
      ({ push }) => !params.Domains?.length || params.Domains.includes(push.domain),
    );
    const to = Math.min(span.to, world.clock.now());
    const counts = [...minutesOf(pushes, { from: span.from, to })].map(
      ({ at, running }) => [at, running.length] as const,
    );
    return { DataInfoList: peaks({ ...span, to }, size, counts) };
  },

  DescribeConcurrentRecordStreamNum(world, params) {
    const action = 'DescribeConcurrentRecordStreamNum';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 180 * DAY });
    const type = oneOf(action, 'LiveType', params.LiveType, ['NormalLive', 'SlowLive'], 'NormalLive');
    const slow = world.account.domains.filter(({ isSlow }) => isSlow).map(({ name }) => name);
    const zone = readZone(action, params.MainlandOrOversea);
    const to = Math.min(span.to, world.clock.now());
    const counts = [...usedMinutes(world, span, { domains: params.PushDomains, zone })].map(
      ({ at, streams }) => {
        const recorded = streams.filter(
          ({ used, name }) => used.isRecorded && slow.includes(name.domain) === (type === 'SlowLive'),
        );
        return [at, recorded.length] as const;
      },
    );
    return { DataInfoList: peaks({ ...span, to }, 5, counts) };
  },

  DescribeScreenShotSheetNumList(world, params) {
    const action = 'DescribeScreenShotSheetNumList';
    const kind = oneOf(action, 'Granularity', params.Granularity, ['Minute', 'Day'], 'Day');
    const longest = kind === 'Minute' ? 31 * DAY : 186 * DAY;
    const span = readSpan(world, action, params, { longest, back: 186 * DAY });
    const zone = oneOf(action, 'Zone', params.Zone, ['all', 'Mainland', 'Oversea'], 'all');
    const to = Math.min(span.to, world.clock.now() - SHOT_LAG);
    const meant = { domains: params.PushDomains, zone: zone === 'all' ? undefined : zone };
    const sums = new Map<number, number>();
    for (const { at, streams } of usedMinutes(world, { from: span.from, to }, meant))
      addTo(
        sums,
        bucketOf(at, kind === 'Minute' ? 5 : 1440),
        streams.filter(({ used }) => used.isShot).length * SHOTS_A_MINUTE,
      );
    const found = [...sums].filter(([, Num]) => Num > 0);
    return { DataInfoList: found.map(([time, Num]) => ({ Time: utcText(time), Num })) };
  },

  DescribeTranscodeTaskNum(world, params) {
    const span = readSpan(world, 'DescribeTranscodeTaskNum', params, { longest: 31 * DAY, back: 92 * DAY });
    const most = new Map<number, Map<number, number>>();
    for (const { at, streams } of usedMinutes(world, span, { domains: params.PushDomains })) {
      const counts = new Map<number, number>();
      for (const { used } of streams) for (const { rate } of used.renditions) addTo(counts, rate, 1);
      const time = bucketOf(at, 5);
      const known = most.get(time) ?? new Map<number, number>();
      for (const [rate, count] of counts) known.set(rate, Math.max(known.get(rate) ?? 0, count));
      most.set(time, known);
    }
    return {
      DataInfoList: [...most].flatMap(([time, counts]) =>
        [...counts].map(([CodeRate, Num]) => ({ Time: beijingText(time).slice(0, 16), CodeRate, Num })),
      ),
    };
  },

  DescribeLiveEnhanceInfoList(world, params) {
    const action = 'DescribeLiveEnhanceInfoList';
    const span = readSpan(world, action, params, { longest: 30 * DAY, back: 92 * DAY });
    const size = oneOf(action, 'Granularity', params.Granularity, [5, 60], 5);
    const row = { Fps: '25', Resolution: '1080P', Type: 'VideoEnhance' };
    const isMeant = (['Fps', 'Resolution', 'Type'] as const).every(
      (name) => !params[name]?.length || params[name].includes(row[name]),
    );
    const sums = new Map<string, { time: number; domain: string; minutes: number }>();
    if (isMeant)
      for (const { at, streams } of usedMinutes(world, span, { domains: params.DomainNames }))
        for (const { name, used } of streams) {
          if (!used.isEnhanced) continue;
          const time = bucketOf(at, size);
          const key = `${time} ${name.domain}`;
          const minutes = 1 + (sums.get(key)?.minutes ?? 0);
          sums.set(key, { time, domain: name.domain, minutes });
        }
    return {
      DataInfoList: [...sums.values()].map(({ time, domain, minutes }) => ({
        ...{ Domain: domain, Time: span.format(time), Duration: minutes, ...row },
      })),
    };
  },
};

function peaks(
  span: { from: number; to: number; format: (ms: number) => string },
  size: number,
  counts: readonly (readonly [number, number])[],
) {
  const most = new Map(bucketsOf(span, size).map((at) => [at, 0]));
  for (const [at, count] of counts) {
    const time = bucketOf(at, size);
    most.set(time, Math.max(most.get(time) ?? 0, count));
  }
  return [...most].map(([at, Num]) => ({ Time: span.format(at), Num }));
}
