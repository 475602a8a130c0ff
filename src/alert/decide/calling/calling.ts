import { INCIDENT } from '../../../callback/conditions.ts';
import { calledIn } from '../../called.ts';
import { begun, filled, nextLevels, policyOf, type OnCall } from '../../calling/escalation.ts';
import type { Alert, Call } from '../../model/alert.ts';
import { byWeight } from '../../retention/weight.ts';
import { changed, putWithDue, stepped, type Draft } from '../draft.ts';
import { holds } from '../incident/scope.ts';
import { decideToo } from '../table/decide-too.ts';
import type { Table } from '../table/table.ts';
import { withPager } from './pager.ts';

/** So many calls of an alert are kept: those before are answered, or were in vain. */
const MOST_CALLS = 20;
/** What seems well is given so long before somebody else is called for it, ms. */
const SEEMS_WELL_MS = 30_000;

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
      holds: ({ draft, alert }) => !isWaitingForSomebody(draft, alert),
      reason: 'answered',
      to: 'same',
      act: ({ draft, alert }) => {
        if (alert.escalation) putWithDue(draft, { ...alert, escalation: undefined });
      },
    },
    {
      when: 'the acknowledgement ran out',
      holds: ({ before, alert }) => before?.acknowledged !== undefined && !alert.acknowledged,
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
      when: 'it begins, and its rule says who is called',
      holds: ({ draft, alert }) => !alert.escalation && policyFor(draft, alert) !== undefined,
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
    const isKnown = alert.announced || alert.escalation !== undefined || isGiven({ draft, before, alert });
    if (!isKnown) continue;
    decideToo(draft, CALLING, { draft, before, alert });
    const called = draft.alerts.get(alert.id) ?? alert;
    const told = withPager(called, draft.now);
    if (told !== called) putWithDue(draft, told);
  }
}

function isGiven({ before, alert }: Calling): boolean {
  const { assigned } = alert;
  if (!assigned || alert.status === 'closed' || alert.status === 'pending') return false;
  return before?.assigned?.person !== assigned.person && assigned.by.person !== assigned.person;
}

/** Whether it lasts, people were told of it, and nobody is on it. */
function isWaitingForSomebody({ now }: Draft, alert: Alert): boolean {
  const { status, announced, parent, acknowledged, muted } = alert;
  const isTaken = acknowledged !== undefined && now < acknowledged.until;
  return (
    status === 'firing' &&
    announced &&
    parent === undefined &&
    !isTaken &&
    !(muted !== undefined && holds(muted, now))
  );
}

/** Whoever ends a mute by hand looks at it already. */
function isUnmuted({ draft, before, alert }: Calling): boolean {
  const ended = before?.muted !== undefined && !alert.muted && before.announced;
  const newest = alert.history.at(-1);
  const byHand = newest?.what === 'unmuted' && newest.by !== undefined && newest.at === draft.now;
  return ended && !byHand;
}

function isNextDue({ draft, alert: { escalation } }: Calling): boolean {
  return escalation?.nextAt !== undefined && escalation.nextAt <= draft.now;
}

/** Of an incident: that of the strictest of its parts that last. */
function policyFor(draft: Draft, alert: Alert): string | undefined {
  const { input } = draft;
  if (alert.condition !== INCIDENT) return policyOf(input.config, alert.rule);
  const parts = byWeight(partsOf(draft, alert.id), input.config);
  const named = [...parts.map(({ rule }) => rule), ...(alert.rules ?? []), alert.rule];
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

function beginEscalation({ draft, alert }: Calling): void {
  const policy = policyFor(draft, alert);
  if (policy === undefined) return;
  const escalation = begun(draft.input.config, policy, draft.now);
  const beginning = { ...alert, escalation };
  if ((escalation.nextAt ?? Infinity) > draft.now) wait(draft, beginning, escalation.nextAt);
  else escalate(draft, beginning, 'told');
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

/** Stores it, and has it looked at no later than at `at`, ms UTC. */
function wait(draft: Draft, alert: Alert, at: number | undefined): void {
  const escalation = alert.escalation && { ...alert.escalation, nextAt: at };
  const dueAt = at === undefined ? alert.dueAt : Math.min(alert.dueAt ?? at, at);
  putWithDue(draft, { ...alert, escalation, dueAt });
}
