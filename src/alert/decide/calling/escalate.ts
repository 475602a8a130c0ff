import { calledIn } from '../../called.ts';
import { begun, filled, nextLevels, type OnCall } from '../../calling/escalation.ts';
import type { Alert, Call } from '../../model/alert.ts';
import { changed, put, putWithDue, stepped, type Draft } from '../draft.ts';
import { policyFor } from './policy-for.ts';
import { isAckOver, isCallingOthers, isUnmuted, type Calling } from './when.ts';

/** So many calls of an alert are kept: those before are answered, or were in vain. */
const MOST_CALLS = 20;
/** What airdesk.yaml or a mute of many keeps quiet is looked at again so often, ms. */
const QUIET_MS = 60_000;

function onCallIn({ input, now }: Draft): OnCall {
  return (rotation) => input.onCall?.(rotation, now) ?? [];
}

/** Follows its escalation from the beginning: calls its first level, now or at its time. */
export function beginEscalation(calling: Calling): void {
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
export function beginNotBefore({ draft, alert }: Calling, at: number): void {
  const policy = policyFor(draft, alert);
  if (policy === undefined) return;
  const escalation = begun(draft.input.config, policy, draft.now);
  wait(draft, { ...alert, escalation }, Math.max(at, escalation.nextAt ?? at));
}

/** While it is kept quiet: where its escalation stands it goes on afterwards, and otherwise it begins then. */
export function putOff(calling: Calling): void {
  const { draft, alert } = calling;
  const isAnew = !alert.escalation || isAckOver(calling) || isUnmuted(calling) || isCallingOthers(calling);
  if (isAnew) beginNotBefore(calling, draft.now + QUIET_MS);
  else wait(draft, alert, draft.now + QUIET_MS);
}

/** Whoever was on it, whom its rule names, and the first level of its escalation, which begins anew. */
export function callAgain({ draft, alert }: Calling, why: Call['why'], person: string | undefined): void {
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
export function escalate(draft: Draft, alert: Alert, why: Call['why'], more: readonly string[] = []): void {
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

/** Calls these, whatever its escalation says. */
export function callNow({ draft, alert }: Calling, why: Call['why'], targets: readonly string[]): void {
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
export function wait(draft: Draft, alert: Alert, nextAt: number | undefined): void {
  put(draft, { ...alert, escalation: alert.escalation && { ...alert.escalation, nextAt } });
}
