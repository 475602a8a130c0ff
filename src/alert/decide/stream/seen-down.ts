import { DOWN, PUSH_LOST } from '../../../callback/conditions.ts';
import { subjectKey } from '../../../callback/event.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { isOvertaken } from '../clear.ts';
import { openAlert } from '../draft.ts';
import { FIRES, firing } from '../fire.ts';
import { momentOf } from '../moment.ts';
import { endAsMistaken } from '../recover.ts';
import { goOn, type Table } from '../table/table.ts';
import { alertOf, type Told } from '../table/told.ts';
import { ENDS, isEnd, isOver } from './ended.ts';
import { beganAfter } from './own-command.ts';
import { isRefused, REFUSED } from './refused.ts';
import { beganOf, withNone } from './stream-order.ts';
import { streamOf, factsOf } from './stream.ts';

/** How far what we saw may be behind what the cloud tells, ms. */
const SKEW_MS = 3000;

/** A stream that we saw without a push. */
interface Seen extends Told {
  /** The stream before that. */
  readonly state: StreamState;
  /** The stream without the pushes that it had. */
  readonly none: StreamState;
}

/**
 * Airdesk looked, and the stream has no push any more: an end, an outage, or one that is told already. SEEN_DOWN comes
 * here.
 */
export const SEEN_NONE: Table<Seen> = {
  name: 'seen-none',
  about: 'We looked, and the stream has no push any more',
  alertOf,
  rows: [
    {
      when: 'nothing of its pushes is open, and it is known to have ended by itself',
      holds: (seen) => isNoOutage(seen) && seen.none.endedAt !== undefined,
      reason: 'ended',
      to: 'same',
    },
    {
      when: 'nothing of its pushes is open, and what led to the look was a push that was not taken',
      holds: (seen) => isNoOutage(seen) && isRefused(seen.event, seen.none),
      goesOn: goOn(REFUSED, (seen) => ({ ...seen, state: seen.none, isOld: false })),
    },
    {
      when: 'nothing of its pushes is open, it ended by itself, and nothing says that it should be on air',
      holds: isNoOutage,
      goesOn: goOn(ENDS, ({ draft, event, none }) => ({ draft, event, state: none })),
    },
    {
      from: ['none', 'recovered'],
      when: 'a command of ours cut it',
      holds: isOwn,
      reason: 'own-command',
      to: 'same',
    },
    {
      when: 'no lost push is open',
      holds: ({ draft, event }) => !isBad(openAlert(draft, event.account, PUSH_LOST, event.subject)),
      goesOn: goOn(FIRES, ({ draft, event }) => firing(draft, event, DOWN)),
    },
    {
      // Another push was believed to be on air, and is not. That was waited for already; why it broke is known.
      goesOn: goOn(FIRES, ({ draft, event }) => {
        const lost = openAlert(draft, event.account, PUSH_LOST, event.subject);
        if (lost) endAsMistaken(draft, lost, 'child');
        return firing(draft, { ...event, ...(lost && factsOf(lost)) }, DOWN, true);
      }),
    },
  ],
};

/** Airdesk looked, and there was no push of the stream. What a callback tells is in push-ended.ts, the grace in begin.ts. */
export const SEEN_DOWN: Table<Omit<Seen, 'none'>> = {
  name: 'seen-down',
  about: 'We looked, and there was no push of the stream',
  alertOf,
  rows: [
    {
      when: 'something newer was told of it',
      holds: ({ draft, event }) => isOvertaken(draft, event, DOWN),
      reason: 'out-of-order',
      to: 'same',
    },
    {
      // The cloud tells whole seconds, by its own clock, and lists a push a little after it began.
      when: 'a push began later than we looked, or at about that time',
      holds: ({ event, state }) => beganOf(state).some((began) => began > momentOf(event) - SKEW_MS),
      reason: 'out-of-order',
      to: 'same',
    },
    {
      effects: ['keeps'],
      goesOn: goOn(SEEN_NONE, (seen) => {
        const none = withNone(seen.state, momentOf(seen.event));
        seen.draft.streams.push(none);
        return { ...seen, none };
      }),
    },
  ],
};

/** What the table for a stream without a push looks at. */
export function seenDown(told: Told): Omit<Seen, 'none'> {
  return { ...told, state: streamOf(told.draft, told.event) };
}

/** Whether nothing failed that is open, and what was told and led to the look is no outage. */
function isNoOutage({ draft, event, state }: Seen): boolean {
  const isOpen = [DOWN, PUSH_LOST].some((condition) =>
    isBad(openAlert(draft, event.account, condition, event.subject)),
  );
  const wasOff = state.live.length === 0;
  return (
    !isOpen && ((wasOff && (isOver(draft, event) || isRefused(event, state))) || isEnd(draft, event, state))
  );
}

function isOwn({ draft, event, state }: Seen): boolean {
  const own = draft.input.ownAct(event.account, subjectKey(event.subject), event.at);
  return own !== undefined && !beganAfter(own, Math.max(...beganOf(state)));
}

function isBad(alert: ReturnType<typeof openAlert>): boolean {
  return alert !== undefined && alert.status !== 'recovered';
}
