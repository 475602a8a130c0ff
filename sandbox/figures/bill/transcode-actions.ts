import type { TranscodeDetailInfo } from '../../../src/live/catalogue/types.generated.ts';
import { beijingText } from '../../cloud-time.ts';
import type { Handlers } from '../../handler.ts';
import { badValue, refusal } from '../../bad-value.ts';
import { readZone } from '../area.ts';
import { bucketOf } from '../buckets.ts';
import { dayOf } from '../on-air.ts';
import { figuresPage } from '../page.ts';
import { readSpan } from '../span.ts';
import { usedMinutes } from './used-minutes.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What a row says beside its times. */
type Row = Omit<TranscodeDetailInfo, 'StartTime' | 'EndTime' | 'Duration'>;

/** How long streams were transcoded, by day and by stream: the same minutes. */
export const transcodeActions: Handlers<
  'DescribeLiveTranscodeTotalInfo' | 'DescribeLiveTranscodeDetailInfo'
> = {
  /** By five minutes within one day, by the hour over several or where domains are named. */
  DescribeLiveTranscodeTotalInfo(world, params) {
    const action = 'DescribeLiveTranscodeTotalInfo';
    const span = readSpan(world, action, params, { longest: 92 * DAY, back: 92 * DAY });
    const zone = readZone(action, params.MainlandOrOversea);
    const isOneDay = dayOf(span.from) === dayOf(Math.max(span.from, span.to - 1));
    const size = isOneDay && !params.PushDomains?.length ? 5 : 60;
    const sums = new Map<string, { time: number; codec: string; resolution: string; minutes: number }>();
    for (const { at, streams } of usedMinutes(world, span, { domains: params.PushDomains, zone }))
      for (const { used } of streams)
        for (const { codec, resolution } of used.renditions) {
          const time = bucketOf(at, size);
          const key = `${time} ${codec} ${resolution}`;
          sums.set(key, { time, codec, resolution, minutes: 1 + (sums.get(key)?.minutes ?? 0) });
        }
    return {
      DataInfoList: [...sums.values()].map(({ time, codec, resolution, minutes }) => ({
        ...{ Time: span.format(time), Duration: minutes, ModuleCodec: codec, Resolution: resolution },
      })),
    };
  },

  /** One row for a stream, a day and a rendition. Today is not in it yet. */
  DescribeLiveTranscodeDetailInfo(world, params) {
    const action = 'DescribeLiveTranscodeDetailInfo';
    const { DayTime = '', StartDayTime = '', EndDayTime = '' } = params;
    if (DayTime === '' && (StartDayTime === '' || EndDayTime === ''))
      throw refusal(
        action,
        ['MissingParameter', 'InvalidParameter'],
        'DayTime, or StartDayTime and EndDayTime, must be given.',
      );
    const first = readDay('DayTime', DayTime || StartDayTime);
    const last = readDay('EndDayTime', DayTime || EndDayTime);
    const today = dayOf(world.clock.now());
    if (last < first || first < today - 31 * DAY)
      throw badValue(action, 'The days must lie within the last month, the first one before the last.');
    const rows = new Map<string, { start: number; end: number; minutes: number; row: Row }>();
    const span = { from: first, to: Math.min(last + DAY, today) };
    const meant = { domains: params.PushDomain ? [params.PushDomain] : [] };
    for (const { at, streams } of usedMinutes(world, span, meant))
      for (const { name, used, zone } of streams) {
        if ((params.StreamName || name.stream) !== name.stream) continue;
        for (const { codec, resolution, rate } of used.renditions) {
          const key = `${dayOf(at)} ${name.domain} ${name.app} ${name.stream} ${codec} ${resolution}`;
          const known = rows.get(key);
          rows.set(key, {
            ...{ start: known?.start ?? at, end: at + MINUTE, minutes: 1 + (known?.minutes ?? 0) },
            row: known?.row ?? {
              ...{ StreamName: name.stream, ModuleCodec: codec, Bitrate: rate, Type: 'Transcode' },
              ...{ PushDomain: name.domain, Resolution: resolution },
              MainlandOrOversea: zone === 'Mainland' ? 'Mainland' : 'Overseas',
            },
          });
        }
      }
    const limits = { min: 10, max: 1000, usual: 20, pages: 100 };
    const page = figuresPage(action, [...rows.values()], params, limits);
    return {
      DataInfoList: page.items.map(({ start, end, minutes, row }) => ({
        ...row,
        StartTime: beijingText(start).slice(0, 16),
        EndTime: beijingText(end).slice(0, 16),
        Duration: minutes,
      })),
      ...page.numbers,
    };
  },
};

function readDay(name: string, text: string): number {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T00:00:00+08:00`);
  if (Number.isNaN(at))
    throw badValue('DescribeLiveTranscodeDetailInfo', `${name} must be a day as 20190307.`);
  return at;
}
