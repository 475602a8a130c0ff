import { whyUnsigned } from '../account/push-auth.ts';
import type { World } from '../world.ts';
import { banOf } from './ban.ts';
import { STOP_REASONS, type StopReason } from './stop-reasons.ts';
import { isSameStream, type Encoder, type StreamName, type Upstream, type UpstreamGroup } from './streams.ts';

const MAX_HISTORY = 2000;
const MAX_UPSTREAMS = 8;
/** The document's lists are for accounts with fewer live streams than this. */
const MAX_GROUPS = 20_000;
/** The cloud's word for a push that comes straight from an encoder. */
const DIRECT = '直推流';

/** What became of an attempt to push. */
export type PushOutcome =
  | { readonly accepted: true; readonly upstream: Upstream }
  | { readonly accepted: false; readonly why: StopReason; readonly clientIp: string };

/** An encoder connects: refused, a backup of what is live, or live itself. `sequence` is drawn when not given. */
export function push(world: World, name: StreamName, encoder: Encoder, sequence?: string): PushOutcome {
  const { streams, scene } = world;
  const hostGroup = hostGroupOf(world, name);
  const key = groupKey(name, hostGroup);
  const live = streams.groups.get(key);
  const upstream = connect(world, name, encoder, sequence);
  const why = encoder.refuse ?? whyRefused(world, name, live) ?? whyBadAddress(world, name, encoder);
  if (why) return refuse(world, upstream, why);
  if (live && scene.secondPush === 'replace')
    for (const other of live.upstreams) end(world, other, STOP_REASONS.replaced);

  const group = streams.groups.get(key);
  if (group) group.upstreams = [...group.upstreams, upstream];
  else streams.groups.set(key, newGroup(key, hostGroup, upstream));
  world.emit({ type: 'push', upstream, at: world.clock.now(), errcode: 0, errmsg: 'ok', cause: world.cause });
  return { accepted: true, upstream };
}

function whyRefused(world: World, name: StreamName, live: UpstreamGroup | undefined): StopReason | undefined {
  const { streams, scene, account } = world;
  const known = account.domains.filter((domain) => domain.name === name.domain);
  const ours = known.find(({ type }) => type === 'push');
  const isForeign = known.length > 0 || account.deleted.has(name.domain) || scene.unknownDomains === 'refuse';
  if (!ours && isForeign) return STOP_REASONS.refusedDomain;
  if (ours && !ours.isEnabled) return STOP_REASONS.refusedDomainOff;
  if (banOf(world, name)) return STOP_REASONS.refusedForbidden;
  if (!live && streams.groups.size >= MAX_GROUPS) return STOP_REASONS.refusedTooMany;
  const isFull = scene.secondPush === 'reject' || (live?.upstreams.length ?? 0) >= MAX_UPSTREAMS;
  return live && isFull ? STOP_REASONS.refusedSecond : undefined;
}

/** An encoder that was given no address has the right one. */
function whyBadAddress(
  { account, clock }: World,
  name: StreamName,
  encoder: Encoder,
): StopReason | undefined {
  const domain = account.domains.find((known) => known.name === name.domain && known.type === 'push');
  if (!domain || encoder.address === undefined) return undefined;
  return whyUnsigned(domain, name.stream, encoder.address, clock.now());
}

/**
 * Ends one push. When the main ends, the oldest backup is seen instead [I]. With `repushAfterMs` the encoder comes
 * back then, with another sequence, behind what is live by that time [I].
 */
export function cut(world: World, upstream: Upstream, reason: StopReason, repushAfterMs?: number): void {
  end(world, upstream, reason);
  if (repushAfterMs !== undefined) reconnect(world, upstream, upstream, repushAfterMs);
}

/** An encoder of this stream that was not let in tries again so often, ms, until it is. */
export function keepTrying(world: World, name: StreamName, encoder: Encoder, everyMs: number): void {
  reconnect(world, name, encoder, everyMs);
}

/** Encoders of this stream that were coming back do so no more. `isMeant`: those of them. */
export function cancelReconnects(
  world: World,
  name: StreamName,
  isMeant: (encoder: Encoder) => boolean = () => true,
): void {
  const { streams } = world;
  for (const waiting of streams.reconnecting)
    if (isSameStream(waiting.name, name) && isMeant(waiting.encoder)) waiting.cancel();
}

/** The group in which a stream's upstreams are, by the rule of its domain. */
export function groupOf(world: World, name: StreamName): UpstreamGroup | undefined {
  return world.streams.groups.get(groupKey(name, hostGroupOf(world, name)));
}

function hostGroupOf({ scene }: World, { domain }: StreamName): string {
  return scene.domains.find(({ name }) => name === domain)?.hostGroup ?? '';
}

function connect(world: World, name: StreamName, encoder: Encoder, sequence?: string): Upstream {
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
    clientIp: encoder.clientIp ?? `203.0.113.${1 + (seeded.word() % 254)}`,
    node: `198.51.100.${1 + (seeded.word() % 254)}`,
    streamParam: encoder.address ?? `txSecret=${seeded.hex(16)}&txTime=${expiry}`,
    width: encoder.width ?? 1920,
    height: encoder.height ?? 1080,
    repushAfterMs: encoder.repushAfterMs,
    address: encoder.address,
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
    pushed: upstream,
  });
  world.emit({ type: 'disconnect', upstream, at, ...codes(reason), cause: world.cause });
  world.ended(upstream);
}

function reconnect(world: World, name: StreamName, encoder: Encoder, afterMs: number): void {
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

/** A push that never came up: told as ended, with a sequence of its own, never as begun (440/35256 lists its codes). */
function refuse(world: World, upstream: Upstream, why: StopReason): PushOutcome {
  const { clientIp, domain, app, stream } = upstream;
  const name = { domain, app, stream };
  const last = world.streams.history.findLast((record) => isSameStream(record, name));
  const at = world.clock.now();
  // An encoder that knocks every few seconds must not push everything else out of the history.
  if (!last?.refused || last.stopReason !== why.errmsg)
    remember(world, {
      ...name,
      ...{ start: at, end: at, stopReason: why.errmsg, clientIp: '-', resolution: '0*0', refused: true },
    });
  const { subcode } = why;
  const { cause } = world;
  world.emit({ type: 'disconnect', upstream, at, ...codes(why), subcode, cause, refused: true });
  return { accepted: false, why, clientIp };
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
