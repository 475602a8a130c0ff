import type { LiveEvent } from '../../callback/event.ts';
import type { Reason } from '../model/decision.ts';
import { changed, openAlert, put, stepped, type Draft } from './draft.ts';

const MOST_TEXT = 200;
/** How often what is told of an open condition is a step of its own, and an edit of its card, ms. */
const INFORM_STEP_MS = 60_000;

/** Something is told of a condition that neither opens nor ends it. */
export function inform(draft: Draft, event: LiveEvent, condition: string): Reason {
  const alert = openAlert(draft, event.account, condition, event.subject);
  const newest = alert?.history.at(-1)?.at ?? -Infinity;
  if (!alert || draft.now - newest < INFORM_STEP_MS) return 'informs';
  const text = event.code?.slice(0, MOST_TEXT);
  put(draft, stepped(draft, changed(alert), 'observed', text === undefined ? {} : { text }));
  return 'informs';
}
