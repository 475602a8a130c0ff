import { applyTo } from './apply-to.ts';
import { newAlert } from './new-alert.ts';
import type { Told } from './table/told.ts';

/** Asks the cloud about what an event says, before anything of it is believed. */
export function ask({ draft, event, condition }: Told, why: 'late' | 'hint'): void {
  // What would follow if it is true; a message that ends something has no rule.
  if (event.effect !== 'clears') draft.applied = applyTo(draft, newAlert(draft, event, condition));
  draft.checks.push({ account: event.account, subject: event.subject, condition, why, event });
}
