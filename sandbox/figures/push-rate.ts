import { drawn, fraction } from '../draw.ts';
import { streamPath, type StreamName, type Upstream } from '../stream/streams.ts';
import type { World } from '../world.ts';
import type { AiredPush } from './on-air.ts';
import type { Span } from '../../src/clock.ts';

const MINUTE = 60_000;

/** What an encoder sends in the minute that begins at `at`, kbit/s: by the height of its picture, a little up and down. */
export function pushRate(seed: number, push: Upstream, at: number): number {
  const usual = push.height >= 2160 ? 12_000 : push.height >= 1080 ? 4000 : push.height >= 720 ? 2500 : 1200;
  const jitter = drawn(seed, 'rate', push.sequence, Math.floor(at / MINUTE));
  return Math.round(usual * (0.97 + 0.06 * fraction(jitter.word())));
}

/** Frames a second that an encoder sends. */
function pushFps(seed: number, push: Upstream, at: number): number {
  const jitter = drawn(seed, 'fps', push.sequence, Math.floor(at / MINUTE));
  return 25 - (fraction(jitter.word()) < 0.1 ? 1 : 0);
}

/** What a push brings in the minute that begins at `at`: picture and sound, kbit/s, and frames a second. */
export interface Brings {
  readonly kbps: number;
  readonly audioKbps: number;
  readonly fps: number;
}

/** What sound takes, kbit/s. */
export const AUDIO_RATE = 128;

/** What a push brings: what was ordered, else as encoders do. One that sends nothing sends no sound either. */
export function broughtBy({ seed, sent }: World, push: Upstream, at: number): Brings {
  const ordered = sent.get(push.sequence);
  const own = ordered && at >= Math.floor(ordered.since / MINUTE) * MINUTE ? ordered : undefined;
  const kbps = own?.kbps ?? pushRate(seed, push, at);
  return {
    kbps,
    audioKbps: kbps === 0 ? 0 : AUDIO_RATE,
    fps: own?.fps ?? (kbps === 0 ? 0 : pushFps(seed, push, at)),
  };
}

/** Where a push reaches the cloud: most on the mainland. */
export function isPushedOnMainland(seed: number, name: StreamName): boolean {
  return fraction(drawn(seed, 'where', streamPath(name)).word()) < 0.9;
}

/** The minutes of a span, each with the pushes that ran at its beginning or began within it. */
export function* minutesOf<T extends Span>(
  things: readonly T[],
  { from, to }: Span,
): Generator<{ at: number; running: T[] }> {
  for (let at = Math.ceil(from / MINUTE) * MINUTE; at < to; at += MINUTE) {
    const running = things.filter((one) => one.from < at + MINUTE && one.to > at);
    if (running.length > 0) yield { at, running };
  }
}

/** The part of a minute in which a push ran, 0 to 1. */
export function partOfMinute({ from, to }: AiredPush, at: number): number {
  return (Math.min(to, at + MINUTE) - Math.max(from, at)) / MINUTE;
}
