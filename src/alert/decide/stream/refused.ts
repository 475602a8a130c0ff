import type { Alert } from '../../model/alert.ts';
import { isOfBan, isRefusal } from '../../../callback/disconnect-codes.ts';
import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { Reason } from '../../model/decision.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { watchOf } from '../../rules/watch.ts';
import { changed, openAlert, put, stepped, type Draft } from '../draft.ts';
import { fire } from '../fire.ts';
import { momentOf } from '../moment.ts';
import { beganOf } from './stream-order.ts';

/** An encoder tries to push a stream that should be on air, and is not let in. */
const REFUSED = 'push.refused';
const OF_PUSHES = ['stream.down', 'stream.push-lost'] as const;
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

/**
 * A push was not taken. No outage begins with that, and nothing of what is known of the stream changes: what is off air
 * already says why its encoder cannot come back, a ban of ours covers it, and people are told where the stream should be
 * on air. `isOld`: it happened a while ago, and is no news. `state`: of the stream, before that.
 */
export function refused(draft: Draft, event: LiveEvent, state: StreamState, isOld = false): Reason {
  if (isBanned(draft, event, state)) return 'own-command';
  if (isOld) return 'refused';
  const open = brokenNow(draft, event);
  if (open) return noteAttempt(draft, open, event);
  if (watchOf(draft.situation, event, momentOf(event)) === 'no') return 'refused';
  return fire(draft, event, REFUSED);
}

/** Whether a ban of ours refused it. One that was in effect, and after which the stream was pushed, is over. */
function isBanned({ situation }: Draft, event: LiveEvent, state: StreamState): boolean {
  const { account, subject, code } = event;
  const ban = isOfBan(code) ? situation.ownBan?.(account, subjectKey(subject), momentOf(event)) : undefined;
  return ban !== undefined && !beganOf(state).some((began) => began > ban.at + IN_EFFECT_MS);
}

/** What is bad about the pushes of the stream now; not what flaps and is well at the moment. */
function brokenNow(draft: Draft, { account, subject }: LiveEvent): Alert | undefined {
  const open = OF_PUSHES.map((condition) => openAlert(draft, account, condition, subject));
  return open.find((alert) => alert && alert.status !== 'recovered' && alert.recoveredAt === undefined);
}

/** Why the encoder cannot come back is a line of the card, told once for each reason: encoders try for ever. */
function noteAttempt(draft: Draft, open: Alert, { code = '', values }: LiveEvent): Reason {
  const address = values['user_ip'];
  const refusal = typeof address === 'string' ? `${code} ${address}` : code;
  const { refused: before, ...without } = open.last;
  if (before === refusal) return 'refused';
  const told: Alert = { ...open, last: { refused: refusal, ...without } };
  put(draft, stepped(draft, changed(told), 'observed', { reason: 'refused', text: refusal }));
  return 'refused';
}
