import type { Matter } from '../matter.ts';
import { read, type AlertReading } from '../reading.ts';
import type { Version } from '../seen.ts';
import { brief, named, type Discrepancy, type Record } from './discrepancy.ts';

/** The cloud tells whole seconds, and what happened in one may be told in the order of the other. */
const SECONDS_MS = 3000;
/** The card before may still say that it lasts for so long. */
const TURN_MS = 60_000;

/** A second message of one and the same matter, and two messages that say at once that one thing lasts. */
export function doubled(record: Record): Discrepancy[] {
  return [...twice(record), ...together(record)];
}

function twice({ matters, seen }: Record): Discrepancy[] {
  const first = new Map<string, Version>();
  const found: Discrepancy[] = [];
  for (const version of seen.versions.filter(({ isPost }) => isPost)) {
    const matter = matterOf(matters, version);
    if (!matter) continue;
    const key = `${version.on} ${named(matter)}`;
    const before = first.get(key);
    first.set(key, before ?? version);
    if (before)
      found.push({
        ...{ kind: 'doubled', at: version.at, on: version.on, seen: brief(version) },
        expected: `one message of ${named(matter)}`,
      });
  }
  return found;
}

/** The newest matter that a new message can be about; what it says is over, by when it began. */
function matterOf(matters: readonly Matter[], version: Version): Matter | undefined {
  const reading = read(version);
  if (reading.kind === 'end') return newest(matters, 'stream.ended', reading.subject, version.at);
  if (reading.kind !== 'alert' || reading.condition === 'incident') return undefined;
  const { condition, subject, since = version.at, isFiring } = reading;
  return newest(matters, condition, subject, isFiring ? version.at : since + SECONDS_MS);
}

function newest(
  matters: readonly Matter[],
  condition: string,
  subject: string,
  at: number,
): Matter | undefined {
  return matters.findLast(
    (matter) =>
      matter.condition === condition &&
      matter.subject === subject &&
      matter.telling !== 'never' &&
      matter.from <= at,
  );
}

function together({ seen, to }: Record): Discrepancy[] {
  const firing = seen.versions.flatMap((version) => {
    const reading = read(version);
    return reading.kind === 'alert' && reading.isFiring ? [{ version, reading }] : [];
  });
  return firing.flatMap(({ version, reading }) => {
    // An incident may begin while an older one about the same still has parts that last.
    if (!version.isPost || reading.condition === 'incident') return [];
    const other = firing.find(
      (one) =>
        isSame(one.reading, reading) &&
        one.version.on === version.on &&
        one.version.message !== version.message &&
        one.version.at < version.at &&
        (one.version.until ?? to) > version.at + TURN_MS,
    );
    if (!other) return [];
    const expected = 'one message that says it lasts';
    return [{ kind: 'doubled', at: version.at, on: version.on, expected, seen: brief(version) }];
  });
}

function isSame(one: AlertReading, other: AlertReading): boolean {
  return one.condition === other.condition && one.subject === other.subject;
}
