import type { Delivery } from './delivery.ts';
import { isLacking } from './lacking.ts';
import type { Content } from './outbox.ts';
import { editAt, tellAt, type Ask } from './pace.ts';
import type { QueueEntry } from './queue.ts';
import { anewAt, stuckUntil } from './stuck-edit.ts';
import type { ChannelMessage, Owed } from './channel.ts';

/** Whether this channel only shows it in place of another platform. */
export function isCarried(delivery: Delivery, content: Content): boolean {
  return delivery.carries !== undefined && !content.channels.includes(delivery.channel);
}

/** What is owed of `content`. `note`: the platform that its card must name as out of reach. */
export function owedOf(
  channelMessage: ChannelMessage,
  content: Content,
  note: string | undefined,
  now: number,
): Owed | undefined {
  const { delivery, gone } = channelMessage;
  if (channelMessage.held) return undefined;
  if (delivery.ref === undefined || gone !== undefined) {
    if (!isLacking(channelMessage, content)) return undefined;
    // Not posted anew, but what may be there is looked for.
    if (content.owed === 'where-shown' && !channelMessage.maybe) return undefined;
    if (content.channels.includes(delivery.channel)) return 'post';
    // A stand-in is of use only while it lasts. Elsewhere it is not owed any more.
    return delivery.carries !== undefined && !content.over ? 'post' : undefined;
  }
  if (anewAt(channelMessage, content) <= now) return 'post';
  if (isLacking(channelMessage, content) || note !== delivery.carries) return 'edit';
  return content.steps > delivery.told ? 'thread' : undefined;
}

/**
 * Who goes first: answers to asks; what somebody pressed on; then by severity. New criticals go before edits of older
 * ones, and before any look for what may be there already; what only loses a note goes with what is over.
 */
const RANKS = [
  'asked',
  'person',
  'new-critical',
  'look',
  'critical',
  'warning',
  'info',
  'over',
  'thread',
] as const;
type Rank = (typeof RANKS)[number];

function rankOf(
  channelMessage: ChannelMessage,
  content: Content,
  owes: Owed,
  note: string | undefined,
): Rank {
  const rank = rankWhenSure(channelMessage, content, owes, note);
  return isLook(channelMessage, owes) && RANKS.indexOf(rank) < RANKS.indexOf('look') ? 'look' : rank;
}

/** Whether it may be there already, so that nothing is sent before it was looked for. */
function isLook({ maybe }: ChannelMessage, owes: Owed): boolean {
  return maybe && owes === 'post';
}

function rankWhenSure(
  channelMessage: ChannelMessage,
  content: Content,
  owes: Owed,
  note: string | undefined,
): Rank {
  if (owes === 'thread') return 'thread';
  if (content.asked && content.urgency === 'person') return 'asked';
  if (channelMessage.hurried || content.urgency === 'person') return 'person';
  if (owes === 'edit' && note === undefined && !isLacking(channelMessage, content)) return 'over';
  const first = owes === 'post' && channelMessage.delivery.sent === 0;
  return content.urgency === 'critical' && first ? 'new-critical' : content.urgency;
}

const TRY_DEAD_MS = 10 * 60_000;
/** What no table of ours knows may pass: tried again after 1, 2, 4 s and so on, up to this, ms. */
const DOUBTFUL_MS = { first: 1000, longest: 60_000 };

/** How long what was refused rests, ms. */
function restOf({ doubtful }: ChannelMessage): number {
  if (doubtful === 0) return TRY_DEAD_MS;
  return Math.min(DOUBTFUL_MS.first * 2 ** Math.min(doubtful - 1, 20), DOUBTFUL_MS.longest);
}

/** Its place among what the channel is owed. `paced`: whether edits of one message keep their distance. */
export function queueEntryOf(
  channelMessage: ChannelMessage,
  content: Content,
  owed: { readonly owes: Owed; readonly note: string | undefined; readonly paced: boolean },
  now: number,
): QueueEntry {
  const rank = rankOf(channelMessage, content, owed.owes, owed.note);
  const hurries = rank === 'asked' || rank === 'person';
  const rhythm = owed.owes === 'edit' && !hurries && owed.paced ? editAt(channelMessage.rhythm, now) : 0;
  const thread = owed.owes === 'thread' ? tellAt(channelMessage.rhythm) : 0;
  const late = channelMessage.lost?.looked ? channelMessage.lost.until : 0;
  const { dead } = channelMessage.delivery;
  // A process before this one may have noted it by a clock that was set back since.
  const rests = dead && channelMessage.refused !== undefined && content.version <= channelMessage.refused;
  return {
    id: channelMessage.message,
    rank: RANKS.indexOf(rank),
    look: isLook(channelMessage, owed.owes),
    edit: owed.owes === 'edit',
    since: content.since,
    notBefore: Math.max(
      rhythm,
      thread,
      late,
      owed.owes === 'edit' ? stuckUntil(channelMessage, content) : 0,
      rests ? Math.min(dead.at, now) + restOf(channelMessage) : 0,
    ),
  };
}

/** What its turn asks of the channel's budget. */
export function askOf(owes: Owed, entry: QueueEntry): Ask {
  const rank = RANKS[entry.rank];
  if (rank === 'asked' || rank === 'person' || rank === 'new-critical') return { request: owes, share: rank };
  // A look spends nothing: it only keeps the distance between posts.
  if (rank === 'look') return { request: owes, share: 'person' };
  return { request: owes, share: rank === 'thread' ? 'history' : 'card' };
}
