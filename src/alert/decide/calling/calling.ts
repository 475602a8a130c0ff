import { INCIDENT } from '../../../callback/conditions.ts';
import { calledIn } from '../../called.ts';
import { begun, filled, isKnown, nextLevels, policyOf, type OnCall } from '../../calling/escalation.ts';
import { isTakenOn, type Alert, type Call } from '../../model/alert.ts';
import { byWeight, strictestFirst } from '../../retention/weight.ts';
import { applyTo } from '../apply-to.ts';
import { changed, put, putWithDue, stepped, type Draft } from '../draft.ts';
import { scopeOf } from '../incident/scope.ts';
import { worst } from '../severity.ts';
import { decideToo } from '../table/decide-too.ts';
import type { Table } from '../table/table.ts';
import { withPager } from './pager.ts';

/** So many calls of an alert are kept: those before are answered, or were in vain. */
const MOST_CALLS = 20;
/** What seems well is given so long before somebody else is called for it, ms. */
const SEEMS_WELL_MS = 30_000;
/** What airdesk.yaml or a mute of many keeps quiet is looked at again so often, ms. */
const QUIET_MS = 60_000;
/** Whoever ends a mute looks at it: so long nobody is called, ms. */
const LOOKED_AT_MS = 5 * 60_000;

/** An alert that a decision has changed. */
interface Calling {
  readonly draft: Draft;
  readonly before: Alert | undefined;
  readonly alert: Alert;
}

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

function isGiven({ before, alert }: Calling): boolean {
  const { assigned } = alert;
  if (!assigned || alert.status === 'closed' || alert.status === 'pending') return false;
  return before?.assigned?.person !== assigned.person && assigned.by.person !== assigned.person;
}

/**
 * Whether it lasts, people were told of it, and nobody is on it. What has run out counts until that is decided on: then it
 * calls, and not once more before.
 */
function isWaitingForSomebody(alert: Alert): boolean {
  const { status, announced, parent } = alert;
  return status === 'firing' && announced && parent === undefined && !isTakenOn(alert);
}

/** Whether any of the rows that call would. */
function isCalling(calling: Calling): boolean {
  return [isAckOver, isUnmuted, isCallingOthers, isBeginning, isNextDue].some((holds) => holds(calling));
}

/** Whether it would not be told if it began now. */
function isKeptQuiet({ draft, alert }: Calling): boolean {
  return scopeOf(draft, alert, applyTo(draft, alert)).kind !== 'open';
}

/** Whether it is the failure that it was: what people did about the one before says nothing of this one. */
function goesOn({ before, alert }: Calling): boolean {
  return before?.status === 'firing' && before.firedAt === alert.firedAt;
}

function isAckOver(calling: Calling): boolean {
  const { before, alert } = calling;
  return goesOn(calling) && before?.acknowledged !== undefined && !alert.acknowledged;
}

function isMuteOver(calling: Calling): boolean {
  const { before, alert } = calling;
  return goesOn(calling) && before?.muted !== undefined && !alert.muted && before.announced;
}

function isByHand({ draft, alert }: Calling): boolean {
  const newest = alert.history.at(-1);
  return newest?.what === 'unmuted' && newest.by !== undefined && newest.at === draft.now;
}

function isUnmuted(calling: Calling): boolean {
  return isMuteOver(calling) && !isByHand(calling);
}

/** Whoever ends a mute by hand looks at it already. */
function isUnmutedByHand(calling: Calling): boolean {
  return isMuteOver(calling) && isByHand(calling) && isBeginning(calling);
}

/** It never becomes better, so that it goes over to others twice at most. */
function isCallingOthers(calling: Calling): boolean {
  const { draft, before, alert } = calling;
  const { escalation, severity } = alert;
  if (!escalation || !before) return false;
  if (isJoinedByStricter(calling)) return true;
  if (before.severity === severity || worst([before.severity, severity]) !== severity) return false;
  const policy = policyFor(draft, alert);
  return policy !== undefined && policy !== escalation.policy;
}

/** Whether something joins an incident that is stricter than all of its parts, those that are over included, and calls others. */
function isJoinedByStricter({ draft, alert: { id, condition, escalation } }: Calling): boolean {
  const { input, alerts } = draft;
  if (condition !== INCIDENT) return false;
  const joined = [...alerts.values()].find((part) => {
    if (part.parent !== id || part.status !== 'firing' || input.byId(part.id)?.parent === id) return false;
    const policy = policyOf(input.config, part.rule);
    return policy !== undefined && policy !== escalation?.policy;
  });
  if (!joined) return false;
  const stricter = strictestFirst(input.config);
  return partsOf(draft, id).every((part) => part.id === joined.id || stricter(joined, part) < 0);
}

function isBeginning({ draft, alert }: Calling): boolean {
  return !alert.escalation && policyFor(draft, alert) !== undefined;
}

function isEscalationKnown({ draft, alert: { escalation } }: Calling): boolean {
  return escalation !== undefined && isKnown(draft.input.config, escalation.policy);
}

function isNextDue({ draft, alert: { escalation } }: Calling): boolean {
  return escalation?.nextAt !== undefined && escalation.nextAt <= draft.now;
}

