import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { Reason } from '../../model/decision.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { clear } from '../clear.ts';
import { openAlert, type Draft } from '../draft.ts';
import { fire } from '../fire.ts';
import { momentOf } from '../moment.ts';
import { beganAfter, noteOwn } from './own-command.ts';
import { end, ENDED, isEnd, isOver } from './ended.ts';
import { withdraw } from '../recover.ts';
import { isRefused, refused } from './refused.ts';
import { beganOf, withNone, withPush } from './stream-order.ts';
import { brokeAt, DOWN, onReserve, PUSH_LOST, streamOf, toldOf } from './stream.ts';

/** How far what we saw may be behind what the cloud tells, ms. */
const SKEW_MS = 3000;
/** How long the cloud may still list a push that has ended, ms. */
const LIST_LAG_MS = 180_000;

/** We looked, and there was no push of the stream. */
export function seenDown(draft: Draft, event: LiveEvent): Reason {
  const state = streamOf(draft, event);
  const at = momentOf(event);
  // The cloud tells whole seconds, by its own clock, and lists a push a little after it began.
  if (beganOf(state).some((began) => began > at - SKEW_MS)) return 'out-of-order';
  const alert = openAlert(draft, event.account, DOWN, event.subject);
  const none = withNone(state, at);
  draft.streams.push(none);
  if (isNoOutage(draft, event, state)) return noOutage(draft, event, none);
  if (!alert || alert.status === 'recovered') {
    const own = draft.situation.ownAct(event.account, subjectKey(event.subject), event.at);
    if (own && !beganAfter(own, Math.max(...beganOf(state)))) return noteOwn(draft, event, own, []);
  }
  const lost = openAlert(draft, event.account, PUSH_LOST, event.subject);
  if (!lost || lost.status === 'recovered') return fire(draft, event, DOWN);
  // Another push was believed to be on air, and is not. That was waited for already; why it broke is known.
  withdraw(draft, lost, 'child');
  return fire(draft, { ...event, ...toldOf(lost) }, DOWN, true);
}

/** Whether nothing failed that is open, and what was told and led to the look is no outage. */
function isNoOutage(draft: Draft, event: LiveEvent, state: StreamState): boolean {
  const isOpen = [DOWN, PUSH_LOST].some((condition) => {
    const alert = openAlert(draft, event.account, condition, event.subject);
    return alert !== undefined && alert.status !== 'recovered';
  });
  const wasOff = state.live.length === 0;
  return (
    !isOpen && ((wasOff && (isOver(draft, event) || isRefused(event, state))) || isEnd(draft, event, state))
  );
}

function noOutage(draft: Draft, event: LiveEvent, none: StreamState): Reason {
  if (none.endedAt !== undefined) return 'ended';
  return isRefused(event, none) ? refused(draft, event, none) : end(draft, event, none);
}

/** We looked, and the stream is on air. */
export function seenLive(draft: Draft, event: LiveEvent): Reason {
  const { sequence, account, subject, values } = event;
  const state = streamOf(draft, event);
  const alert = openAlert(draft, account, DOWN, subject);
  // What the cloud lists lags behind what it tells: a push that has ended proves nothing. Where only a look of ours
  // said that it ended, and it is listed still, that look was wrong.
  const isStale =
    sequence !== undefined &&
    state.ended.includes(sequence) &&
    (alert?.sequences.includes(sequence) === true || momentOf(event) - state.lastAt < LIST_LAG_MS);
  if (isStale && !(Number(values['pushes']) > 1)) return 'out-of-order';
  const since = typeof values['since'] === 'number' ? values['since'] : undefined;
  if (sequence !== undefined && !isStale && !state.live.includes(sequence)) {
    const ended = state.ended.filter((each) => each !== sequence);
    draft.streams.push(withPush({ ...state, ended }, sequence, since ?? momentOf(event)));
  }
  if (!alert || alert.status === 'recovered')
    return clear(draft, event, [ENDED, ...(event.alsoClears ?? [])]);
  // What was replaced by another push is not lost; nor is one of which no end was told.
  if (alert.cause === undefined || alert.cause === 'replaced')
    return clear(draft, event, [DOWN, ...(event.alsoClears ?? [])]);
  const isOld = since === undefined ? alert.status === 'pending' : since < brokeAt(alert);
  // Without its sequence, a push from before the break may be the one that broke, still listed: better to alarm.
  if (isOld && sequence === undefined && alert.status === 'pending') return 'out-of-order';
  return isOld ? onReserve(draft, event, alert) : clear(draft, event, [DOWN, ...(event.alsoClears ?? [])]);
}
