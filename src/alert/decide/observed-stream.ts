import { subjectKey, type LiveEvent } from '../event.ts';
import type { Reason } from '../situation.ts';
import { clear } from './clear.ts';
import { openAlert, type Draft } from './draft.ts';
import { fire } from './fire.ts';
import { momentOf } from './moment.ts';
import { noteOwn } from './own-command.ts';
import { beganOf, withNone, withPush } from './stream-order.ts';
import { brokeAt, DOWN, onReserve, streamOf } from './stream.ts';

/** We looked, and there was no push of the stream. */
export function seenDown(draft: Draft, event: LiveEvent): Reason {
  const state = streamOf(draft, event);
  const at = momentOf(event);
  if (beganOf(state).some((began) => began > at)) return 'out-of-order';
  const alert = openAlert(draft, event.account, DOWN, event.subject);
  draft.streams.push(withNone(state, at));
  if (!alert) {
    const own = draft.situation.ownAct(event.account, subjectKey(event.subject), event.at);
    if (own) return noteOwn(draft, event, own, []);
  }
  return fire(draft, event, DOWN);
}

/** We looked, and the stream is on air. */
export function seenLive(draft: Draft, event: LiveEvent): Reason {
  const { sequence, account, subject, values } = event;
  const state = streamOf(draft, event);
  const alert = openAlert(draft, account, DOWN, subject);
  // What the cloud lists lags behind what it tells: a push that has ended proves nothing.
  const isStale = sequence !== undefined && state.ended.includes(sequence);
  if (isStale && !(Number(values['pushes']) > 1)) return 'out-of-order';
  const since = typeof values['since'] === 'number' ? values['since'] : undefined;
  if (sequence !== undefined && !isStale && !state.live.includes(sequence)) {
    draft.streams.push(withPush(state, sequence, since ?? momentOf(event)));
  }
  if (!alert || alert.status === 'recovered') return clear(draft, event, event.alsoClears ?? []);
  // What was replaced by another push is not lost.
  if (alert.cause === 'replaced') return clear(draft, event, [DOWN, ...(event.alsoClears ?? [])]);
  const isOld = since === undefined ? alert.status === 'pending' : since < brokeAt(alert);
  return isOld ? onReserve(draft, event, alert) : clear(draft, event, [DOWN, ...(event.alsoClears ?? [])]);
}
