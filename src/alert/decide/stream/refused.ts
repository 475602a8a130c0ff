import { conditionsWith } from '../../../callback/condition.ts';
import { PUSH_REFUSED } from '../../../callback/conditions.ts';
import type { Alert } from '../../model/alert.ts';
import { isOfBan, isRefusal } from '../../../callback/disconnect-codes.ts';
import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { watchOf } from '../../rules/watch.ts';
import { changed, openAlert, put, stepped } from '../draft.ts';
import { FIRES, firing } from '../fire.ts';
import { momentOf } from '../moment.ts';
import { goOn, type Table } from '../table/table.ts';
import type { Told } from '../table/told.ts';
import { beganOf } from './stream-order.ts';

/** A push that lasted longer than this was taken, whatever its end says, ms. */
const LONGEST_REFUSAL_MS = 1000;
/** By then a ban of ours that was asked of the cloud is in effect: before, an encoder may still get in, ms. */
const IN_EFFECT_MS = 60_000;

/** Whether the end of a push tells that it was not taken: then it never began. `state`: before that. */
export function isRefused({ code, sequence, values }: LiveEvent, { live }: StreamState): boolean {
  if (!isRefusal(code) || (sequence !== undefined && live.includes(sequence))) return false;
  const lasted = values['duration_ms'];
  return typeof lasted !== 'number' || lasted <= LONGEST_REFUSAL_MS;
}

/** A push that was not taken. */
interface Refusal extends Told {
  /** The stream before that. */
  readonly state: StreamState;
  /** It happened a while ago, and is no news. */
  readonly isOld: boolean;
}

/**
 * A push was not taken. No outage begins with that, and nothing of what is known of the stream changes: what is off air
 * already says why its encoder cannot come back, a ban of ours covers it, and people are told where the stream should be
 * on air.
 */
export const REFUSED: Table<Refusal> = {
  name: 'refused',
  about: 'A push was not taken: it never began',
  alertOf: brokenNow,
  rows: [
    { when: 'a ban of ours refused it', holds: isBanned, reason: 'own-command', to: 'same' },
    { when: 'it is told late', holds: ({ isOld }) => isOld, reason: 'refused', to: 'same' },
    {
      from: ['pending', 'firing'],
      when: 'the card says so already, of this address',
      holds: isNoted,
      reason: 'refused',
      to: 'same',
    },
    { from: ['pending', 'firing'], reason: 'refused', to: 'same', effects: ['edits'], act: noteAttempt },
    {
      when: 'nothing says that the stream should be on air',
      holds: ({ draft, event }) => watchOf(draft.input, event, momentOf(event)) === 'no',
      reason: 'refused',
      to: 'same',
    },
    { goesOn: goOn(FIRES, ({ draft, event }) => firing(draft, event, PUSH_REFUSED)) },
  ],
};

/** Whether a ban of ours refused it. One that was in effect, and after which the stream was pushed, is over. */
function isBanned({ draft, event, state }: Refusal): boolean {
  const { account, subject, code } = event;
  const ban = isOfBan(code) ? draft.input.ownBan?.(account, subjectKey(subject), momentOf(event)) : undefined;
  return ban !== undefined && !beganOf(state).some((began) => began > ban.at + IN_EFFECT_MS);
}

/** What is bad about the pushes of the stream now; not what flaps and is well at the moment. */
function brokenNow({ draft, event: { account, subject } }: Refusal): Alert | undefined {
  const { conditions } = draft.input.config;
  const ofPushes = conditionsWith(conditions, (condition) => condition.ofPushes === true);
  const open = ofPushes.map((condition) => openAlert(draft, account, condition, subject));
  return open.find((alert) => alert && alert.status !== 'recovered' && alert.recoveredAt === undefined);
}

function isNoted(refusal: Refusal): boolean {
  const open = brokenNow(refusal);
  return open !== undefined && valuesTold(open)['refused'] === textOf(refusal.event);
}

/** Why the encoder cannot come back is a line of the card, told once for each reason: encoders try for ever. */
function noteAttempt(refusal: Refusal): void {
  const { draft, event } = refusal;
  const open = brokenNow(refusal);
  if (!open) return;
  const text = textOf(event);
  // It stands first.
  const first = { refused: text };
  const told: Alert = { ...open, last: { ...first, ...valuesTold(open), ...first } };
  put(draft, stepped(draft, changed(told), 'observed', { reason: 'refused', text }));
}

function valuesTold({ last, first }: Alert): LiveEvent['values'] {
  return last ?? first;
}

/** Its code, and the address of the encoder where that is told. */
function textOf({ code = '', values }: LiveEvent): string {
  const address = values['user_ip'];
  return typeof address === 'string' ? `${code} ${address}` : code;
}
