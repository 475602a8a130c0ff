import { ApiError } from '../api-error.ts';
import { parseTimeAsGiven, type GivenTime } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import type { World } from '../world.ts';
import { audienceAt } from './audience.ts';
import { streamPath, upstreamsOf } from './streams.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Figures are there about 4 minutes later. */
const LAG = 4 * MINUTE;
/** What one viewer of a full-HD stream takes, Mbit/s. */
const MBPS = 3;
/** The share of the viewers whom each of the two services has. */
const SHARES: Readonly<Record<string, number>> = { LVB: 0.8, LEB: 0.2 };

/** How many watch: one action of the group statistics. Only what is online has figures, since it came online. */
export const playActions: Handlers<'DescribeStreamPlayInfoList'> = {
  DescribeStreamPlayInfoList(world, params) {
    const start = parseTimeAsGiven('StartTime', params.StartTime);
    const end = parseTimeAsGiven('EndTime', params.EndTime);
    checkRange(world.clock.now(), start, end);
    const share = params.ServiceName ? SHARES[params.ServiceName] : 1;
    if (share === undefined) throw invalid('ServiceName must be LVB or LEB.');
    const sources = world.scene.domains.some(
      ({ name, type }) => type === 'play' && (params.PlayDomain || name) === name,
    )
      ? onlineSince(world, params.StreamName, params.AppName)
      : [];
    const last = Math.min(end.ms, world.clock.now() - LAG);
    const points = [];
    for (let at = Math.ceil(start.ms / MINUTE) * MINUTE; at <= last; at += MINUTE) {
      const watched = sources.filter(({ since }) => at >= Math.floor(since / MINUTE) * MINUTE);
      if (watched.length === 0) continue;
      const all = watched.reduce((sum, { path, since }) => sum + audienceAt(world.seed, path, since, at), 0);
      points.push(figures(start.format(at), Math.round(all * share)));
    }
    return { DataInfoList: points };
  },
};

/** Online streams that the name matches, with the time they came online. The path counts only beside a name. */
function onlineSince(world: World, stream = '', app = ''): { path: string; since: number }[] {
  const found = new Map<string, number>();
  for (const upstream of upstreamsOf(world.streams)) {
    if (stream && (upstream.stream !== stream || (app || upstream.app) !== upstream.app)) continue;
    const path = streamPath(upstream);
    found.set(path, Math.min(found.get(path) ?? upstream.since, upstream.since));
  }
  return [...found].map(([path, since]) => ({ path, since }));
}

function figures(Time: string, Online: number) {
  const Bandwidth = Online * MBPS;
  return { Time, Bandwidth, Flux: (Bandwidth * 60) / 8, Request: Math.round(Online * 1.2), Online };
}

function checkRange(now: number, start: GivenTime, end: GivenTime): void {
  if (start.style !== end.style) throw invalid('StartTime and EndTime must have the same format.');
  if (end.ms < start.ms || end.ms - start.ms > DAY)
    throw invalid('EndTime must be after StartTime, by at most 24 hours.');
  if (start.ms < now - 31 * DAY) throw invalid('StartTime must lie within the last month.');
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidParameterValue', message);
}
