import { userId } from '../../paths/stage/driver.ts';
import { PLATFORMS, type Platform } from '../happening.ts';
import type { Matter } from '../matter.ts';
import { patient } from '../patience.ts';
import { readText } from '../reading.ts';
import { partOf } from '../roster.ts';
import { LEVELS, LEVELS_MS } from '../rules.ts';
import type { Version } from '../seen.ts';
import { isNamed, nameOn } from './covers.ts';
import { brief, named, type Discrepancy, type Record } from './discrepancy.ts';

/** A message that calls, as it was posted. */
interface Call {
  readonly version: Version;
  readonly head: string;
  readonly subject: string;
  readonly condition: string;
  /** The level that it is of, from 1; undefined where it is of none. */
  readonly level: number | undefined;
}

const HEAD = /^(\S+) (Call|Still failing|Mute over|Assigned to you): (.*)$/;
/** A call goes out with its card, and waits for the channel as that does; the next level likewise. */
const CALL_MS = 60_000;
/** That it seemed well, or that somebody pressed, moves the next level. */
const STEADY_MS = 60_000;

/** Messages that call for nothing, twice or the wrong people, and people who were not called and should have been. */
export function called(record: Record): Discrepancy[] {
  const posted = record.seen.calls.filter(({ isPost }) => isPost).map(callOf);
  return [
    ...posted.flatMap((call) => wrongWith(record, call)),
    ...twice(record, posted),
    ...PLATFORMS.flatMap((on) => uncalled(record, posted, on)),
  ];
}

function callOf(version: Version): Call {
  const [, sign = '', head = '', rest = ''] = HEAD.exec(version.text.split('\n')[0] ?? '') ?? [];
  const reading = readText(`${sign} ${rest}`);
  const { subject, condition } = reading.kind === 'alert' ? reading : { subject: '', condition: '' };
  const later = /This is level (\d+)\./.exec(version.text)?.[1];
  const level = head === 'Call' ? Number(later ?? 1) : undefined;
  return { version, head, subject, condition, level };
}

/** Nothing like it is wrong, its rule calls nobody, or it calls others than the rule says. */
function wrongWith({ matters }: Record, { version, head, subject, condition, level }: Call): Discrepancy[] {
  const { at, on, notified } = version;
  const tell = (expected: string): Discrepancy[] => [
    { kind: 'called', at, on, expected, seen: `${brief(version)} (calls ${notified.join(', ')})` },
  ];
  if (head === '') return tell('a message that says why it calls');
  const about = matters.filter(
    (matter) =>
      matter.telling !== 'never' && matter.from <= at && isAbout(matter, { version, subject, condition }),
  );
  if (about.length === 0) return tell('no call: nothing of this was wrong');
  if (level === undefined) return notified.length > 0 ? [] : tell('a call that calls somebody');
  if (!about.some((matter) => isOfFinal(matter))) return tell('no call: the rule of this calls nobody');
  const user = LEVELS[level - 1];
  const wanted = user === undefined ? [] : [userId(on, user)];
  return wanted.join() === notified.join() ? [] : tell(`calls ${wanted.join()}`);
}

function isAbout(
  matter: Matter,
  { version, subject, condition }: Pick<Call, 'version' | 'subject' | 'condition'>,
): boolean {
  if (condition === 'incident') return isNamed(version, nameOn(subject, matter.subject)) || isOfFinal(matter);
  return matter.condition === condition && matter.subject === subject;
}

/** The only thing that somebody is called for when nobody acknowledges. */
function isOfFinal({ condition, subject }: Matter): boolean {
  return condition === 'stream.down' && partOf(subject) === 'final';
}

/** One level of one failure, twice on one platform. A press in between may begin it anew. */
function twice({ matters, acts }: Record, posted: readonly Call[]): Discrepancy[] {
  const failureOf = ({ subject, version }: Call): Matter | undefined =>
    matters.findLast(
      (matter) => isOfFinal(matter) && matter.subject === subject && matter.from <= version.at,
    );
  return posted.flatMap((call, at) => {
    const failure = failureOf(call);
    if (call.level === undefined || !failure) return [];
    const before = posted
      .slice(0, at)
      .find(
        (other) =>
          other.level === call.level && other.version.on === call.version.on && failureOf(other) === failure,
      );
    const isAnew = before && acts.some((act) => act.at >= before.version.at && act.at <= call.version.at);
    if (!before || isAnew) return [];
    const expected = `level ${call.level} once`;
    return [
      { kind: 'called', at: call.version.at, on: call.version.on, expected, seen: brief(call.version) },
    ];
  });
}

/** Each level of the final that was due while it failed, nobody had pressed anything, and nothing was away. */
function uncalled(record: Record, posted: readonly Call[], on: Platform): Discrepancy[] {
  const { matters, seen, acts, away, to } = record;
  return matters
    .filter((matter) => matter.telling === 'must' && isOfFinal(matter) && matter.isFresh)
    .flatMap((matter) =>
      LEVELS.flatMap((_, index): Discrepancy[] => {
        const dueBy = matter.tellBy + index * (LEVELS_MS + STEADY_MS);
        const by = patient(away, on, matter.from, dueBy + CALL_MS);
        const isWhile = (matter.to ?? Infinity) > dueBy && by <= to;
        const isAway = away.some((one) => one.from <= by && (one.to ?? Infinity) >= matter.from);
        const isPressed = acts.some((act) => act.at >= matter.from && act.at <= dueBy);
        const isOfMany = seen.versions.some(
          (version) =>
            version.at >= matter.from && version.at <= by && /many failures at once/.test(version.text),
        );
        if (!isWhile || isAway || isPressed || isOfMany) return [];
        const isCalled = posted.some(
          ({ version, subject, level }) =>
            version.on === on &&
            subject === matter.subject &&
            level === index + 1 &&
            version.at >= matter.from &&
            version.at <= by,
        );
        const expected = `a call of level ${index + 1}: ${named(matter)}`;
        return isCalled ? [] : [{ kind: 'called', at: by, on, expected, seen: 'nobody was called' }];
      }),
    );
}
