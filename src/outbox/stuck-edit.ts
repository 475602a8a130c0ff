import { isLacking } from './lacking.ts';
import type { Content } from './outbox.ts';
import type { ChannelMessage, Stuck } from './channel.ts';

/** An edit that is refused for good is tried so rarely, ms: settings of a workspace change. */
const FOR_GOOD_MS = 60 * 60_000;
/** So short a limit is waited out, ms. */
const SHORT_MS = 30_000;
/** Between two messages in place of one: of a command; of anything else, where people must know; otherwise. ms. */
const APART_MS = { asked: 5000, news: 5 * 60_000, other: 60 * 60_000 };
/** What people need not know at once is given so long to be edited after all, ms. */
const PATIENCE_MS = 15 * 60_000;

/** The message of a copy that cannot be edited now. Undefined where it can, as far as we know. */
export function stuckOf({ stuck, delivery }: ChannelMessage): Stuck | undefined {
  return stuck && stuck.message === delivery.ref?.messageId ? stuck : undefined;
}

/** An edit was refused for so long; 0: for good. */
export function stuckFor(channelMessage: ChannelMessage, message: string, forMs: number, now: number): Stuck {
  return {
    message,
    until: now + (forMs > 0 ? forMs : FOR_GOOD_MS),
    since: stuckOf(channelMessage)?.since ?? now,
    at: now,
  };
}

/**
 * When a new message takes the place of one that cannot be edited, ms UTC; Infinity where none does. At once for what
 * people must know (somebody acted, it is over, it is worse), but never one after the other; about hourly otherwise.
 */
export function anewAt(channelMessage: ChannelMessage, content: Content): number {
  const stuck = stuckOf(channelMessage);
  const mayBePosted = content.owed === undefined || content.owed === 'anew';
  if (!stuck || !mayBePosted || !isLacking(channelMessage, content)) return Infinity;
  const { renewed, createdAt, shows } = channelMessage.delivery;
  const isNews = content.asked === true || channelMessage.hurried || shows !== content.urgency;
  if (!isNews) return Math.max(stuck.since + PATIENCE_MS, (renewed?.at ?? createdAt) + APART_MS.other);
  const apart = content.asked ? APART_MS.asked : APART_MS.news;
  const soonest = stuck.until - stuck.at <= SHORT_MS ? stuck.until : stuck.at;
  return renewed ? Math.max(soonest, renewed.at + apart) : soonest;
}

/** When something may be done about a copy that cannot be edited now, ms UTC; 0 where it can. */
export function stuckUntil(channelMessage: ChannelMessage, content: Content): number {
  const stuck = stuckOf(channelMessage);
  return stuck ? Math.min(stuck.until, anewAt(channelMessage, content)) : 0;
}
