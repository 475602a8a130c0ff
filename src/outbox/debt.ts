import type { Delivery } from './delivery.ts';
import { isLacking } from './lacking.ts';
import type { Content } from './outbox.ts';
import { editAt, tellAt, type Ask } from './pace.ts';
import type { Turn } from './queue.ts';
import { anewAt, stuckUntil } from './stuck.ts';
import type { Copy, Debt } from './channel.ts';

/** Whether this channel only shows it in place of another platform. */
export function isCarried(delivery: Delivery, content: Content): boolean {
  return delivery.carries !== undefined && !content.channels.includes(delivery.channel);
}

/** What is owed of `content`. `note`: the platform that its card must name as out of reach. */
export function debtOf(
  copy: Copy,
  content: Content,
  note: string | undefined,
  now: number,
): Debt | undefined {
  const { delivery, gone } = copy;
  if (copy.held) return undefined;
  if (delivery.ref === undefined || gone !== undefined) {
    if (!isLacking(copy, content)) return undefined;
    // Not posted anew, but what may be there is looked for.
    if (content.owed === 'where-shown' && !copy.maybe) return undefined;
    if (content.channels.includes(delivery.channel)) return 'post';
    // A stand-in is of use only while it lasts. Elsewhere it is not owed any more.
    return delivery.carries !== undefined && !content.over ? 'post' : undefined;
  }
  if (anewAt(copy, content) <= now) return 'post';
  if (isLacking(copy, content) || note !== delivery.carries) return 'edit';
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

function rankOf(copy: Copy, content: Content, debt: Debt, note: string | undefined): Rank {
  const rank = rankWhenSure(copy, content, debt, note);
  return isLook(copy, debt) && RANKS.indexOf(rank) < RANKS.indexOf('look') ? 'look' : rank;
}

/** Whether it may be there already, so that nothing is sent before it was looked for. */
function isLook({ maybe }: Copy, debt: Debt): boolean {
  return maybe && debt === 'post';
}

function rankWhenSure(copy: Copy, content: Content, debt: Debt, note: string | undefined): Rank {
  if (debt === 'thread') return 'thread';
  if (content.asked && content.urgency === 'person') return 'asked';
  if (copy.hurried || content.urgency === 'person') return 'person';
  if (debt === 'edit' && note === undefined && !isLacking(copy, content)) return 'over';
  const first = debt === 'post' && copy.delivery.sent === 0;
  return content.urgency === 'critical' && first ? 'new-critical' : content.urgency;
}

const TRY_DEAD_MS = 10 * 60_000;
/** What no table of ours knows may pass: tried again after 1, 2, 4 s and so on, up to this, ms. */
const DOUBTFUL_MS = { first: 1000, longest: 60_000 };

/** How long what was refused rests, ms. */
function restOf({ doubtful }: Copy): number {
  if (doubtful === 0) return TRY_DEAD_MS;
  return Math.min(DOUBTFUL_MS.first * 2 ** Math.min(doubtful - 1, 20), DOUBTFUL_MS.longest);
}

/** Its place among what the channel is owed. `paced`: whether edits of one message keep their distance. */
export function turnOf(
  copy: Copy,
  content: Content,
  owed: { readonly debt: Debt; readonly note: string | undefined; readonly paced: boolean },
  now: number,
): Turn {
  const rank = rankOf(copy, content, owed.debt, owed.note);
  const hurries = rank === 'asked' || rank === 'person';
  const rhythm = owed.debt === 'edit' && !hurries && owed.paced ? editAt(copy.rhythm, now) : 0;
  const thread = owed.debt === 'thread' ? tellAt(copy.rhythm) : 0;
  const late = copy.lost?.looked ? copy.lost.until : 0;
  const { dead } = copy.delivery;
  // A process before this one may have noted it by a clock that was set back since.
  const rests = dead && copy.refused !== undefined && content.version <= copy.refused;
  return {
    id: copy.message,
    rank: RANKS.indexOf(rank),
    look: isLook(copy, owed.debt),
    edit: owed.debt === 'edit',
    since: content.since,
    notBefore: Math.max(
      rhythm,
      thread,
      late,
      owed.debt === 'edit' ? stuckUntil(copy, content) : 0,
      rests ? Math.min(dead.at, now) + restOf(copy) : 0,
    ),
  };
}

/** What its turn asks of the channel's budget. */
export function askOf(debt: Debt, turn: Turn): Ask {
  const rank = RANKS[turn.rank];
  if (rank === 'asked' || rank === 'person' || rank === 'new-critical') return { request: debt, share: rank };
  // A look spends nothing: it only keeps the distance between posts.
  if (rank === 'look') return { request: debt, share: 'person' };
  return { request: debt, share: rank === 'thread' ? 'history' : 'card' };
}
