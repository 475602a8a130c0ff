import { INCIDENT } from '../../../callback/conditions.ts';
import { beganAt, isFiring, type Alert } from '../../model/alert.ts';
import { conditionOf } from '../../../callback/condition.ts';
import { subjectKey } from '../../../callback/event.ts';
import type { Applied } from '../../rules/rules.ts';
import { isOfAccount, isTied, tiesOf, type Tie } from '../../ties.ts';
import { strictestFirst } from '../../retention/weight.ts';
import { current, put, stepped, type Draft } from '../draft.ts';
import { isGrowing, takeIn } from './join.ts';
import { applyTo } from '../apply-to.ts';
import { newIncident } from './new-incident.ts';
import { isToldAsUrgently, withPart } from './part.ts';
import { start } from '../start.ts';
import { superseded } from '../superseded.ts';

/** What fails together over the whole account, and what follows a failure of many, does so within this, ms. */
const MINUTE_MS = 60_000;
/** With nothing in common but the minute, so many times as many are one failure: no channel could show each by itself. */
const TIMES_OF_ACCOUNT = 2;
/** Others that are looked at besides those that are needed: of a failure of very many, most are part of it already. */
const MOST_LOOKED_AT = 200;
const MOST_KEYS = 12;

/** A failing alert, and what the rules say of it. */
interface Failing {
  readonly alert: Alert;
  readonly applied: Applied;
}

/**
 * Makes one incident of a failing alert and those that failed with it lately, where they are enough: of what they most
 * narrowly have in common, or a part of a failure of many in the same minute. `at`: when it began, ms UTC.
 */
export function gather(draft: Draft, alert: Alert, applied: Applied, at: number): boolean {
  if (!conditionOf(draft.input.config.conditions, alert.condition)?.joins) return false;
  return tiesOf(alert, draft.input.config.conditions).some((tie) => {
    const { enough, withinMs } = wideness(draft, alert.account, tie);
    const together = failingWith(draft, alert, tie, { at, withinMs, enough });
    if (together.length + 1 < enough || isQuiet(draft, alert, tie)) return false;
    const ofOthers = together.map((other) => ({ alert: other, applied: applyTo(draft, other) }));
    const parts = [
      { alert, applied },
      ...ofOthers.filter((other) => !tie.isWide || goWhere(other.applied, applied.channels)),
    ] as const;
    return parts.length >= enough && (widen(draft, tie, parts) || open(draft, tie, parts));
  });
}

/** A rule that keeps incidents quiet must not keep their parts quiet: those stay on their own. */
function isQuiet(draft: Draft, alert: Alert, { subject }: Tie): boolean {
  const { severity } = applyTo(draft, { ...alert, condition: INCIDENT, subject, cause: undefined });
  return severity === 'none';
}

/** All of a small group are as wide a failure as many of a large one. */
function wideness({ input }: Draft, account: string, tie: Tie) {
  const { members, withinSeconds } = input.config.incident;
  if (isOfAccount(tie)) return { enough: TIMES_OF_ACCOUNT * members, withinMs: MINUTE_MS };
  const size = tie.isWide ? 0 : (input.sizeOf?.(account, tie.key) ?? 0);
  return { enough: size >= 2 ? Math.min(members, size) : members, withinMs: withinSeconds * 1000 };
}

/** Others with the same tie that began at about the same time and stand for themselves, with nothing that keeps them quiet. */
function failingWith(
  draft: Draft,
  { id, account, condition }: Alert,
  { key }: Tie,
  when: { readonly at: number; readonly withinMs: number; readonly enough: number },
): readonly Alert[] {
  const { at, withinMs, enough } = when;
  const found: Alert[] = [];
  let looked = 0;
  for (const stored of draft.input.recent(account, key, condition, at - withinMs)) {
    looked += 1;
    const other = current(draft, stored.id) ?? stored;
    const isOne = other.id !== id && standsForItself(other) && beganAt(other) <= at + withinMs;
    if (isOne && isTied(other, key, draft.input.config.conditions)) found.push(other);
    // More than enough: those that wait join when their grace time is over.
    if (found.length >= 2 * enough || looked >= MOST_LOOKED_AT + 2 * enough) break;
  }
  return found;
}

function standsForItself(alert: Alert): boolean {
  const isQuiet = ['silenced', 'maintenance', 'muted'].includes(alert.reason) || alert.muted !== undefined;
  return isFiring(alert) && alert.parent === undefined && !isQuiet;
}

function goWhere({ channels }: Applied, where: readonly string[]): boolean {
  return channels.length === where.length && channels.every((channel) => where.includes(channel));
}

/** Another failure of many in the same minute, told in the same place, is the same one: wider than it seemed. */
function widen(draft: Draft, tie: Tie, parts: readonly [Failing, ...Failing[]]): boolean {
  const [{ alert }] = parts;
  for (const stored of draft.input.incidents(alert.account)) {
    const incident = current(draft, stored.id);
    if (!incident || !isGrowing(draft, incident, beganAt(alert), MINUTE_MS)) continue;
    const fits = parts.every(
      (part) =>
        isToldAsUrgently(incident, part.alert.severity) &&
        part.applied.channels.every((channel) => incident.channels.includes(channel)),
    );
    if (!fits) continue;
    put(draft, widened(draft, incident, tie));
    for (const part of parts)
      takeIn(draft, current(draft, incident.id) ?? incident, part.alert, part.applied);
    return true;
  }
  return false;
}

function widened(draft: Draft, incident: Alert, { key }: Tie): Alert {
  if (incident.groups.includes(key)) return incident;
  const groups = [...incident.groups, key].slice(-MOST_KEYS);
  const { account, subject } = incident;
  if (subject.type === 'account') return { ...incident, groups };
  const wide: Alert = { ...incident, groups, subject: { type: 'account', id: account } };
  return stepped(draft, wide, 'widened', { text: subjectKey(subject) });
}

/** One more incident, with all of them as its parts. */
function open(draft: Draft, tie: Tie, parts: readonly [Failing, ...Failing[]]): true {
  const former = formerOf(draft, parts[0].alert.account, subjectKey(tie.subject));
  const [first, ...others] = parts;
  const alerts = [first.alert, ...others.map(({ alert }) => alert)] as const;
  const incident = newIncident(draft, tie, alerts, former);
  const strictest = strictestFirst(draft.input.config);
  const told = [...parts]
    .sort((a, b) => strictest(a.alert, b.alert))
    .reduce((whole, part) => withPart(whole, part.applied), incident);
  const applied = applyTo(draft, told);
  if (former?.status === 'recovered') put(draft, superseded(draft, former));
  start(draft, { ...told, rule: applied.rule?.name }, applied);
  for (const part of parts) takeIn(draft, current(draft, told.id) ?? told, part.alert, part.applied);
  return true;
}

/** The newest incident about the same that is not closed. */
function formerOf(draft: Draft, account: string, key: string): Alert | undefined {
  for (const stored of draft.input.incidents(account)) {
    const incident = current(draft, stored.id) ?? stored;
    if (incident.status !== 'closed' && subjectKey(incident.subject) === key) return incident;
  }
  return undefined;
}
