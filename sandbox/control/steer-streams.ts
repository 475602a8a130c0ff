import { cancelReconnects, cut, groupOf, keepTrying, push } from '../stream/push.ts';
import { refusal, stopReason } from '../stream/stop-reasons.ts';
import { isSameStream, type StreamName, type Upstream } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { Control } from './control.ts';
import type { CutOrder, StormOrder } from './schemas.ts';

/** The part of Control in which encoders come and go. */
export function steerStreams(worldNow: () => World): Pick<Control, 'push' | 'cut' | 'pushes' | 'storm' | 'quality'> {
  const control: Pick<Control, 'push' | 'cut'> = {
    push({ domain, app, stream, sequence, refuse, sub, repeatMs, ...given }) {
      const world = worldNow();
      const name = { domain, app, stream };
      const encoder = { ...given, ...(refuse !== undefined && { refuse: refusal(refuse, sub) }) };
      // This push takes the place of an encoder that was coming back, or of one that was never let in.
      cancelReconnects(world, name, (other) => refuse === undefined || other.refuse !== undefined);
      const outcome = push(world, name, encoder, sequence);
      if (!outcome.accepted) {
        const { errcode, subcode, errmsg } = outcome.why;
        if (repeatMs !== undefined)
          keepTrying(world, name, { ...encoder, clientIp: outcome.clientIp }, repeatMs);
        return { accepted: false, errcode, suberrcode: subcode, reason: errmsg };
      }
      const main = groupOf(world, name)?.main === outcome.upstream.sequence;
      return { accepted: true, sequence: outcome.upstream.sequence, main };
    },

    cut(order) {
      const world = worldNow();
      cancelReconnects(world, order);
      const reason = stopReason(order.errcode ?? 1);
      const ended = chosen(world, order);
      for (const upstream of ended) cut(world, upstream, reason, order.repushAfterMs);
      return { cut: ended.map((upstream) => upstream.sequence) };
    },
  };
  return {
    ...control,
    pushes: (name) => pushesOf(worldNow(), name).map(({ sequence }) => sequence),
    quality({ sequence, kbps, fps, ...name }) {
      const world = worldNow();
      const own = pushesOf(world, name).filter((upstream) => (sequence ?? upstream.sequence) === upstream.sequence);
      for (const upstream of own)
        if (kbps === undefined && fps === undefined) world.sent.delete(upstream.sequence);
        else world.sent.set(upstream.sequence, { since: world.clock.now(), kbps, fps });
      return { sequences: own.map((upstream) => upstream.sequence) };
    },
    storm(order) {
      const names = stormNames(order);
      const { what, errcode } = order;
      const done = names.filter((name) =>
        what === 'push'
          ? control.push(name).accepted
          : control.cut({ ...name, ...(errcode !== undefined && { errcode }) }).cut.length > 0,
      );
      return { what, count: done.length, first: names[0]?.stream ?? '', last: names.at(-1)?.stream ?? '' };
    },
  };
}

function stormNames({ domain, app, count, prefix = 'storm' }: StormOrder) {
  return Array.from({ length: count }, (_, index) => ({
    domain,
    app,
    stream: `${prefix}-${String(index + 1).padStart(4, '0')}`,
  }));
}

function pushesOf(world: World, name: StreamName): Upstream[] {
  return (groupOf(world, name)?.upstreams ?? []).filter((upstream) => isSameStream(upstream, name));
}

function chosen(world: World, order: CutOrder): Upstream[] {
  const group = groupOf(world, order);
  const own = pushesOf(world, order);
  if (order.sequence !== undefined) return own.filter((upstream) => upstream.sequence === order.sequence);
  if (order.source !== undefined) return own.filter((upstream) => upstream.source === order.source);
  if (order.all) return own;
  return own.filter((upstream) => upstream.sequence === group?.main);
}
