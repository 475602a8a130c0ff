import type { Alert, Step } from '../model/alert.ts';

/** A step of an incident, or of members that took it at about the same time. */
export interface TimelineEntry {
  readonly step: Step;
  /** Empty for a step of the incident itself. */
  readonly members: readonly Alert[];
}

/** Steps of members that a report tells besides what people did. */
const NOTABLE: ReadonlySet<Step['what']> = new Set([
  'fired',
  'worse',
  'flapping',
  'recovered',
  'reopened',
  'acted',
]);
/** The same step of members within this is one entry, ms. */
const TOGETHER_MS = 10_000;

/**
 * All steps of an alert and the notable ones of its members, in order of time, at most `most`. The alert's own and what
 * people did are kept before the rest, of which the first and the last ones are.
 */
export function timelineOf(
  alert: Alert,
  children: readonly Alert[],
  most: number,
): { readonly entries: readonly TimelineEntry[]; readonly left: number } {
  const own = alert.history.map((step) => ({ step, members: [] }));
  const members = children.flatMap((of) => of.history.map((step) => ({ step, members: [of] })));
  const byPeople = members.filter(({ step }) => step.by !== undefined);
  const others = together(members.filter(({ step }) => step.by === undefined && NOTABLE.has(step.what)));
  const kept = [...ends(own, most), ...ends(byPeople, most - own.length)];
  const entries = inOrder([...kept, ...ends(others, most - kept.length)]);
  return { entries, left: own.length + byPeople.length + others.length - entries.length };
}

/** Equal steps within a short time as one entry each. */
function together(steps: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const open = new Map<string, { readonly step: Step; readonly members: Alert[] }>();
  for (const { step, members } of inOrder(steps)) {
    const key = JSON.stringify([step.what, step.reason, step.text]);
    const entry = open.get(key);
    if (entry && step.at - entry.step.at <= TOGETHER_MS) {
      entry.members.push(...members);
      continue;
    }
    const begun = { step, members: [...members] };
    open.set(key, begun);
    entries.push(begun);
  }
  return entries;
}

/** The first and the last of them, together at most `most`. */
function ends(steps: readonly TimelineEntry[], most: number): readonly TimelineEntry[] {
  const room = Math.max(0, most);
  if (steps.length <= room) return steps;
  const sorted = inOrder(steps);
  const first = Math.ceil(room / 2);
  return [...sorted.slice(0, first), ...sorted.slice(sorted.length - (room - first))];
}

function inOrder(steps: readonly TimelineEntry[]): TimelineEntry[] {
  return [...steps].sort((a, b) => a.step.at - b.step.at);
}
