import { withStep, type Alert, type Step } from '../model/alert.ts';
import { fingerprintOf, type Subject } from '../../callback/event.ts';
import type { Applied } from '../rules/rules.ts';
import type { Check, DecisionInput, Outcome } from '../model/decision.ts';
import type { StreamState } from '../model/stream-state.ts';
import { nextDue } from './next-due.ts';
import { withOutages } from './stream/outages.ts';

/** A decision in the making: what it changes lies over its input, which stays as it is. */
export interface Draft {
  readonly input: DecisionInput;
  /** ms UTC. */
  readonly now: number;
  readonly alerts: Map<string, Alert>;
  readonly streams: StreamState[];
  readonly checks: Check[];
  /** What was decided on other alerts because of it. */
  readonly others: Outcome[];
  /** What the rules said of what it is about. */
  applied?: Applied;
}

/** A decision in which nothing has changed yet. `now`: ms UTC. */
export function createDraft(input: DecisionInput, now: number): Draft {
  return { input, now, alerts: new Map(), streams: [], checks: [], others: [] };
}

/** The alert with this id as the draft has it. */
export function current(draft: Draft, id: string): Alert | undefined {
  return draft.alerts.get(id) ?? draft.input.byId(id);
}

/** The alert of a condition of a subject that is not closed, as the draft has it. */
export function openAlert(
  draft: Draft,
  account: string,
  condition: string,
  subject: Subject,
): Alert | undefined {
  const stored = draft.input.open(fingerprintOf(account, condition, subject));
  const found = stored && (draft.alerts.get(stored.id) ?? stored);
  return found?.status === 'closed' ? undefined : found;
}

/** Takes in a changed alert; when time itself changes it follows from what it is. */
export function put(draft: Draft, alert: Alert): void {
  draft.alerts.set(alert.id, { ...withOutages(alert), dueAt: nextDue(alert, draft.input, draft.now) });
}

/** The same for a change that says itself when the alert is due, or leaves that as it was. */
export function putWithDue(draft: Draft, alert: Alert): void {
  draft.alerts.set(alert.id, alert);
}

/** The alert with one more step, made now. */
export function stepped(draft: Draft, alert: Alert, what: Step['what'], more: Partial<Step> = {}): Alert {
  return withStep(alert, { at: draft.now, what, ...more });
}

/** The alert with the next version where a card shows it. */
export function changed(alert: Alert): Alert {
  return alert.announced ? { ...alert, version: alert.version + 1 } : alert;
}

/** How often what comes and goes is a step of its own, and an edit of the card, ms. */
const SPARING_MS = 60_000;
/** Steps that are looked back upon for one of the same kind. */
const LOOK_BACK = 4;

/** The same for what comes and goes: a step, and the next version, only where there was none of its kind lately. */
export function steppedSparingly(
  draft: Draft,
  alert: Alert,
  what: Step['what'],
  more: Partial<Step> = {},
): Alert {
  const lately = alert.history.slice(-LOOK_BACK);
  const isKnown = lately.some((step) => step.what === what && draft.now - step.at < SPARING_MS);
  return isKnown ? alert : stepped(draft, changed(alert), what, more);
}
