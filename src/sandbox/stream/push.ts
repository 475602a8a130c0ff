import type { SceneUpstream } from '../scene.ts';
import type { World } from '../world.ts';
import { noteBrokenInput } from '../monitor/report.ts';
import { notePullCut } from '../pull/run.ts';
import { banOf } from './ban.ts';
import { STOP_REASONS, type StopReason } from './stop-reasons.ts';
import { isSameStream, type StreamName, type Upstream, type UpstreamGroup } from './streams.ts';

const MAX_HISTORY = 2000;
const MAX_UPSTREAMS = 8;
/** The document's lists are for accounts with fewer live streams than this. */
const MAX_GROUPS = 20_000;
/** The cloud's word for a push that comes straight from an encoder. */
const DIRECT = '直推流';

/** What became of an attempt to push. */
export type PushOutcome =
  | { readonly accepted: true; readonly upstream: Upstream }
  | { readonly accepted: false; readonly why: StopReason };

/** An encoder connects: refused, a backup of what is live, or live itself. `sequence` is drawn when not given. */
export function push(world: World, name: StreamName, encoder: SceneUpstream, sequence?: string): PushOutcome {
  const { streams, scene } = world;
  const domain = scene.domains.find((known) => known.name === name.domain && known.type === 'push');
  const unknown = !scene.domains.some((known) => known.name === name.domain);
  if (!domain && !(unknown && scene.unknownDomains === 'accept'))
    return refuse(world, name, STOP_REASONS.refusedDomain);
  if (banOf(world, name)) return refuse(world, name, STOP_REASONS.refusedForbidden);
  const hostGroup = domain?.hostGroup ?? '';
  const key = groupKey(name, hostGroup);
  const live = streams.groups.get(key);
  if (!live && streams.groups.size >= MAX_GROUPS) return refuse(world, name, STOP_REASONS.refusedTooMany);
  if (live && (scene.secondPush === 'reject' || live.upstreams.length >= MAX_UPSTREAMS))
    return refuse(world, name, STOP_REASONS.refusedSecond);
  if (live && scene.secondPush === 'replace')
    for (const upstream of live.upstreams) end(world, upstream, STOP_REASONS.replaced);

  const upstream = connect(world, name, encoder, sequence);
  const group = streams.groups.get(key);
  if (group) group.upstreams = [...group.upstreams, upstream];
  else streams.groups.set(key, newGroup(key, hostGroup, upstream));
  world.emit({ type: 'push', upstream, at: world.clock.now(), errcode: 0, errmsg: 'ok', cause: world.cause });
  return { accepted: true, upstream };
}

/**
 * Ends one push. When the main ends, the oldest backup is seen instead [I]. With `repushAfterMs` the encoder comes
 * back then, with another sequence, behind what is live by that time [I].
 */
export function cut(world: World, upstream: Upstream, reason: StopReason, repushAfterMs?: number): void {
  end(world, upstream, reason);
  if (repushAfterMs !== undefined) reconnect(world, upstream, upstream, repushAfterMs);
}

/** Encoders of this stream that were coming back do so no more. */
export function cancelReconnects(world: World, name: StreamName): void {
  const { streams } = world;
  for (const waiting of streams.reconnecting) if (isSameStream(waiting.name, name)) waiting.cancel();
}

/** The group in which a stream's upstreams are, by the rule of its domain. */
export function groupOf(world: World, name: StreamName): UpstreamGroup | undefined {
  const hostGroup = world.scene.domains.find((domain) => domain.name === name.domain)?.hostGroup ?? '';
  return world.streams.groups.get(groupKey(name, hostGroup));
}

function connect(world: World, name: StreamName, encoder: SceneUpstream, sequence?: string): Upstream {
  const { seeded } = world;
  const now = world.clock.now();
  const expiry = (Math.floor(now / 1000) + 86_400).toString(16).toUpperCase();
  return {
    domain: name.domain,
    app: name.app,
    stream: name.stream,
    sequence: sequence ?? seeded.sequence(),
    since: now - (encoder.sinceMs ?? 0),
    source: encoder.source ?? DIRECT,
    // Addresses of RFC 5737, which belong to nobody.
    clientIp: `203.0.113.${1 + (seeded.word() % 254)}`,
    node: `198.51.100.${1 + (seeded.word() % 254)}`,
    streamParam: `txSecret=${seeded.hex(16)}&txTime=${expiry}`,
    width: encoder.width ?? 1920,
    height: encoder.height ?? 1080,
    repushAfterMs: encoder.repushAfterMs,
  };
}

function newGroup(key: string, hostGroup: string, first: Upstream): UpstreamGroup {
  return { key, stream: first.stream, hostGroup, upstreams: [first], main: first.sequence, optimal: false };
}

function end(world: World, upstream: Upstream, reason: StopReason): void {
  const { streams, clock } = world;
  const group = groupOf(world, upstream);
  if (!group?.upstreams.includes(upstream)) return;
  group.upstreams = group.upstreams.filter((other) => other !== upstream);
  const oldest = group.upstreams[0];
  if (!oldest) streams.groups.delete(group.key);
  else if (group.main === upstream.sequence) group.main = oldest.sequence;
  const at = clock.now();
  remember(world, {
    domain: upstream.domain,
    app: upstream.app,
    stream: upstream.stream,
    start: upstream.since,
    end: at,
    stopReason: reason.errmsg,
    clientIp: upstream.clientIp,
    resolution: `${upstream.width}*${upstream.height}`,
    refused: false,
  });
  world.emit({ type: 'disconnect', upstream, at, ...codes(reason), cause: world.cause });
  noteBrokenInput(world, upstream);
  notePullCut(world, upstream);
}

function reconnect(world: World, name: StreamName, encoder: SceneUpstream, afterMs: number): void {
  const { streams } = world;
  const cancelTimer = world.later(afterMs, () => {
    waiting.cancel();
    world.cause = undefined;
    const outcome = push(world, name, { ...encoder, sinceMs: 0 });
    // A refused encoder keeps trying, as a real one does.
    if (!outcome.accepted) reconnect(world, name, encoder, Math.max(afterMs, 1000));
  });
  const waiting = {
    name: { domain: name.domain, app: name.app, stream: name.stream },
    encoder,
    cancel() {
      cancelTimer();
      streams.reconnecting = streams.reconnecting.filter((other) => other !== waiting);
    },
  };
  streams.reconnecting = [...streams.reconnecting, waiting];
}

/** No callback for a push that never came up [I]; it is seen in the event list only. */
function refuse(world: World, name: StreamName, why: StopReason): PushOutcome {
  const last = world.streams.history.findLast((record) => isSameStream(record, name));
  const at = world.clock.now();
  // An encoder that knocks every few seconds must not push everything else out of the history.
  if (!last?.refused || last.stopReason !== why.errmsg)
    remember(world, {
      ...{ domain: name.domain, app: name.app, stream: name.stream },
      ...{ start: at, end: at, stopReason: why.errmsg, clientIp: '-', resolution: '0*0', refused: true },
    });
  return { accepted: false, why };
}

function remember(world: World, record: World['streams']['history'][number]): void {
  world.streams.history = [...world.streams.history.slice(-(MAX_HISTORY - 1)), record];
}

function codes({ errcode, errmsg }: StopReason): { errcode: number; errmsg: string } {
  return { errcode, errmsg };
}

function groupKey({ domain, app, stream }: StreamName, hostGroup: string): string {
  return hostGroup === '' ? `${domain}/${app}/${stream}` : `${hostGroup}//${stream}`;
}
