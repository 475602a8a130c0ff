import type { Matter } from '../matter.ts';
import { patient } from '../patience.ts';
import { read, type AlertReading, type Reading } from '../reading.ts';
import { UNWATCHED_MS } from '../rules.ts';
import type { Version } from '../seen.ts';
import { isNamed, nameOn } from './covers.ts';
import { brief, type Discrepancy, type Record } from './discrepancy.ts';

/** The cloud tells whole seconds. */
const SECOND_MS = 1000;
/** A message about what is over may come so long after that, ms. */
const AFTER_MS = 60_000;
/** So many that fail within this are one card. */
const MANY = 5;
const TOGETHER_MS = 15_000;
/** The card of a command changes for so long. */
const COMMAND_MS = 20 * 60_000;

/** Messages and edits for which there is no reason. */
export function unjustified(record: Record): Discrepancy[] {
  return record.seen.versions.flatMap((version) => {
    const why = wrongWith(record, version, read(version));
    return why === undefined
      ? []
      : [{ kind: 'unjustified', at: version.at, on: version.on, expected: why, seen: brief(version) }];
  });
}

/** What speaks against it; undefined where something justifies it. */
function wrongWith(record: Record, version: Version, reading: Reading): string | undefined {
  switch (reading.kind) {
    case 'alert':
      return reading.condition === 'incident'
        ? incident(record, version, reading)
        : alert(record, version, reading);
    case 'end':
      return end(record, version, [reading.subject]);
    case 'ends':
      return end(
        record,
        version,
        subjectsIn(record, version, 'stream.ended'),
        Math.min(reading.count, NAMED),
      );
    case 'overs': {
      const over = record.matters.filter(
        ({ to = Infinity, telling }) => telling !== 'never' && to <= version.at,
      );
      const names = new Set(
        over.filter(({ subject }) => isNamed(version, subject)).map(({ subject }) => subject),
      );
      return names.size > 0 ? undefined : 'no card: nothing of this was over';
    }
    case 'command': {
      const asked = record.acts.some(
        ({ at, stream }) => stream && version.at >= at && version.at < at + COMMAND_MS,
      );
      return asked ? undefined : 'no card: nobody asked for anything';
    }
    case 'other':
      return 'no message of this kind';
  }
}
const NAMED = 20;

function alert(record: Record, version: Version, reading: AlertReading): string | undefined {
  const { condition, subject } = reading;
  const own = record.matters.filter(
    (matter) => matter.condition === condition && matter.subject === subject && matter.from <= version.at,
  );
  const told = own.filter(({ telling }) => telling !== 'never');
  if (told.length === 0) return `no card: ${own.at(-1)?.why ?? 'nothing of this was wrong'}`;
  if (reading.isFiring)
    return told.some((matter) => mayLast(record, version, matter))
      ? undefined
      : 'no card that says it lasts: it did not';
  if (reading.head === 'CLOSED' && told.some((matter) => closesUnwatched(version, matter))) return undefined;
  return told.some(({ to = Infinity }) => to <= version.at + SECOND_MS)
    ? undefined
    : 'no card that says it is over: it lasts';
}

function mayLast({ away }: Record, { at, on }: Version, matter: Matter): boolean {
  if (at < matter.tellFrom) return false;
  return matter.overBy === undefined || at <= patient(away, on, matter.to ?? at, matter.overBy);
}

/** A fault of what is not watched is closed an hour after it was told. */
function closesUnwatched({ at }: Version, { closes, from }: Matter): boolean {
  return closes && at >= from + UNWATCHED_MS;
}

/** Many failed together, and all that it names did. */
function incident(record: Record, version: Version, reading: AlertReading): string | undefined {
  const named = record.matters.filter(
    ({ condition, subject, telling, from }) =>
      (condition === 'stream.down' || condition === 'stream.push-lost') &&
      telling !== 'never' &&
      from <= version.at &&
      isNamed(version, nameOn(reading.subject, subject)),
  );
  if (reading.isFiring && named.length === 0) return 'no card: nothing that it names was wrong';
  const together = record.matters.filter(
    ({ condition, telling, from }) =>
      (condition === 'stream.down' || condition === 'stream.push-lost') &&
      telling !== 'never' &&
      from <= version.at &&
      from >= (reading.since ?? version.at) - TOGETHER_MS &&
      from <= (reading.since ?? version.at) + 2 * TOGETHER_MS,
  );
  // What is heard late is found together.
  const isFound =
    record.matters.filter(({ isHeardLate, from }) => isHeardLate && from <= version.at).length >= MANY;
  if (together.length < MANY && !isFound) return 'no card of many: fewer failed together';
  if (reading.isFiring) return undefined;
  const lasting = together.filter(({ to = Infinity }) => to > version.at + SECOND_MS);
  const isAllOver =
    together.length - lasting.length >= MANY && lasting.every(({ telling }) => telling !== 'must');
  return isAllOver || isFound ? undefined : 'no card that says it is over: it lasts';
}

function end(
  { matters, away }: Record,
  version: Version,
  subjects: readonly string[],
  least = 1,
): string | undefined {
  const told = subjects.filter((subject) =>
    matters.some(
      (matter) =>
        matter.condition === 'stream.ended' &&
        matter.subject === subject &&
        matter.telling !== 'never' &&
        matter.from <= version.at &&
        version.at <= patient(away, version.on, matter.from, matter.tellBy + AFTER_MS),
    ),
  );
  return told.length >= least ? undefined : 'no line: nothing of this ended then';
}

function subjectsIn({ matters }: Record, version: Version, condition: string): string[] {
  const named = matters.filter(
    (matter) => matter.condition === condition && isNamed(version, matter.subject),
  );
  return [...new Set(named.map(({ subject }) => subject))];
}
