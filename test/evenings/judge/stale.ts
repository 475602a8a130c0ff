import type { Matter } from '../matter.ts';
import { patient } from '../patience.ts';
import { read, type AlertReading } from '../reading.ts';
import { UNWATCHED_MS } from '../rules.ts';
import type { Version } from '../seen.ts';
import { isNamed, nameOn } from './covers.ts';
import { brief, clockOf, type Discrepancy, type Record } from './discrepancy.ts';

/** What an acknowledgement and a look at it add before what is not watched closes, ms. */
const TAKEN_ON_MS = 31 * 60_000;

/** Cards that go on saying that something lasts when it is over. */
export function stale(record: Record): Discrepancy[] {
  return record.seen.versions.flatMap((version) => {
    const reading = read(version);
    if (reading.kind !== 'alert' || !reading.isFiring) return [];
    const over = overBy(record, version, reading);
    const until = version.until ?? record.to;
    if (over === undefined || until <= over) return [];
    const expected = `that it is over, by ${clockOf(over)}`;
    return [{ kind: 'stale', at: over, on: version.on, expected, seen: brief(version) }];
  });
}

/** By when it may not say so any more, by what was known when it was shown; undefined: it may. */
function overBy(record: Record, version: Version, reading: AlertReading): number | undefined {
  const about = partsOf(record.matters, version, reading);
  // Whether it is justified at all, another check looks at.
  if (about.length === 0) return undefined;
  const until = version.until ?? record.to;
  // Over once each part of it was over for long enough without failing again.
  const ends = about.map((parts) => endOf(record, version, parts, until));
  return ends.includes(undefined) ? undefined : Math.max(...ends.map((end) => end ?? 0));
}

/** The matters that it says last, by what they are about. */
function partsOf(matters: readonly Matter[], version: Version, reading: AlertReading): readonly Matter[][] {
  const { condition, subject } = reading;
  const told = matters.filter(({ telling }) => telling !== 'never');
  if (condition !== 'incident') {
    const own = told.filter((matter) => matter.condition === condition && matter.subject === subject);
    return own.length === 0 ? [] : [own];
  }
  const bySubject = new Map<string, Matter[]>();
  for (const matter of told)
    if (matter.condition === 'stream.down' && isNamed(version, nameOn(subject, matter.subject)))
      bySubject.set(matter.subject, [...(bySubject.get(matter.subject) ?? []), matter]);
  return [...bySubject.values()];
}

function endOf(
  record: Record,
  version: Version,
  parts: readonly Matter[],
  until: number,
): number | undefined {
  const sorted = [...parts].sort((a, b) => a.from - b.from);
  for (const [place, matter] of sorted.entries()) {
    const end = lastsUntil(record, version, matter);
    if (end === undefined) return undefined;
    const next = sorted[place + 1]?.from ?? Infinity;
    // It failed again before anybody had to be told that it was over.
    if (next <= Math.min(end, until)) continue;
    if (end >= version.at || next > version.at) return Math.max(end, version.at);
  }
  return undefined;
}

function lastsUntil({ away, acts }: Record, { on }: Version, matter: Matter): number | undefined {
  const over =
    matter.overBy === undefined ? undefined : patient(away, on, matter.to ?? matter.from, matter.overBy);
  if (!matter.closes) return over;
  const pressed = acts
    .filter(({ card }) => card === matter.subject)
    .map(({ at }) => at + UNWATCHED_MS + TAKEN_ON_MS);
  const told = Math.max(matter.tellBy, ...pressed) + UNWATCHED_MS;
  return Math.min(over ?? Infinity, patient(away, on, told, told));
}
