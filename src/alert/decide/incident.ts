import { isFiring, type Alert } from '../alert.ts';
import { conditionOf } from '../conditions.ts';
import type { Subject } from '../event.ts';
import { changed, current, put, stepped, type Draft } from './draft.ts';
import { isLongOver, superseded } from './superseded.ts';
import { apply, applyTo } from './matter.ts';
import { union, withoutEndedMute } from './settle.ts';
import { worst } from './severity.ts';
import { kindled, start } from './start.ts';

/** What many can fail with, the likeliest cause first. */
const KINDS = ['source', 'caster', 'group', 'domain'] as const;

/**
 * Makes a firing alert a part of the incident of one of its groups, where there is one that grew lately. One that only
 * has not ended yet must not swallow what fails hours later: an edit of its old card would reach nobody.
 */
export function join(draft: Draft, alert: Alert): boolean {
  if (!conditionOf(alert.condition)?.joins) return false;
  const own = alert.parent === undefined ? undefined : current(draft, alert.parent);
  const incident = [own, ...groupsOf(alert).map(({ group }) => incidentOf(draft, alert.account, group))].find(
    (found) => found !== undefined && !isLongOver(draft, found) && grewBefore(draft, found, beganAt(alert)),
  );
  if (incident) put(draft, asPart(draft, alert, incident.id));
  return incident !== undefined;
}

/** Makes an incident of a firing alert and those that failed with it lately, where they are enough. `at`: ms UTC. */
export function joinWider(draft: Draft, alert: Alert, at: number): boolean {
  if (!conditionOf(alert.condition)?.joins) return false;
  const { situation } = draft;
  const { members, withinSeconds } = situation.config.incident;
  const withinMs = withinSeconds * 1000;
  return groupsOf(alert).some(({ group, subject }) => {
    // All of a small group are as wide a failure as many of a large one.
    const size = situation.sizeOf?.(alert.account, group) ?? 0;
    const enough = size >= 2 ? Math.min(members, size) : members;
    // Twice as many: those that are kept quiet do not count.
    const lately = situation
      .recent(alert.account, group, alert.condition, at - withinMs, 2 * enough)
      .map((stored) => draft.alerts.get(stored.id) ?? stored)
      .filter((other) => other.id !== alert.id && counts(other) && beganAt(other) <= at + withinMs);
    return lately.length + 1 >= enough && openIncident(draft, subject, [alert, ...lately]);
  });
}

function openIncident(draft: Draft, subject: Subject, parts: readonly [Alert, ...Alert[]]): boolean {
  const former = incidentOf(draft, parts[0].account, `${subject.type}:${subject.id}`);
  // It still has parts that fail, which nobody else would count.
  if (former?.status === 'firing') {
    for (const part of parts) put(draft, asPart(draft, part, former.id));
    return true;
  }
  const incident = newIncident(draft, subject, parts);
  const applied = applyTo(draft, incident);
  // A rule that keeps the incident quiet must not keep its parts quiet: they stay on their own.
  if (applied.severity === 'none') return false;
  if (former) put(draft, superseded(draft, former));
  start(draft, { ...incident, rule: applied.rule?.name }, applied);
  for (const part of parts) put(draft, asPart(draft, part, incident.id));
  return true;
}

/** An incident whose parts are still to be counted. */
function newIncident(draft: Draft, subject: Subject, parts: readonly [Alert, ...Alert[]]): Alert {
  const [newest] = parts;
  const facts = { condition: newest.condition, members: parts.length };
  return {
    ...newest,
    id: draft.situation.newId(),
    condition: 'incident',
    subject,
    severity: worst(parts.map(({ severity }) => severity)),
    status: 'recovered',
    startedAt: Math.min(...parts.map(beganAt)),
    lastAt: Math.max(...parts.map(({ lastAt }) => lastAt)),
    firedAt: undefined,
    recoveredAt: undefined,
    first: facts,
    last: facts,
    code: undefined,
    cause: undefined,
    sequences: [],
    count: 0,
    fires: [draft.now],
    flapping: false,
    acknowledged: undefined,
    seen: false,
    assigned: undefined,
    muted: undefined,
    parent: undefined,
    children: { total: 0, open: 0 },
    groups: [`${subject.type}:${subject.id}`],
    channels: channelsOf(draft, parts),
    announced: false,
    reason: 'new',
    version: 1,
    found: undefined,
    history: [],
    steps: 0,
  };
}

function channelsOf(draft: Draft, parts: readonly Alert[]): string[] {
  return parts.reduce<string[]>(
    (channels, part) => union(channels, apply(draft, part, part.severity).channels),
    [],
  );
}

/** The alert as part of an incident: it fires at once, and has no card unless it had one before. */
function asPart(draft: Draft, alert: Alert, incident: string): Alert {
  const firing = alert.status === 'firing' ? changed(alert) : kindled(draft, alert);
  const part: Alert = {
    ...withoutEndedMute(firing, draft.now),
    parent: incident,
    reason: 'child',
  };
  return stepped(draft, part, 'child', { reason: 'child', text: incident });
}

/** Whether an alert stands for itself, with nothing that keeps it quiet. */
function counts(alert: Alert): boolean {
  const isQuiet = ['silenced', 'maintenance', 'muted'].includes(alert.reason) || alert.muted !== undefined;
  return isFiring(alert) && alert.parent === undefined && !isQuiet;
}

function beganAt({ fires, startedAt }: Alert): number {
  return fires.at(-1) ?? startedAt;
}

/** Whether something became a part of an incident shortly before a time, ms UTC. */
function grewBefore({ situation }: Draft, { lastAt }: Alert, at: number): boolean {
  return at - lastAt <= situation.config.flapping.withinMinutes * 60_000;
}

function incidentOf(draft: Draft, account: string, group: string): Alert | undefined {
  const stored = draft.situation.incident(account, group);
  const found = stored && (draft.alerts.get(stored.id) ?? stored);
  return found?.status === 'closed' ? undefined : found;
}

function groupsOf({ groups }: Alert): readonly { readonly group: string; readonly subject: Subject }[] {
  return KINDS.flatMap((type) =>
    groups
      .filter((group) => group.startsWith(`${type}:`))
      .map((group) => ({ group, subject: { type, id: group.slice(type.length + 1) } })),
  );
}
