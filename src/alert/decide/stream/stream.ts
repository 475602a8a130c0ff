import { isFiring, type Alert } from '../../model/alert.ts';
import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { Reason } from '../../model/decision.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { clear } from '../clear.ts';
import { openAlert, type Draft } from '../draft.ts';
import { end, ENDED, isEnd } from './ended.ts';
import { fire } from '../fire.ts';
import { momentOf } from '../moment.ts';
import { noteOwn, ownActOf } from './own-command.ts';
import { withdraw } from '../recover.ts';
import { isRefused, refused } from './refused.ts';
import { beganOf, emptyStream, standingOf, withEnd, withPush, withRun } from './stream-order.ts';

export const DOWN = 'stream.down';
export const PUSH_LOST = 'stream.push-lost';

/** What is known of the stream that an event is about. */
export function streamOf({ situation }: Draft, { account, subject }: LiveEvent): StreamState {
  const id = `${account}|${subjectKey(subject)}`;
  return situation.stream(id) ?? emptyStream(id);
}

/** A push of a stream ended (event_type 0). */
export function pushEnded(draft: Draft, event: LiveEvent, sequence: string): Reason {
  const state = knownBy(event, streamOf(draft, event), sequence);
  if (state.ended.includes(sequence)) return whyEnded(draft, event, state);
  const at = momentOf(event);
  if (isRefused(event, state)) return refused(draft, event, state);
  const own = ownActOf(draft, event, beganOf(state)[state.live.indexOf(sequence)]);
  const isOver = !own && isEnd(draft, event, state);
  const next = withEnd(state, sequence, at, !own && !isOver && event.cause !== 'replaced');
  draft.streams.push(next);
  if (own) return noteOwn(draft, event, own, [DOWN, PUSH_LOST]);

  const standing = standingOf(next);
  if (isOver) return standing === 'down' && at >= state.lastAt ? end(draft, event, next) : 'still-live';
  if (standing === 'well') return at < state.lastAt ? 'out-of-order' : 'still-live';
  const condition = standing === 'down' ? DOWN : PUSH_LOST;
  const isOpen = openAlert(draft, event.account, condition, event.subject) !== undefined;
  if (!isOpen && standing === standingOf(state) && at < state.lastAt) return 'out-of-order';
  if (standing === 'down') {
    const lost = openAlert(draft, event.account, PUSH_LOST, event.subject);
    if (lost) withdraw(draft, lost, 'child');
  }
  return fire(draft, event, condition);
}

/**
 * That a push ended is known. Where only a look of ours had shown it, why it ended is told now: a goodbye makes it an end,
 * and anything else is the cause from here on.
 */
function whyEnded(draft: Draft, event: LiveEvent, state: StreamState): Reason {
  const down = openAlert(draft, event.account, DOWN, event.subject);
  const isUntold = down && isFiring(down) && down.cause === undefined && down.sequences.length === 0;
  if (!isUntold || state.live.length > 0) return 'duplicate';
  return isEnd(draft, event, state) ? end(draft, event, state) : fire(draft, event, DOWN);
}

/** With what the end of a push tells of its beginning, where that is not known. */
function knownBy(event: LiveEvent, state: StreamState, sequence: string): StreamState {
  const began = beganOf(state)[state.live.indexOf(sequence)];
  const lasted = event.values['duration_ms'];
  const from = began ?? (typeof lasted === 'number' ? momentOf(event) - lasted : undefined);
  return from === undefined ? state : withRun(state, from);
}

/** A push of a stream began (event_type 1). */
export function pushBegan(draft: Draft, event: LiveEvent, sequence: string): Reason {
  const state = streamOf(draft, event);
  if (state.ended.includes(sequence)) return 'out-of-order';
  if (state.live.includes(sequence)) return 'duplicate';
  const next = withPush(state, sequence, momentOf(event));
  draft.streams.push(next);
  if (standingOf(next) === 'well')
    return clear(draft, event, [DOWN, PUSH_LOST, ENDED, ...(event.alsoClears ?? [])]);
  // It began before the break, and was told of after it.
  const down = openAlert(draft, event.account, DOWN, event.subject);
  if (!down || down.status === 'recovered') return 'out-of-order';
  return onReserve(draft, event, down);
}

/**
 * The stream that counted as down is on air on a push that was there before the break: only a push was lost. Whoever
 * looked has waited long enough.
 */
export function onReserve(draft: Draft, event: LiveEvent, down: Alert): Reason {
  const waited = event.trust === 'observed' || down.status === 'firing';
  withdraw(draft, down, 'still-live');
  // As the break was told; how bad a lost push is, its own rule says.
  const lost: LiveEvent = {
    ...event,
    at: brokeAt(down),
    effect: 'fires',
    ...toldOf(down),
  };
  fire(draft, lost, PUSH_LOST, waited);
  return 'still-live';
}

/** What was told of an alert, for another condition of the same break. */
export function toldOf(alert: Alert): Pick<LiveEvent, 'sequence' | 'values' | 'groups' | 'code' | 'cause'> {
  return {
    sequence: alert.sequences.at(-1),
    values: alert.last,
    groups: alert.groups,
    code: alert.code,
    cause: alert.cause as LiveEvent['cause'],
  };
}

/** When it broke, by the cloud's clock, ms UTC. */
export function brokeAt({ fires, lastAt }: Alert): number {
  return fires.at(-1) ?? lastAt;
}