/** Of an incident: that of the strictest of its parts that last. */
function policyFor(draft: Draft, alert: Alert): string | undefined {
  const { input } = draft;
  if (alert.condition !== INCIDENT) return policyOf(input.config, alert.rule);
  const ofRules = [...(alert.rules ?? []), alert.rule];
  // Of very many parts the strictest is looked for only where any of them calls somebody.
  if (![...ofRules, undefined].some((rule) => policyOf(input.config, rule) !== undefined)) return undefined;
  const parts = byWeight(partsOf(draft, alert.id), input.config);
  const named = [...parts.map(({ rule }) => rule), ...ofRules];
  return named.map((rule) => policyOf(input.config, rule)).find((policy) => policy !== undefined);
}

/** Those that are stored, and those that this decision makes parts of it. */
function partsOf({ input, alerts }: Draft, whole: string): readonly Alert[] {
  const stored = input.childrenOf(whole).filter(({ id }) => !alerts.has(id));
  return [...stored, ...[...alerts.values()].filter(({ parent }) => parent === whole)];
}

function onCallIn({ input, now }: Draft): OnCall {
  return (rotation) => input.onCall?.(rotation, now) ?? [];
}

function beginEscalation(calling: Calling): void {
  const { draft, alert } = calling;
  const policy = policyFor(draft, alert);
  if (policy === undefined) {
    wait(draft, alert, undefined);
    return;
  }
  const escalation = begun(draft.input.config, policy, draft.now);
  const beginning = { ...alert, escalation };
  if ((escalation.nextAt ?? Infinity) > draft.now) wait(draft, beginning, escalation.nextAt);
  else escalate(draft, beginning, 'told');
}

/** The same, and nobody is called before `at`, ms UTC. */
function beginNotBefore({ draft, alert }: Calling, at: number): void {
  const policy = policyFor(draft, alert);
  if (policy === undefined) return;
  const escalation = begun(draft.input.config, policy, draft.now);
  wait(draft, { ...alert, escalation }, Math.max(at, escalation.nextAt ?? at));
}

/** While it is kept quiet: where its escalation stands it goes on afterwards, and otherwise it begins then. */
function putOff(calling: Calling): void {
  const { draft, alert } = calling;
  const isAnew = !alert.escalation || isAckOver(calling) || isUnmuted(calling) || isCallingOthers(calling);
  if (isAnew) beginNotBefore(calling, draft.now + QUIET_MS);
  else wait(draft, alert, draft.now + QUIET_MS);
}

/** Whoever was on it, whom its rule names, and the first level of its escalation, which begins anew. */
function callAgain({ draft, alert }: Calling, why: Call['why'], person: string | undefined): void {
  const ofRule = alert.channels.flatMap((channel) => calledIn(draft.input.config, alert, channel));
  const policy = policyFor(draft, alert);
  const anew: Alert = {
    ...alert,
    escalation:
      policy === undefined
        ? undefined
        : { ...begun(draft.input.config, policy, draft.now), nextAt: draft.now },
  };
  escalate(draft, anew, why, [...(person === undefined ? [] : [person]), ...ofRule]);
}

/** Calls the next level, with these as well. */
function escalate(draft: Draft, alert: Alert, why: Call['why'], more: readonly string[] = []): void {
  const next =
    alert.escalation && nextLevels(draft.input.config, alert.escalation, onCallIn(draft), draft.now);
  const [last, ...passed] = [...(next?.called ?? [])].reverse();
  let called: Alert = { ...alert, escalation: next?.escalation };
  for (const { level, empty } of passed.reverse())
    called = withCall(draft, called, { why, whom: [], empty, level });
  const whom = [...new Set([...more, ...(last?.whom ?? [])])];
  if (whom.length > 0 || last)
    called = withCall(draft, called, {
      ...{ why, whom },
      ...(last && { level: last.level }),
      ...(last && last.empty.length > 0 && { empty: last.empty }),
    });
  wait(draft, called, next?.escalation.nextAt);
}

function callNow({ draft, alert }: Calling, why: Call['why'], targets: readonly string[]): void {
  putWithDue(draft, withCall(draft, alert, { why, whom: filled(targets, onCallIn(draft)).whom }));
}

/** The alert with one more call, and a step that says so. */
function withCall(
  draft: Draft,
  alert: Alert,
  {
    whom,
    empty,
    ...more
  }: { readonly whom: readonly string[]; readonly empty?: readonly string[] } & Pick<Call, 'why' | 'level'>,
): Alert {
  const calls = alert.calls ?? [];
  const n = (calls.at(-1)?.n ?? 0) + 1;
  const made: Call = { n, at: draft.now, whom: [...whom], ...more, ...(empty && { empty: [...empty] }) };
  const told = { ...alert, calls: [...calls, made].slice(-MOST_CALLS) };
  // What the decision did is one change of the card, and this is part of it.
  const isNew = alert.version === draft.input.byId(alert.id)?.version;
  return stepped(draft, isNew ? changed(told) : told, 'called', { reason: more.why, text: textOf(made) });
}

/** Whom it called, as its history keeps it. */
function textOf({ whom, empty = [] }: Call): string {
  return [...whom, ...empty.map((rotation) => `rotation:${rotation}`)].join(' ');
}

/** Stores it with when the next level is, ms UTC. */
function wait(draft: Draft, alert: Alert, nextAt: number | undefined): void {
  put(draft, { ...alert, escalation: alert.escalation && { ...alert.escalation, nextAt } });
}
