import { ApiError } from '../api-error.ts';
import { beijingText, parseUtc, utcText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { stopPadding } from '../on-air/padding.ts';
import { pageOf } from '../page.ts';
import type { World } from '../world.ts';
import { ban, banOf, bansNow, lift } from './ban.ts';
import { endedPushes, withinRange } from './history.ts';
import { cut, groupOf } from './push.ts';
import { STOP_REASONS, type StopReason } from './stop-reasons.ts';
import { isSameStream, streamPath, upstreamsOf, type StreamName } from './streams.ts';

const DAY = 86_400_000;
const MAX_REASON_BYTES = 2048;

/** The actions of the group stream. */
export const streamActions: Handlers<
  | 'DropLiveStream'
  | 'ForbidLiveStream'
  | 'ResumeLiveStream'
  | 'DescribeLiveStreamState'
  | 'DescribeLiveStreamOnlineList'
  | 'DescribeLiveStreamPublishedList'
  | 'DescribeLiveStreamEventList'
  | 'DescribeLiveForbidStreamList'
  | 'DescribeLivePadProcessorList'
  | 'StopLivePadProcessor'
> = {
  /** Succeeds for a stream that is not live, too. */
  DropLiveStream(world, params) {
    const name = streamName(params);
    world.later(world.effectDelayMs, () => cutAll(world, name, STOP_REASONS.dropped));
    return {};
  },

  ForbidLiveStream(world, params) {
    const name = streamName(params);
    const now = world.clock.now();
    const until = params.ResumeTime === undefined ? now + 7 * DAY : parseUtc('ResumeTime', params.ResumeTime);
    if (until <= now || until > now + 90 * DAY)
      throw new ApiError(
        'InvalidParameterValue',
        'ResumeTime must be in the future and at most 90 days ahead.',
      );
    const reason = params.Reason ?? '';
    if (Buffer.byteLength(reason) > MAX_REASON_BYTES)
      throw new ApiError('InvalidParameterValue', `Reason is at most ${MAX_REASON_BYTES} bytes.`);
    world.later(world.effectDelayMs, () => {
      ban(world, { ...name, since: now, until, reason });
      // Only the push of exactly this domain, path and name is cut, also where the ban matches by name alone.
      cutAll(world, name, STOP_REASONS.forbidden);
    });
    return {};
  },

  /** Does not start a push [I]: that is the encoder's business. */
  ResumeLiveStream(world, params) {
    const name = streamName(params);
    world.later(world.effectDelayMs, () => lift(world, name));
    return {};
  },

  DescribeLiveStreamState(world, params) {
    const name = streamName(params);
    if (upstreamsOf(world.streams).some((upstream) => isSameStream(upstream, name)))
      return { StreamState: 'active' };
    return { StreamState: banOf(world, name) ? 'forbid' : 'inactive' };
  },

  DescribeLiveStreamOnlineList(world, params) {
    const online = upstreamsOf(world.streams)
      .filter(
        (upstream) =>
          (params.DomainName ?? upstream.domain) === upstream.domain &&
          (params.AppName ?? upstream.app) === upstream.app &&
          (params.StreamName ?? upstream.stream) === upstream.stream,
      )
      .sort((left, right) => left.since - right.since);
    const firsts = online.filter(
      (one, index) => online.findIndex((other) => isSameStream(one, other)) === index,
    );
    const page = pageOf(firsts, params, 10);
    return {
      ...page.numbers,
      OnlineInfo: page.items.map((first) => ({
        StreamName: first.stream,
        AppName: first.app,
        DomainName: first.domain,
        PublishTimeList: online
          .filter((other) => isSameStream(first, other))
          .map((upstream) => ({ PublishTime: utcText(upstream.since) })),
        PushToDelay: world.features.onAir.get(streamPath(first))?.isDelayed ? 1 : 0,
      })),
    };
  },

  DescribeLiveStreamPublishedList(world, params) {
    const range = withinRange(world.clock.now(), params.StartTime, params.EndTime);
    const found = endedPushes(world.streams, range, {
      domain: params.DomainName,
      app: params.AppName,
      stream: params.StreamName,
      exact: false,
    }).filter((record) => !record.refused);
    const page = pageOf(found.reverse(), params, 10);
    return { ...page.numbers, PublishInfo: page.items.map(recordInfo) };
  },

  DescribeLiveStreamEventList(world, params) {
    const range = withinRange(world.clock.now(), params.StartTime, params.EndTime);
    const found = endedPushes(world.streams, range, {
      domain: params.DomainName,
      app: params.AppName,
      stream: params.StreamName,
      exact: Number(params.IsStrict ?? 0) === 1,
    }).filter((record) => Number(params.IsFilter ?? 0) === 0 || !record.refused);
    const page = pageOf(Number(params.IsAsc ?? 0) === 1 ? found : found.reverse(), params, 1);
    return { ...page.numbers, EventList: page.items.map(recordInfo) };
  },

  DescribeLiveForbidStreamList(world, params) {
    const held = bansNow(world).filter((one) => (params.StreamName ?? one.stream) === one.stream);
    const page = pageOf(held, params, 1);
    return {
      ...page.numbers,
      ForbidStreamList: page.items.map((one) => ({
        StreamName: one.stream,
        AppName: one.app,
        DomainName: one.domain,
        CreateTime: beijingText(one.since),
        ExpireTime: beijingText(one.until),
      })),
    };
  },

  DescribeLivePadProcessorList(world, params) {
    const padded = world.streams.pads.filter(
      (pad) => pad.domain === params.PushDomainName && pad.app === params.AppName,
    );
    return { StreamNameList: padded.map((pad) => pad.stream) };
  },

  StopLivePadProcessor(world, params) {
    const name = { domain: params.PushDomainName, app: params.AppName, stream: params.StreamName };
    return { ResultMessage: stopPadding(world, name) ? 'success' : 'no match processor stream' };
  },
};

function streamName(params: { DomainName: string; AppName: string; StreamName: string }): StreamName {
  const name = { domain: params.DomainName, app: params.AppName, stream: params.StreamName };
  const empty = Object.entries(name).find(([, value]) => value === '');
  if (empty) throw new ApiError('InvalidParameterValue', `The ${empty[0]} name must not be empty.`);
  return name;
}

/** Cuts every upstream of the stream [I]: the actions name a stream, not one of its pushes. */
function cutAll(world: World, name: StreamName, reason: StopReason): void {
  const upstreams = groupOf(world, name)?.upstreams ?? [];
  for (const upstream of upstreams)
    if (isSameStream(upstream, name)) cut(world, upstream, reason, upstream.repushAfterMs);
}

function recordInfo(record: World['streams']['history'][number]) {
  return {
    StreamName: record.stream,
    AppName: record.app,
    DomainName: record.domain,
    StreamStartTime: utcText(record.start),
    StreamEndTime: utcText(record.end),
    StopReason: record.stopReason,
    Duration: Math.round((record.end - record.start) / 1000),
    ClientIp: record.clientIp,
    Resolution: record.resolution,
  };
}
