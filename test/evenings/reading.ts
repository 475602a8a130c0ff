import { CONDITIONS, type ConditionName } from '../../src/callback/conditions.ts';
import type { Version } from './seen.ts';

/** What a message says to whoever reads it. */
export type Reading =
  | AlertReading
  /** A stream ended by itself; for how long it was on air, ms. */
  | { readonly kind: 'end'; readonly subject: string; readonly onAirMs: number | undefined }
  /** Several did. */
  | { readonly kind: 'ends'; readonly count: number }
  /** Alerts are over of which nothing was shown. */
  | { readonly kind: 'overs'; readonly count: number }
  /** The card of a command. */
  | { readonly kind: 'command' }
  | { readonly kind: 'other' };

/** The card of an alert. */
export interface AlertReading {
  readonly kind: 'alert';
  readonly head: 'CRITICAL' | 'WARNING' | 'INFO' | 'RECOVERED' | 'CLOSED';
  readonly isFiring: boolean;
  /** The sign in front, by which tones are told apart. */
  readonly sign: string;
  readonly subject: string;
  readonly condition: ConditionName;
  /** ms UTC. */
  readonly since: number | undefined;
  readonly over: number | undefined;
  readonly lastedMs: number | undefined;
  /** It says when it began this time, as one that has failed before does. */
  readonly saysThisTime: boolean;
}

const NAMES = Object.entries(CONDITIONS).map(([name, { title }]) => ({
  name: name as ConditionName,
  title: title.en,
}));
const HEADS = 'CRITICAL|WARNING|INFO|RECOVERED|CLOSED';
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };

const known = new WeakMap<Version, Reading>();

/** Reads a message. Read once: what stands there does not change. */
export function read(version: Version): Reading {
  let reading = known.get(version);
  if (!reading) known.set(version, (reading = readText(version.text)));
  return reading;
}

/** The same of a text. */
export function readText(text: string): Reading {
  const [title = ''] = text.split('\n');
  const end = /^\S+ ENDED (\S+\/\S+)(?: · on air for (.*))?$/.exec(title);
  if (end) return { kind: 'end', subject: end[1] ?? '', onAirMs: lengthOf(end[2]) };
  const ends = /^\S+ ENDED ([\d,]+) streams$/.exec(title);
  if (ends) return { kind: 'ends', count: numberOf(ends[1]) };
  const overs = /^\S+ ([\d,]+) alerts? (?:is|are) over that (?:was|were) not shown here$/.exec(title);
  if (overs) return { kind: 'overs', count: numberOf(overs[1]) };
  if (/^\S+ (Drop|stream drop) /.test(title)) return { kind: 'command' };
  return readAlert(title, text) ?? { kind: 'other' };
}

function readAlert(title: string, text: string): AlertReading | undefined {
  const [, sign = '', head = '', rest = ''] = new RegExp(`^(\\S+) (${HEADS}) (.*)$`).exec(title) ?? [];
  const found = NAMES.find((one) => rest.includes(`: ${one.title}`) && isWhole(rest, one.title));
  if (!found) return undefined;
  const subject = rest.slice(0, rest.indexOf(`: ${found.title}`));
  return {
    kind: 'alert',
    head: head as AlertReading['head'],
    isFiring: head !== 'RECOVERED' && head !== 'CLOSED',
    sign,
    subject,
    condition: found.name,
    since: timeOf(/^Since: (.*)$/m.exec(text)?.[1]),
    over: timeOf(/^(?:Recovered|Closed): (.*)$/m.exec(text)?.[1]),
    lastedMs: lengthOf(/· lasted ([\d.]+ \w+(?: \d+ \w+)?)/.exec(title)?.[1]),
    saysThisTime: /^This time since: /m.test(text),
  };
}

function isWhole(rest: string, title: string): boolean {
  const after = rest.slice(rest.indexOf(`: ${title}`) + 2 + title.length);
  return after === '' || after.startsWith(' · ');
}

function timeOf(text: string | undefined): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC/.exec(text ?? '');
  return found ? Date.parse(`${found[1]}T${found[2]}Z`) : undefined;
}

function lengthOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const parts = [...text.matchAll(/([\d.]+) (ms|s|min|h|d)\b/g)];
  return parts.reduce((sum, [, count = '', unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

function numberOf(text = ''): number {
  return Number(text.replaceAll(',', ''));
}
