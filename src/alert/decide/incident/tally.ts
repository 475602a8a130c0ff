import { INCIDENT } from '../../../callback/conditions.ts';
import type { Alert } from '../../model/alert.ts';
import type { Severity } from '../../../callback/event.ts';
import { changed, current, stepped, type Draft } from '../draft.ts';
import { worst } from '../severity.ts';
import { isClosedEarly } from '../stream/closed-early.ts';
import { decideToo } from '../table/decide-too.ts';
import { COUNTS } from './counts.ts';

/** A joined part is a step of its own so often, ms: a storm would fill the history with them. */
const JOINED_STEP_MS = 60_000;

/** What a decision means for an incident, or for what others follow from. */
interface Sum {
  joined: number;
  open: number;
  lastAt: number;
  severities: Severity[];
  /** The last part that was closed before it recovered. */
  closed?: Alert;
}

/** Brings incidents and causes up to date with the parts that a decision changes: how many there are, how many still fire. */
export function tally(draft: Draft): void {
  const sums = new Map<string, Sum>();
  const of = (id: string): Sum => {
    const sum = sums.get(id) ?? { joined: 0, open: 0, lastAt: 0, severities: [] };
    sums.set(id, sum);
    return sum;
  };
  for (const alert of draft.alerts.values()) {
    const before = draft.input.byId(alert.id);
    const was = firingPartOf(before);
    const is = firingPartOf(alert);
    if (alert.parent !== undefined && alert.parent !== before?.parent) of(alert.parent).joined++;
    if (was !== is && was !== undefined) of(was).open--;
    if (was !== undefined && isClosedEarly(before, alert)) of(was).closed = alert;
    if (is === undefined || (was === is && alert.severity === before?.severity)) continue;
    const sum = of(is);
    if (was !== is) sum.open++;
    sum.lastAt = Math.max(sum.lastAt, alert.lastAt);
    sum.severities.push(alert.severity);
  }
  for (const [id, sum] of sums) {
    const whole = current(draft, id);
    if (whole && whole.status !== 'closed') update(draft, whole, sum);
  }
}

function firingPartOf(alert: Alert | undefined): string | undefined {
  return alert?.status === 'firing' ? alert.parent : undefined;
}

function update(draft: Draft, before: Alert, sum: Sum): void {
  decideToo(draft, COUNTS, { draft, whole: counted(draft, before, sum), closed: sum.closed });
}

/** What others are part of, with how many they are now. */
function counted(draft: Draft, whole: Alert, sum: Sum): Alert {
  const { total, open } = whole.children ?? { total: 0, open: 0 };
  const children = { total: total + sum.joined, open: Math.max(0, open + sum.open) };
  if (whole.condition !== INCIDENT) return changed({ ...whole, children });
  const incident: Alert = {
    ...whole,
    children,
    count: whole.count + sum.joined,
    lastAt: Math.max(whole.lastAt, sum.lastAt),
  };
  return draft.input.byId(whole.id) ? withPartSteps(draft, changed(incident), sum) : incident;
}

/** A storm of parts is one step a minute in its history; that it became worse is always one. */
function withPartSteps(draft: Draft, incident: Alert, { joined, severities }: Sum): Alert {
  const severity = worst([incident.severity, ...severities]);
  if (severity !== incident.severity) {
    const worse = { ...incident, severity };
    return stepped(draft, worse, 'worse', { text: severity });
  }
  const isQuiet = (incident.history.at(-1)?.at ?? 0) > draft.now - JOINED_STEP_MS;
  return joined === 0 || isQuiet
    ? incident
    : stepped(draft, incident, 'joined', { text: String(incident.children?.total ?? 0) });
}
