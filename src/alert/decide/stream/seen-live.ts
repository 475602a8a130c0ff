import { DOWN, ENDED } from '../../../callback/conditions.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { clearing, isOvertaken } from '../clear.ts';
import { momentOf } from '../moment.ts';
import { goOn, type Table } from '../table/table.ts';
import { alertOf, type Told } from '../table/told.ts';
import { withPush } from './stream-order.ts';
import { brokeAt, onReserve, streamOf } from './stream.ts';

/** How long the cloud may still list a push that has ended, ms. */
const LIST_LAG_MS = 180_000;

/** A stream that we saw on air. */
interface Seen extends Told {
  /** The stream before that. */
  readonly state: StreamState;
  /** Whether the push that we saw is one that is known to have ended. */
  readonly isStale: boolean;
  /** Since when the push is there, ms UTC, where the cloud tells. */
  readonly since: number | undefined;
}

/**
 * Airdesk looked, and a push is there that may be on air: which alerts of its stream that ends. SEEN_LIVE comes here.
 */
export const SEEN_PUSH: Table<Seen> = {
  name: 'seen-push',
  about: 'We looked, and a push is there that may be on air',
  alertOf,
  rows: [
    { from: ['none', 'recovered'], goesOn: clearing(ENDED) },
    {
      // What was replaced by another push is not lost; nor is one of which no end was told.
      when: 'no end of a push was told, or another push replaced it',
      holds: (seen) => [undefined, 'replaced'].includes(alertOf(seen)?.cause),
      goesOn: clearing(DOWN),
    },
    {
      // Without its sequence, a push from before the break may be the one that broke, still listed: better to alarm.
      from: ['pending'],
      when: 'the push is not named, and may be the one that broke',
      holds: (seen) => isOld(seen) && seen.event.sequence === undefined,
      reason: 'out-of-order',
      to: 'same',
    },
    {
      when: 'the push was there before the break',
      holds: isOld,
      reason: 'still-live',
      to: ['closed', 'recovered', 'firing'],
      effects: ['edits'],
      act: onReserve,
    },
    { goesOn: clearing(DOWN) },
  ],
};

/** We looked, and the stream is on air. */
export const SEEN_LIVE: Table<Seen> = {
  name: 'seen-live',
  about: 'We looked, and the stream is on air',
  alertOf,
  rows: [
    {
      when: 'something newer was told of it',
      holds: ({ draft, event }) => isOvertaken(draft, event, DOWN),
      reason: 'out-of-order',
      to: 'same',
    },
    {
      when: 'the push is one that has ended, and no other is listed',
      holds: ({ event, isStale }) => isStale && !(Number(event.values['pushes']) > 1),
      reason: 'out-of-order',
      to: 'same',
    },
    { effects: ['keeps'], goesOn: goOn(SEEN_PUSH, withSeenPush) },
  ],
};

/** What the table for a stream on air looks at. */
export function seenLive(told: Told): Seen {
  const { draft, event } = told;
  const { sequence, values } = event;
  const state = streamOf(draft, event);
  // What the cloud lists lags behind what it tells: a push that has ended proves nothing. Where only a look of ours
  // said that it ended, and it is listed still, that look was wrong.
  const isStale =
    sequence !== undefined &&
    state.ended.includes(sequence) &&
    (alertOf(told)?.sequences.includes(sequence) === true || momentOf(event) - state.lastAt < LIST_LAG_MS);
  const since = typeof values['since'] === 'number' ? values['since'] : undefined;
  return { ...told, state, isStale, since };
}

/** The push that we saw is on air, also where an earlier look had said that it ended. */
function withSeenPush(seen: Seen): Seen {
  const { draft, event, state, isStale, since } = seen;
  const { sequence } = event;
  if (sequence === undefined || isStale || state.live.includes(sequence)) return seen;
  const ended = state.ended.filter((each) => each !== sequence);
  draft.streams.push(withPush({ ...state, ended }, sequence, since ?? momentOf(event)));
  return seen;
}

function isOld(seen: Seen): boolean {
  const alert = alertOf(seen);
  if (!alert) return false;
  return seen.since === undefined ? alert.status === 'pending' : seen.since < brokeAt(alert);
}
