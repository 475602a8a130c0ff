import { PLATFORMS, type Platform } from '../happening.ts';
import type { Matter } from '../matter.ts';
import { patient } from '../patience.ts';
import { read } from '../reading.ts';
import type { Version } from '../seen.ts';
import { covers, isNamed, isOwn } from './covers.ts';
import { brief, named, type Discrepancy, type Record } from './discrepancy.ts';

/** What people had to be told, and were not, or not in time, or only by an edit that called nobody. */
export function missing(record: Record): Discrepancy[] {
  const must = record.matters.filter(({ telling }) => telling === 'must');
  return PLATFORMS.flatMap((on) => must.flatMap((matter) => missingOn(record, on, matter)));
}

function missingOn(record: Record, on: Platform, matter: Matter): Discrepancy[] {
  const by = patient(record.away, on, matter.from, matter.tellBy);
  // What is not due before the end of the evening is not missing.
  if (by > record.to) return [];
  const seen = record.seen.versions.filter((version) => version.on === on);
  const telling =
    matter.condition === 'stream.ended'
      ? seen.filter((version) => tellsEnd(version, matter, by))
      : seen.filter((version) => covers(version, matter) && isWithin(version, matter.tellFrom, by));
  if (seen.some((version) => tellsLate(record, version, matter, by))) return [];
  if (telling.length === 0)
    return [{ kind: 'missing', at: by, on, expected: named(matter), seen: 'nothing of it' }];
  const isOfMany = telling.some((version) => !isOwn(version, matter)) && matter.condition !== 'stream.ended';
  if (!matter.isFresh || isOfMany || telling.some(({ isPost, at }) => isPost && at >= matter.from)) return [];
  const expected = `a message of its own: ${named(matter)}`;
  return [{ kind: 'missing', at: by, on, expected, seen: telling.map(brief)[0] ?? '' }];
}

/** Only new criticals have a part of a channel's budget for themselves: an edit may wait for the next minute. */
const EDIT_MS = 60_000;

/** Whether it stood there at some time from one moment to another. */
function isWithin({ at, until = Infinity, isPost }: Version, from: number, to: number): boolean {
  return at <= to + (isPost ? 0 : EDIT_MS) && until > from;
}

function tellsEnd(version: Version, { subject, from }: Matter, by: number): boolean {
  const reading = read(version);
  if (version.at < from || version.at > by) return false;
  if (reading.kind === 'end') return reading.subject === subject;
  return reading.kind === 'ends' && (isNamed(version, subject) || reading.count > NAMED);
}
/** More names than that are not on one card. */
const NAMED = 20;

/** What was over before a platform, or Airdesk, was back is told as over. */
function tellsLate({ away }: Record, version: Version, matter: Matter, by: number): boolean {
  const { subject, condition, from } = matter;
  // What ended is over from the first.
  const to = condition === 'stream.ended' ? from : matter.to;
  const wasAway = away.some((one) => one.what !== 'limits' && one.from <= by && (one.to ?? Infinity) >= from);
  if (to === undefined || !wasAway || version.at < to || version.at > by + OVER_MS) return false;
  const reading = read(version);
  if (reading.kind === 'overs') return isNamed(version, subject);
  return reading.kind === 'alert' && reading.subject === subject && reading.condition === condition;
}
const OVER_MS = 60_000;
