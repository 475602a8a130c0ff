import { utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import { bucketOf } from './buckets.ts';
import { readSpan } from './span.ts';
import { usedMinutes, type UsedStream } from './bill/used-minutes.ts';

const DAY = 86_400_000;
/** What is kept is kept for so many days. */
const STORAGE_DAYS = 7;
/** What one stream writes in a minute, bytes: 4 Mbit/s. */
const BYTES_A_MINUTE = (4_000_000 * 60) / 8;

/** What time shift keeps and is billed for. */
export const timeShiftFigureActions: Handlers<
  'DescribeLiveTimeShiftBillInfoList' | 'DescribeLiveTimeShiftWriteSizeInfoList'
> = {
  DescribeLiveTimeShiftBillInfoList(world, params) {
    const action = 'DescribeLiveTimeShiftBillInfoList';
    const span = readSpan(world, action, params, { longest: DAY, back: 92 * DAY });
    const sums = new Map<string, { time: number; domain: string; minutes: number }>();
    for (const { at, streams } of usedMinutes(world, span, { domains: params.PushDomains }))
      for (const { name } of kept(streams)) {
        const time = bucketOf(at, 1440);
        const key = `${time} ${name.domain}`;
        sums.set(key, { time, domain: name.domain, minutes: 1 + (sums.get(key)?.minutes ?? 0) });
      }
    return {
      DataInfoList: [...sums.values()].map(({ time, domain, minutes }) => ({
        ...{ Domain: domain, Duration: minutes, StoragePeriod: STORAGE_DAYS, Time: utcText(time) },
        TotalDuration: minutes * STORAGE_DAYS,
      })),
    };
  },

  DescribeLiveTimeShiftWriteSizeInfoList(world, params) {
    const action = 'DescribeLiveTimeShiftWriteSizeInfoList';
    const span = readSpan(world, action, params, { longest: 31 * DAY, back: 183 * DAY });
    const size = oneOf(action, 'Granularity', params.Granularity, [5, 60, 1440], 5);
    const zone = oneOf(
      action,
      'MainlandOrOversea',
      params.MainlandOrOversea,
      ['Mainland', 'Oversea', ''],
      '',
    );
    const dimensions = params.Dimensions ?? [];
    if (
      !dimensions.every((name) =>
        ['Area', 'Domain', 'StorageDays', 'Time', 'CountryOrAreaNames'].includes(name),
      )
    )
      throw badValue(action, 'Dimensions must be of Area, Domain and StorageDays.');
    const isMeant = !params.StorageDays?.length || params.StorageDays.map(Number).includes(STORAGE_DAYS);
    const meant = { domains: params.DomainNames, zone: zone === '' ? undefined : zone };
    const sums = new Map<string, { time: number; area: string; domain: string; minutes: number }>();
    if (isMeant)
      for (const { at, streams } of usedMinutes(world, span, meant))
        for (const { name, zone: own } of kept(streams)) {
          const time = bucketOf(at, size);
          const area = dimensions.includes('Area') ? own : '';
          const domain = dimensions.includes('Domain') ? name.domain : '';
          const key = `${time} ${area} ${domain}`;
          sums.set(key, { time, area, domain, minutes: 1 + (sums.get(key)?.minutes ?? 0) });
        }
    return {
      DataInfoList: [...sums.values()].map(({ time, area, domain, minutes }) => ({
        ...{ Area: area, Time: utcText(time), WriteSize: minutes * BYTES_A_MINUTE, Domain: domain },
        StorageDays: dimensions.includes('StorageDays') ? STORAGE_DAYS : 0,
      })),
    };
  },
};

function kept(streams: readonly UsedStream[]): UsedStream[] {
  return streams.filter(({ used }) => used.isKept);
}
