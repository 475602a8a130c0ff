import { subjectKey, type LiveEvent } from '../../callback/event.ts';
import { applyTo } from './apply-to.ts';
import type { Draft } from './draft.ts';
import { newAlert } from './new-alert.ts';
import { beganOf } from './stream/stream-order.ts';
import type { Told } from './table/told.ts';

/** Asks the cloud about what an event says, before anything of it is believed. */
export function ask({ draft, event, condition }: Told, why: 'late' | 'hint'): void {
  // What would follow if it is true; a message that ends something has no rule.
  if (event.effect !== 'clears') draft.applied = applyTo(draft, newAlert(draft, event, condition));
  const { account, subject } = event;
  const brokeAt = event.missed && brokeSince(draft, event);
  draft.checks.push({ account, subject, condition, why, event, ...(brokeAt && { brokeAt }) });
}

/** When what is found later broke, ms UTC; undefined where something newer is known of its stream. */
function brokeSince({ input }: Draft, { account, subject, at, effect }: LiveEvent): number | undefined {
  const state = input.stream(`${account}|${subjectKey(subject)}`);
  const isNewest = !state || (state.lastAt <= at && beganOf(state).every((began) => began <= at));
  return effect === 'fires' && isNewest ? at : undefined;
}
