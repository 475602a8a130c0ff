import { DOWN, PUSH_LOST } from '../../../callback/conditions.ts';
import type { Alert } from '../../model/alert.ts';
import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { openAlert, type Draft } from '../draft.ts';
import { fire } from '../fire.ts';
import { endAsMistaken } from '../recover.ts';
import type { Told } from '../table/told.ts';
import { emptyStream } from './stream-order.ts';

/** What is known of the stream that an event is about. */
export function streamOf({ input }: Draft, { account, subject }: LiveEvent): StreamState {
  const id = `${account}|${subjectKey(subject)}`;
  return input.stream(id) ?? emptyStream(id);
}

/**
 * The stream that counted as down is on air on a push that was there before the break: only a push was lost. Whoever
 * looked has waited long enough.
 */
export function onReserve({ draft, event }: Told): void {
  const down = openAlert(draft, event.account, DOWN, event.subject);
  if (!down) return;
  const waited = event.trust === 'observed' || down.status === 'firing';
  endAsMistaken(draft, down, 'still-live');
  // As the break was told; how bad a lost push is, its own rule says.
  const lost: LiveEvent = { ...event, at: brokeAt(down), effect: 'fires', ...factsOf(down) };
  fire(draft, lost, PUSH_LOST, waited);
}

/** What was told of an alert, for another condition of the same break. */
export function factsOf(alert: Alert): Pick<LiveEvent, 'sequence' | 'values' | 'groups' | 'code' | 'cause'> {
  return {
    sequence: alert.sequences.at(-1),
    values: alert.last ?? alert.first,
    groups: alert.groups,
    code: alert.code,
    cause: alert.cause as LiveEvent['cause'],
  };
}

/** When it broke, by the cloud's clock, ms UTC. */
export function brokeAt({ fires, lastAt }: Alert): number {
  return fires.at(-1) ?? lastAt;
}
