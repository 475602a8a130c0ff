import type { Matter } from '../matter.ts';
import { read, type AlertReading } from '../reading.ts';
import { FLAPPING_MS } from '../rules.ts';
import type { Version } from '../seen.ts';
import { brief, clockOf, type Discrepancy, type Record } from './discrepancy.ts';

/** The cloud tells whole seconds, by its own clock. */
const NEAR_MS = 3000;
/** From an hour on, lengths are told in minutes. */
const HOUR_MS = 3_600_000;
/** What comes again within ten minutes is the same card, with some room for when Airdesk heard of it. */
const SAME_MS = FLAPPING_MS + 60_000;

/** Times on cards that are not those of what happened. */
export function times(record: Record): Discrepancy[] {
  return record.seen.versions.flatMap((version) =>
    wrongIn(record, version).map((expected) => {
      return { kind: 'time', at: version.at, on: version.on, expected, seen: seenIn(version) } as const;
    }),
  );
}

function wrongIn({ matters, seen }: Record, version: Version): string[] {
  const reading = read(version);
  if (reading.kind === 'end') {
    const ended = matters.filter(
      ({ condition, subject }) => condition === 'stream.ended' && subject === reading.subject,
    );
    const onAir = ended.flatMap(({ from, onAirSince }) =>
      onAirSince === undefined ? [] : [from - onAirSince],
    );
    const { onAirMs } = reading;
    const isTrue =
      onAirMs === undefined || onAir.length === 0 || onAir.some((length) => isLength(onAirMs, length));
    return isTrue ? [] : ['on air for as long as it was'];
  }
  if (reading.kind !== 'alert' || reading.condition.startsWith('airdesk.')) return [];
  const about = matters.filter(
    (matter) =>
      !matter.isQuiet &&
      matter.from <= version.at &&
      (reading.condition === 'incident' ? matter.condition === 'stream.down' : isAbout(matter, reading)),
  );
  if (about.length === 0) return [];
  return [
    ...since(about, version, reading),
    ...over(about, reading),
    ...lasted(about, reading),
    ...thisTime(about, seen, version),
  ];
}

function isAbout(matter: Matter, { condition, subject }: AlertReading): boolean {
  return matter.condition === condition && matter.subject === subject;
}

/** Since when: the beginning of one, from which on it failed again and again until this. */
function since(about: readonly Matter[], version: Version, reading: AlertReading): string[] {
  const { since: shown } = reading;
  if (shown === undefined) return ['since when'];
  // Where nobody told of it, it began when Airdesk saw it.
  const isLate = about.some(
    ({ isHeardLate, from }) => isHeardLate && shown >= from - NEAR_MS && shown <= version.at,
  );
  const first = about.find(({ from }) => Math.abs(from - shown) <= NEAR_MS);
  if (isLate) return [];
  if (!first) return [`since ${clockOf(about.at(-1)?.from ?? 0)}`];
  if (reading.condition === 'incident' || !reading.isFiring) return [];
  const chain = about.filter(({ from }) => from >= first.from);
  const broken = chain.find((matter, at) => matter.from - (chain[at - 1]?.to ?? matter.from) > SAME_MS);
  return broken ? [`since ${clockOf(broken.from)}`] : [];
}

function over(about: readonly Matter[], { head, over: shown, condition }: AlertReading): string[] {
  if (head !== 'RECOVERED' || condition === 'incident') return [];
  if (shown === undefined) return ['when it recovered'];
  if (about.some(({ isHeardLate }) => isHeardLate)) return [];
  const isTrue = about.some(({ to }) => to !== undefined && Math.abs(to - shown) <= NEAR_MS);
  return isTrue ? [] : [`recovered at ${clockOf(about.findLast(({ to }) => to !== undefined)?.to ?? 0)}`];
}

/** How long this time; an incident is one from its beginning to its end. */
function lasted(
  about: readonly Matter[],
  { condition, since: from, over: to, lastedMs }: AlertReading,
): string[] {
  if (from === undefined || to === undefined || lastedMs === undefined) return [];
  if (about.some(({ isHeardLate }) => isHeardLate)) return [];
  const ended = about.flatMap((one) =>
    one.to !== undefined && Math.abs(one.to - to) <= NEAR_MS ? [one] : [],
  );
  const lengths = condition === 'incident' ? [to - from] : ended.map((one) => to - one.from);
  const isTrue = lengths.length === 0 || lengths.some((length) => isLength(lastedMs, length));
  return isTrue ? [] : [`lasted ${lengths.map((length) => length / 1000).join(' or ')} s`];
}

/** It began again only where it had begun before. */
function thisTime(about: readonly Matter[], seen: Record['seen'], version: Version): string[] {
  const reading = read(version);
  if (reading.kind !== 'alert' || !reading.saysThisTime) return [];
  const isAgain =
    reading.condition === 'incident' ? hadAnother(seen, version, reading.subject) : about.length > 1;
  return isAgain ? [] : ['no other beginning: it failed for the first time'];
}

/** Whether there was an incident of the same before that of this message. */
function hadAnother({ versions }: Record['seen'], { at, message }: Version, subject: string): boolean {
  return versions.some((other) => {
    const reading = read(other);
    const isIncident =
      reading.kind === 'alert' && reading.condition === 'incident' && reading.subject === subject;
    return isIncident && other.message !== message && other.at < at;
  });
}

function isLength(shown: number, real: number): boolean {
  return Math.abs(shown - real) <= (real >= HOUR_MS ? 60_000 + NEAR_MS : NEAR_MS);
}

function seenIn(version: Version): string {
  const lines = version.text
    .split('\n')
    .filter((line) => /^(Since|This time since|Recovered|Closed|Lasted): /.test(line));
  return [brief(version), ...lines].join(' | ');
}
