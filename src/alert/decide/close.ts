import type { Alert, Who } from '../alert.ts';
import type { Situation } from '../situation.ts';
import { createDraft, put } from './draft.ts';
import { close } from './people.ts';
import { alertsOf } from './to-decision.ts';

/**
 * Alerts as they are when somebody closes one, however it stands. What is part of it, or follows from it, and has no card of
 * its own is closed with it; what has one goes on by itself. @throws Refusal where it is closed
 */
export function decideClose(
  situation: Situation,
  alert: Alert,
  who: Who,
  now: number,
  why?: string,
): readonly Alert[] {
  const draft = createDraft(situation, now);
  const closed = close(alert, who, now, why);
  const { children } = closed;
  put(draft, children ? { ...closed, children: { ...children, open: 0 } } : closed);
  for (const part of situation.childrenOf(alert.id))
    if (part.status !== 'closed' && !part.announced) put(draft, close(part, who, now, why));
  return alertsOf(draft);
}
