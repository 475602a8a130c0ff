import { isTakenOn, type Alert } from '../../model/alert.ts';
import { putWithDue, type Draft } from '../draft.ts';
import { decideToo } from '../table/decide-too.ts';
import type { Table } from '../table/table.ts';
import { beginEscalation, beginNotBefore, callAgain, callNow, escalate, putOff, wait } from './escalate.ts';
import { withPager } from './pager.ts';
import { partsOf } from './policy-for.ts';
import {
  isGiven,
  isWaitingForSomebody,
  isCalling,
  isKeptQuiet,
  isAckOver,
  isUnmuted,
  isUnmutedByHand,
  isCallingOthers,
  isBeginning,
  isEscalationKnown,
  isNextDue,
  type Calling,
} from './when.ts';

/** What seems well is given so long before somebody else is called for it, ms. */
const SEEMS_WELL_MS = 30_000;
/** Whoever ends a mute looks at it: so long nobody is called, ms. */
const LOOKED_AT_MS = 5 * 60_000;

/** After every decision, for each alert that it changed and that people know of: who has to be called. */
export const CALLING: Table<Calling> = {
  name: 'calling',
  about: 'A decision has changed it, and people know of it or will',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      from: ['firing', 'recovered'],
      when: 'it was given to somebody else than who gave it',
      holds: isGiven,
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: (calling) => callNow(calling, 'assigned', [calling.alert.assigned?.person ?? '']),
    },
    {
      when: 'it is over or part of something, or somebody is on it, or keeps it quiet',
      holds: ({ alert }) => !isWaitingForSomebody(alert),
      reason: 'answered',
      to: 'same',
      act: ({ draft, alert }) => {
        if (alert.escalation) putWithDue(draft, { ...alert, escalation: undefined });
      },
    },
    {
      when: 'somebody would be called, and a maintenance, a rule or a mute of many keeps it quiet',
      holds: (calling) => isCalling(calling) && isKeptQuiet(calling),
      reason: 'unchanged',
      to: 'same',
      act: putOff,
    },
    {
      when: 'the acknowledgement expired',
      holds: isAckOver,
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: (calling) => callAgain(calling, 'ack-expired', calling.before?.acknowledged?.by.person),
    },
    {
      when: 'its mute ran out, and people knew of it before',
      holds: isUnmuted,
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: (calling) => callAgain(calling, 'mute-ended', calling.before?.muted?.by.person),
    },
    {
      when: 'somebody ended its mute, and looks at it',
      holds: isUnmutedByHand,
      reason: 'unchanged',
      to: 'same',
      act: (calling) => beginNotBefore(calling, calling.draft.now + LOOKED_AT_MS),
    },
    {
      when: 'it is worse, or what joins it is stricter than all of it, and the rule of that calls others',
      holds: isCallingOthers,
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: beginEscalation,
    },
    {
      when: 'it begins, and its rule says who is called',
      holds: isBeginning,
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: beginEscalation,
    },
    {
      when: 'the next level is due, and it seems well just now',
      holds: (calling) => isNextDue(calling) && calling.alert.recoveredAt !== undefined,
      reason: 'unchanged',
      to: 'same',
      act: ({ draft, alert }) => wait(draft, alert, draft.now + SEEMS_WELL_MS),
    },
    {
      when: 'the next level is due, and airdesk.yaml does not have its escalation any more',
      holds: (calling) => isNextDue(calling) && !isEscalationKnown(calling),
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: beginEscalation,
    },
    {
      when: 'nobody acknowledged it in time',
      holds: isNextDue,
      reason: 'called',
      to: 'same',
      effects: ['calls', 'edits'],
      act: ({ draft, alert }) => escalate(draft, alert, 'escalated'),
    },
    { reason: 'unchanged', to: 'same' },
  ],
};

/** Who has to be called after a decision: nothing else changes by it. */
export function call(draft: Draft): void {
  for (const alert of [...draft.alerts.values()]) {
    const before = draft.input.byId(alert.id);
    const isOfPeople = alert.announced || alert.escalation !== undefined || isGiven({ draft, before, alert });
    if (!isOfPeople) continue;
    decideToo(draft, CALLING, { draft, before, alert });
    page(draft, draft.alerts.get(alert.id) ?? alert);
    pageParts(draft, before, alert);
  }
}

function page(draft: Draft, alert: Alert, whole?: Alert): void {
  const told = withPager(alert, whole);
  if (told !== alert) putWithDue(draft, told);
}

/** Whoever takes on an incident takes on its parts: pagers that those called do not go on calling. */
function pageParts(draft: Draft, before: Alert | undefined, whole: Alert): void {
  if (!whole.children || !isTakenOn(whole) || (before && isTakenOn(before))) return;
  for (const part of partsOf(draft, whole.id)) if (part.pager) page(draft, part, whole);
}
