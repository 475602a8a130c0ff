import { WITH_WHOLE, type Alert, type Who } from '../model/alert.ts';
import type { DecisionInput } from '../model/decision.ts';
import { createDraft, put } from './draft.ts';
import { close } from './people/people.ts';
import { alertsOf } from './to-decision.ts';

/**
 * Alerts as they are when somebody closes one, however it stands. What is part of it, or follows from it, is closed with
 * it, also what has a card of its own: that says so. @throws Refusal where it is closed
 */
export function decideClose(
  input: DecisionInput,
  alert: Alert,
  who: Who,
  now: number,
  why?: string,
): readonly Alert[] {
  const draft = createDraft(input, now);
  const closed = close(alert, who, now, why);
  const { children } = closed;
  put(draft, children ? { ...closed, children: { ...children, open: 0 } } : closed);
  for (const part of input.childrenOf(alert.id))
    if (part.status !== 'closed') put(draft, close(part, who, now, why, WITH_WHOLE));
  return alertsOf(draft);
}
