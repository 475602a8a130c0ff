import { seconds } from '../cloud-time.ts';
import type { EventOrder } from '../control/schemas.ts';
import { findPull } from '../pull/find.ts';
import { relayTask, type PullTask } from '../pull/pull-task.ts';
import type { Seeded } from '../seeded.ts';
import { groupOf } from '../stream/push.ts';
import { isSameStream, type StreamName, type Upstream } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { About, Message } from './about.ts';
import { sampleMessage } from './kinds.ts';
import { relayMessage } from './relay-message.ts';
import { forged, signed, VALID_SECONDS } from './sign.ts';

const HOUR = 3_600_000;
const SOME_STREAM: StreamName = { domain: 'push.example.com', app: 'live', stream: 'main' };

/** What an ordered message tells of, with the pull task where the order names one. */
export type OrderAbout = About & { readonly pull: PullTask | undefined };

/** The push that the order names, as it runs or made up; of a pull task: what it pushes. */
export function aboutOrder(
  order: EventOrder,
  world: World,
  made: { readonly now: number } & Pick<Seeded, 'hex' | 'sequence'>,
): OrderAbout {
  const pull = order.task === undefined ? undefined : findPull(world, order.task);
  const name = order.stream ?? pull?.config.target.stream ?? SOME_STREAM;
  const running = groupOf(world, name)?.upstreams.find((upstream) => isSameStream(upstream, name));
  return { upstream: running ?? madeUp(name, made), now: made.now, task: order.task, hex: made.hex, pull };
}

/** The message of an order: complete, then with what it changes, signed as it says. */
export function orderedMessage(
  order: EventOrder,
  about: OrderAbout,
  { key, sign }: { readonly key: string; readonly sign: 'good' | 'none' | 'bad' },
): Message {
  const { type, overrides = {}, omit = [] } = order;
  const t = order.t ?? seconds(about.now) + VALID_SECONDS;
  const whole = type === 314 && about.pull ? alarmOf(about.pull, about.now) : sampleMessage(type, about);
  const tagged =
    sign === 'good'
      ? signed(whole, key, t)
      : sign === 'bad'
        ? forged(whole, key, t)
        : order.t === undefined
          ? whole
          : { ...whole, t };
  const changed = Object.entries({ ...tagged, ...overrides });
  return Object.fromEntries(changed.filter(([name]) => !omit.includes(name)));
}

function alarmOf(task: PullTask, now: number): Message {
  const about = relayTask(task);
  const msg = { type: 'PullFileFailed', url: about.sources[0] ?? '', index: 0 };
  return relayMessage(about, { name: 'TaskAlarm', msg }, now);
}

function madeUp(
  { domain, app, stream }: StreamName,
  { now, hex, sequence }: { readonly now: number } & Pick<Seeded, 'hex' | 'sequence'>,
): Upstream {
  return {
    ...{ domain, app, stream },
    sequence: sequence(),
    since: now - HOUR,
    source: '直推流',
    // Addresses of RFC 5737, which belong to nobody.
    clientIp: '203.0.113.77',
    node: '198.51.100.77',
    streamParam: `txSecret=${hex(16)}&txTime=${(seconds(now) + 86_400).toString(16).toUpperCase()}`,
    width: 1920,
    height: 1080,
    repushAfterMs: undefined,
  };
}
