import { SEVERITIES, subjectKey, type Severity, type Subject } from '../callback/event.ts';
import type { Finding, Seen } from './poller.ts';

/** Looks in a row that have to agree before anybody is told, or told that it is over: one wrong figure wakes nobody. */
const LOOKS = 2;
/** Things of which something is wrong that are followed at most; of more the first are. */
const MOST = 2000;

/** What people were told of. JSON. */
export interface Told {
  readonly condition: string;
  readonly subject: Subject;
  /** How bad they were told that it is, where that has levels. */
  readonly severity?: Severity | undefined;
}

/** What the looks so far make of one thing. */
interface Streak {
  readonly about: Pick<Told, 'condition' | 'subject'>;
  readonly bad: number;
  readonly well: number;
  readonly severity: Severity | undefined;
  readonly told: Told | undefined;
}

/** What the looks so far make of everything, by condition and subject. */
export type Streaks = ReadonlyMap<string, Streak>;

/** What is to be told. */
export type Change =
  | { readonly key: string; readonly effect: 'fires'; readonly finding: Finding }
  | { readonly key: string; readonly effect: 'clears'; readonly told: Told };

/** What is known at a start: what people were told before. */
export function streaksOf(told: readonly Told[]): Streaks {
  return new Map(
    told.map((one): [string, Streak] => [
      keyOf(one),
      { about: one, bad: 0, well: 0, severity: one.severity, told: one },
    ]),
  );
}

/** What people were told of, and not told that it is over. */
export function toldIn(streaks: Streaks): readonly Told[] {
  return [...streaks.values()].flatMap(({ told }) => told ?? []);
}

/** What follows from one more look. Pure: nothing counts as told before `withTold` says so. */
export function look(
  before: Streaks,
  { findings, isUnknown = () => false }: Seen,
): {
  readonly after: Streaks;
  readonly changes: readonly Change[];
} {
  const after = new Map<string, Streak>();
  const changes: Change[] = [];
  for (const finding of findings) {
    const key = keyOf(finding);
    const was = before.get(key);
    if (after.has(key) || (!was && after.size >= MOST)) continue;
    const isSame = was !== undefined && was.bad > 0 && was.severity === finding.severity;
    const bad = Math.min(isSame ? was.bad + 1 : 1, LOOKS);
    after.set(key, { about: finding, bad, well: 0, severity: finding.severity, told: was?.told });
    if (bad >= LOOKS && isNews(was?.told, finding)) changes.push({ key, effect: 'fires', finding });
  }
  for (const [key, was] of before) {
    if (after.has(key)) continue;
    const { told, about } = was;
    if (isUnknown(about.condition, about.subject)) after.set(key, was);
    else if (told) {
      const well = Math.min(was.well + 1, LOOKS);
      after.set(key, { ...was, bad: 0, well });
      if (well >= LOOKS) changes.push({ key, effect: 'clears', told });
    }
  }
  return { after, changes };
}

/** The same when a change is on disk. */
export function withTold(streaks: Streaks, change: Change): Streaks {
  const next = new Map(streaks);
  const was = streaks.get(change.key);
  if (change.effect === 'clears') next.delete(change.key);
  else if (was) {
    const { condition, subject, severity } = change.finding;
    next.set(change.key, { ...was, told: { condition, subject, severity } });
  }
  return next;
}

/** Whether something was seen that the next look has to confirm. */
export function isUndecided(streaks: Streaks): boolean {
  return [...streaks.values()].some(
    ({ bad, well, severity, told }) =>
      (bad > 0 && bad < LOOKS && isNews(told, { severity })) || (told !== undefined && well > 0),
  );
}

/** What is better than people were told is no news before it is over. */
function isNews(told: Told | undefined, { severity }: Pick<Finding, 'severity'>): boolean {
  return told === undefined || rank(severity) < rank(told.severity);
}

function rank(severity: Severity | undefined): number {
  return severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);
}

function keyOf({ condition, subject }: Pick<Told, 'condition' | 'subject'>): string {
  return `${condition}|${subjectKey(subject)}`;
}
