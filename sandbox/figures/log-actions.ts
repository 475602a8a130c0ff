import { domainNamed } from '../account/find-domain.ts';
import { ApiError } from '../api-error.ts';
import { beijingText, utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { oneOf } from '../bad-value.ts';
import { addTo, bucketOf } from './buckets.ts';
import { cellsByMinute, requestsOf } from './cells.ts';
import { pushesWithin } from './on-air.ts';
import { minutesOf } from './push-rate.ts';
import { readSpan } from './span.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The log of an hour is there an hour after its end [I]. */
const LAG = HOUR;
const LINE_BYTES = 240;

/** Addresses of logs: one file for each domain and each hour in which there was anything. */
export const logActions: Handlers<'DescribeLogDownloadList' | 'DescribeDeliverLogDownList'> = {
  DescribeLogDownloadList(world, params) {
    const action = 'DescribeLogDownloadList';
    const span = readSpan(world, action, params, { longest: 7 * DAY, back: 31 * DAY });
    const isFast = oneOf(action, 'IsFastLive', params.IsFastLive, [0, 1], 0) === 1;
    const unknown = params.PlayDomains.find((name) => !domainNamed(world, name, 'play'));
    if (unknown !== undefined)
      throw new ApiError('ResourceNotFound.DomainNotExist', `The account has no play domain ${unknown}.`);
    const to = Math.min(span.to - 1, bucketOf(world.clock.now() - LAG, 60) - 1);
    const service = isFast ? 'LEB' : 'LVB';
    const lines = new Map<string, number>();
    for (const { at, cells } of cellsByMinute(world, {
      from: span.from,
      to,
      domains: params.PlayDomains,
      service,
    }))
      for (const cell of cells) addTo(lines, `${bucketOf(at, 60)} ${cell.domain}`, requestsOf(cell));
    return listed(lines, ({ name, time, url, size }) => ({
      ...{ LogName: name, LogUrl: url, LogTime: beijingText(time), FileSize: size },
    }));
  },

  DescribeDeliverLogDownList(world, params) {
    const action = 'DescribeDeliverLogDownList';
    const span = readSpan(world, action, params, { longest: 7 * DAY, back: 31 * DAY });
    const relayed = pushesWithin(world, span).filter(
      ({ push }) => push.source.startsWith('拉流转推(') && params.DeliverDomains.includes(push.domain),
    );
    const to = Math.min(span.to, bucketOf(world.clock.now() - LAG, 60));
    const lines = new Map<string, number>();
    for (const { at, running } of minutesOf(relayed, { from: span.from, to }))
      for (const { push } of running) addTo(lines, `${bucketOf(at, 60)} ${push.domain}`, 1);
    return listed(lines, ({ name, time, url, size }) => ({
      ...{ LogName: name, LogUrl: url, LogTime: utcText(time), FileSize: size },
    }));
  },
};

interface LogFile {
  readonly name: string;
  readonly url: string;
  /** When it begins, ms UTC. */
  readonly time: number;
  /** bytes */
  readonly size: number;
}

function listed<T>(lines: ReadonlyMap<string, number>, toInfo: (file: LogFile) => T) {
  const files = [...lines].map(([key, count]) => {
    const [time = '0', domain = ''] = key.split(' ');
    const hour = beijingText(Number(time)).replace(/\D/g, '').slice(0, 10);
    const name = `${hour}-${domain}.gz`;
    return { name, url: `https://logs.example.com/${name}`, time: Number(time), size: count * LINE_BYTES };
  });
  return { LogInfoList: files.map(toInfo), TotalNum: files.length };
}
