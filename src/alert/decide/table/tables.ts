import { AFTER_START } from '../after-start.ts';
import { BEGINS, BY_ITSELF, GRACE_OVER } from '../begin.ts';
import { CALLING } from '../calling/calling.ts';
import { CLEARS } from '../clear.ts';
import { LATE, OVER, TOLD, TRUE } from '../decide.ts';
import { DUE, LOOK_AGAIN } from '../due.ts';
import { FIRES, GOES_ON } from '../fire.ts';
import { CROWDED } from '../incident/crowded-out.ts';
import { COUNTS } from '../incident/counts.ts';
import { INFORMS } from '../inform.ts';
import { ACKNOWLEDGE } from '../people/acknowledge.ts';
import { ASSIGN, COMMAND, NOTE } from '../people/assign-and-note.ts';
import { CLOSE, CLOSE_PART } from '../people/close.ts';
import { MUTE, UNMUTE } from '../people/mute.ts';
import { WELL } from '../recover.ts';
import { RELEASED } from '../released.ts';
import { ALONE } from '../start.ts';
import { END_WAITED, ENDS, NEW_END } from '../stream/ended.ts';
import { PUSH_BEGAN, PUSH_NEW } from '../stream/push-began.ts';
import { PUSH_ENDED, PUSH_GONE } from '../stream/push-ended.ts';
import { REFUSED } from '../stream/refused.ts';
import { SEEN_DOWN, SEEN_NONE } from '../stream/seen-down.ts';
import { SEEN_LIVE, SEEN_PUSH } from '../stream/seen-live.ts';
import type { Table } from './table.ts';

/** The whole transition table, in the order in which people read it: what begins a decision, then what that leads to. */
export const TABLES: readonly Table<never>[] = [
  ...[TOLD, INFORMS, LATE],
  ...[PUSH_ENDED, PUSH_GONE, PUSH_BEGAN, PUSH_NEW],
  ...[SEEN_DOWN, SEEN_NONE, SEEN_LIVE, SEEN_PUSH],
  ...[REFUSED, ENDS, NEW_END],
  ...[OVER, CLEARS, WELL],
  ...[TRUE, FIRES, GOES_ON, BEGINS, BY_ITSELF, GRACE_OVER, ALONE],
  ...[DUE, END_WAITED, LOOK_AGAIN, CROWDED],
  ...[ACKNOWLEDGE, MUTE, UNMUTE, ASSIGN, NOTE, CLOSE, CLOSE_PART, COMMAND],
  ...[RELEASED, COUNTS, AFTER_START, CALLING],
];
