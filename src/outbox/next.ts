import type { Channel } from './channel.ts';
import type { Copy } from './copy.ts';
import { askOf } from './debt.ts';
import type { Ask } from './pace.ts';
import type { Turn } from './queue.ts';

/** What a channel does next: send this now, look again at a time (ms UTC), or nothing. */
export type Next =
  { readonly send: Copy; readonly ask: Ask; readonly rank: number } | { readonly at: number } | 'nothing';

/**
 * The first in line may itself be what fails. After this many failures in a row every third try is the second one,
 * where it is as urgent; every so many tries it is whatever it is.
 */
const DOUBTFUL_FAILURES = 6;
const DOUBTFUL_WHATEVER = 20;

/** The most urgent of what a channel is owed, when it may leave. */
export function nextOf(channel: Channel, now: number): Next {
  const { queue, pace } = channel;
  const closed = Math.max(channel.limitedUntil, channel.backoffUntil);
  if (closed > now) return queue.size > 0 ? { at: closed } : 'nothing';
  const turn = pick(channel, now);
  const copy = turn && channel.copies.get(turn.id);
  const later = queue.nextAt();
  if (!turn || !copy?.debt) return later === undefined ? 'nothing' : { at: later };
  const ask = askOf(copy.debt, turn);
  const at = pace.allowedAt(ask, now);
  if (at <= now) return { send: copy, ask, rank: turn.rank };
  return { at: Math.min(at, later ?? at) };
}

function pick({ queue, failures }: Channel, now: number): Turn | undefined {
  const first = queue.first(now);
  if (failures < DOUBTFUL_FAILURES || (failures % 3 > 0 && failures % DOUBTFUL_WHATEVER > 0)) return first;
  const second = queue.second(now);
  return second?.rank === first?.rank || failures % DOUBTFUL_WHATEVER === 0 ? (second ?? first) : first;
}
