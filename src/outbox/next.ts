import type { Channel, ChannelMessage } from './channel.ts';
import { askOf } from './owed.ts';
import type { Ask } from './pace.ts';
import type { QueueEntry } from './queue.ts';

/** What a channel does next: send this now, look again at a time (ms UTC), or nothing. */
export type Next =
  | { readonly send: ChannelMessage; readonly ask: Ask; readonly rank: number; readonly look: boolean }
  | { readonly at: number }
  | 'nothing';

/**
 * The first in line may itself be what fails: after every so many failures in a row it is the turn of the second. While
 * nothing gets through anywhere it is likely not: then only of one as urgent, and more rarely of any.
 */
const DOUBTFUL_FAILURES = 3;
const DOUBTFUL_WHILE_DOWN = 9;

/** The most urgent of what a channel is owed, when it may leave. */
export function nextOf(channel: Channel, now: number): Next {
  const { queue, pace } = channel;
  const closed = Math.max(channel.limitedUntil, channel.backoffUntil);
  if (closed > now) return queue.size > 0 ? { at: closed } : 'nothing';
  const entry = pick(channel, now);
  const channelMessage = entry && channel.channelMessages.get(entry.id);
  const later = laterOf(channel, now);
  if (!entry || !channelMessage?.owed) return later === undefined ? 'nothing' : { at: later };
  const ask = askOf(channelMessage.owed, entry);
  const at = pace.allowedAt(ask, now);
  if (at <= now) return { send: channelMessage, ask, rank: entry.rank, look: entry.look === true };
  return { at: Math.min(at, later ?? at) };
}

/** When something may go that may not yet, ms UTC. */
function laterOf({ queue, looksFrom, editsFrom }: Channel, now: number): number | undefined {
  const later = [
    queue.nextAt(),
    looksFrom > now && queue.has('looks', now) ? looksFrom : undefined,
    editsFrom > now && queue.has('edits', now) ? editsFrom : undefined,
  ].filter((at) => at !== undefined);
  return later.length === 0 ? undefined : Math.min(...later);
}

function pick(
  { queue, failures, platform, looksFrom, editsFrom }: Channel,
  now: number,
): QueueEntry | undefined {
  const lanes = { looks: looksFrom <= now, edits: editsFrom <= now };
  const first = queue.first(now, lanes);
  if (failures === 0 || failures % DOUBTFUL_FAILURES > 0) return first;
  const second = queue.second(now, lanes);
  const isAny = !platform.down || failures % DOUBTFUL_WHILE_DOWN === 0;
  return isAny || second?.rank === first?.rank ? (second ?? first) : first;
}
