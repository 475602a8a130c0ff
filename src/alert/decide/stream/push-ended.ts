import { DOWN, PUSH_LOST } from '../../../callback/conditions.ts';
import { isFiring } from '../../model/alert.ts';
import type { LiveEvent } from '../../../callback/event.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { openAlert } from '../draft.ts';
import { FIRES, firing } from '../fire.ts';
import { momentOf } from '../moment.ts';
import { endAsMistaken } from '../recover.ts';
import { goOn, type Table } from '../table/table.ts';
import { alertOf, type Told } from '../table/told.ts';
import { ENDS, isEnd } from './ended.ts';
import { noteOwn, ownActOf } from './own-command.ts';
import { isRefused, REFUSED } from './refused.ts';
import { beganOf, standingOf, withEnd, withRun } from './stream-order.ts';
import { streamOf } from './stream.ts';

/** A push of a stream that ended. */
interface Ending extends Told {
  readonly sequence: string;
  /** The stream before that. */
  readonly state: StreamState;
}

/** The same, where it was on air as far as is known: what it amounts to. */
interface Loss extends Ending {
  readonly own: ReturnType<typeof ownActOf>;
  /** It ended by itself, and nothing says that the stream should be on air. */
  readonly isOver: boolean;
  /** The stream after that. */
  readonly next: StreamState;
  readonly standing: ReturnType<typeof standingOf>;
  /** Something newer was told of the stream. */
  readonly isLate: boolean;
}

/**
 * A push ended that was on air: what that is, by its cause and by what else of the stream goes on. PUSH_ENDED comes
 * here.
 */
export const PUSH_GONE: Table<Loss> = {
  name: 'push-gone',
  about: 'A push ended that was on air',
  alertOf,
  rows: [
    {
      when: 'a command of ours cut it',
      holds: ({ own }) => own !== undefined,
      reason: 'own-command',
      to: 'same',
      effects: ['edits'],
      act: ({ draft, event, own }) => noteOwn(draft, event, own, [DOWN, PUSH_LOST]),
    },
    {
      when: 'its encoder ended it, nothing says that the stream should be on air, and no other push is',
      holds: ({ isOver, standing, isLate }) => isOver && standing === 'down' && !isLate,
      goesOn: goOn(ENDS, ({ draft, event, next }) => ({ draft, event, state: next })),
    },
    {
      when: 'its encoder ended it, nothing says that the stream should be on air, and another push is or was',
      holds: ({ isOver }) => isOver,
      reason: 'still-live',
      to: 'same',
    },
    {
      when: 'a newer push is on air, and something newer was told of the stream',
      holds: ({ standing, isLate }) => standing === 'well' && isLate,
      reason: 'out-of-order',
      to: 'same',
    },
    {
      when: 'a newer push is on air',
      holds: ({ standing }) => standing === 'well',
      reason: 'still-live',
      to: 'same',
    },
    {
      when: 'something newer was told of the stream, which is over already',
      holds: isKnownAlready,
      reason: 'out-of-order',
      to: 'same',
    },
    {
      when: 'no push is on air any more',
      holds: ({ standing }) => standing === 'down',
      effects: ['edits'],
      goesOn: goOn(FIRES, ({ draft, event }) => {
        const lost = openAlert(draft, event.account, PUSH_LOST, event.subject);
        if (lost) endAsMistaken(draft, lost, 'child');
        return firing(draft, event, DOWN);
      }),
    },
    { goesOn: goOn(FIRES, ({ draft, event }) => firing(draft, event, PUSH_LOST)) },
  ],
};

/** A callback says that a push of a stream ended (event_type 0). What Airdesk sees itself is in seen-down.ts. */
export const PUSH_ENDED: Table<Ending> = {
  name: 'push-ended',
  about: 'A push ended',
  alertOf,
  rows: [
    {
      when: 'that is known, and so is why',
      holds: (ending) => isKnown(ending) && !lacksCause(ending),
      reason: 'duplicate',
      to: 'same',
    },
    {
      when: 'only a look had shown it: why is told now, and nothing says that the stream should be on air',
      holds: (ending) => isKnown(ending) && isEnd(ending.draft, ending.event, ending.state),
      goesOn: goOn(ENDS, ({ draft, event, state }) => ({ draft, event, state })),
    },
    {
      when: 'only a look had shown it: why is told now',
      holds: isKnown,
      goesOn: goOn(FIRES, ({ draft, event }) => firing(draft, event, DOWN)),
    },
    {
      when: 'it was not taken',
      holds: ({ event, state }) => isRefused(event, state),
      goesOn: goOn(REFUSED, (ending) => ({ ...ending, isOld: false })),
    },
    { effects: ['keeps'], goesOn: goOn(PUSH_GONE, lossOf) },
  ],
};

/** What the table for a push that ended looks at. */
export function ending(told: Told): Ending {
  const { draft, event } = told;
  const sequence = event.sequence ?? '';
  return { ...told, sequence, state: knownBy(event, streamOf(draft, event), sequence) };
}

function isKnown({ state, sequence }: Ending): boolean {
  return state.ended.includes(sequence);
}

/** Only a look of ours had shown that it ended: why, is told now. A goodbye makes it an end; anything else is the cause. */
function lacksCause({ draft, event, state }: Ending): boolean {
  const down = openAlert(draft, event.account, DOWN, event.subject);
  const isUntold = down && isFiring(down) && down.cause === undefined && down.sequences.length === 0;
  return isUntold === true && state.live.length === 0;
}

function lossOf(ending: Ending): Loss {
  const { draft, event, state, sequence } = ending;
  const at = momentOf(event);
  const own = ownActOf(draft, event, beganOf(state)[state.live.indexOf(sequence)]);
  const isOver = !own && isEnd(draft, event, state);
  const next = withEnd(state, sequence, at, !own && !isOver && event.cause !== 'replaced');
  draft.streams.push(next);
  return { ...ending, own, isOver, next, standing: standingOf(next), isLate: at < state.lastAt };
}

/** Whether it changes nothing about how the stream stands, and what it tells of is not open any more. */
function isKnownAlready({ draft, event, state, standing, isLate }: Loss): boolean {
  const condition = standing === 'down' ? DOWN : PUSH_LOST;
  const isOpen = openAlert(draft, event.account, condition, event.subject) !== undefined;
  return !isOpen && standing === standingOf(state) && isLate;
}

/** With what the end of a push tells of its beginning, where that is not known. */
function knownBy(event: LiveEvent, state: StreamState, sequence: string): StreamState {
  const began = beganOf(state)[state.live.indexOf(sequence)];
  const lasted = event.values['duration_ms'];
  const from = began ?? (typeof lasted === 'number' ? momentOf(event) - lasted : undefined);
  return from === undefined ? state : withRun(state, from);
}
