import type { AlertsConfig, RuleConfig } from '../../config/alerts/schema.ts';
import { subjectKey, type Severity, type Subject } from '../../callback/event.ts';
import { matcher, type Fits, type Seen } from './matcher.ts';
import type { Mute } from '../model/mute.ts';
import { caselessPattern, pattern, type Pattern } from '../../text/pattern.ts';
import { nameParts, namePattern, streamPattern, type NameParts, type NamePattern } from './stream-names.ts';
import { wallTime } from '../../text/week.ts';

/** What rules, maintenance and mutes are about: a condition of a subject. */
export interface RuleSubject {
  readonly account: string;
  readonly condition: string;
  readonly subject: Subject;
  readonly cause?: string | undefined;
}

/** What the configuration says about a matter. */
export interface Applied {
  readonly rule: RuleConfig | undefined;
  /** `none`: recorded, never announced. */
  readonly severity: Severity | 'none';
  readonly channels: readonly string[];
  readonly graceMs: number;
  /** Name of the maintenance that covers it. */
  readonly maintenance: string | undefined;
}

/** Where cards of a rule go, or of none. */
export function channelsOf(config: AlertsConfig, rule: RuleConfig | undefined): readonly string[] {
  return rule?.channels ?? (config.channels.length > 0 ? config.channels : config.home);
}

/** The first rule that matches, and all that follows from it, from maintenance and from the defaults. `at`: ms UTC. */
export function ruleFor(
  config: AlertsConfig,
  timeZone: string,
  about: RuleSubject & { readonly severity: Severity },
  at: number,
): Applied {
  const seen = lookAt(about, timeZone, at);
  const rule = compiled(config).rules.find(({ fits }) => fits(seen))?.of;
  return {
    rule,
    severity: rule?.severity ?? about.severity,
    channels: channelsOf(config, rule),
    graceMs: Math.round((rule?.graceSeconds ?? config.graceSeconds) * 1000),
    maintenance: maintenanceAt(config, timeZone, about, at),
  };
}

/** Name of the maintenance that covers a matter at a moment (ms UTC). */
export function maintenanceAt(
  config: AlertsConfig,
  timeZone: string,
  about: RuleSubject,
  at: number,
): string | undefined {
  const { maintenance } = compiled(config);
  if (maintenance.length === 0) return undefined;
  const seen = lookAt(about, timeZone, at);
  return maintenance.find(({ from, to, fits }) => at >= from && at < to && fits(seen))?.of.name;
}

/** The mute that covers a matter at a moment (ms UTC). */
export function muteFor(mutes: readonly Mute[], about: RuleSubject, at: number): Mute | undefined {
  if (mutes.length === 0) return undefined;
  const parts = nameParts(about.subject);
  const key = subjectKey(about.subject);
  return mutes.find(
    (mute) =>
      at < mute.until &&
      mute.account === about.account &&
      (mute.condition === undefined || mute.condition === about.condition) &&
      muted(mute)(parts, key),
  );
}

/** Groups of the configuration that a stream belongs to, as `group:<name>`. */
export function groupsFor(config: AlertsConfig, subject: Subject): readonly string[] {
  if (subject.type !== 'stream') return [];
  const parts = nameParts(subject);
  return compiled(config).groups.flatMap(({ key, streams }) =>
    streams.some((fits) => fits(parts)) ? [key] : [],
  );
}

interface Compiled {
  readonly rules: readonly { readonly of: RuleConfig; readonly fits: Fits }[];
  readonly maintenance: readonly {
    readonly of: AlertsConfig['maintenance'][number];
    readonly from: number;
    readonly to: number;
    readonly fits: Fits;
  }[];
  readonly groups: readonly { readonly key: string; readonly streams: readonly NamePattern[] }[];
}

function lookAt(about: RuleSubject, timeZone: string, at: number): Seen {
  return { about, parts: nameParts(about.subject), wall: () => wallTime(at, timeZone) };
}

const known = new WeakMap<AlertsConfig, Compiled>();

function compiled(config: AlertsConfig): Compiled {
  let found = known.get(config);
  if (!found) {
    found = compile(config);
    known.set(config, found);
  }
  return found;
}

function compile(config: AlertsConfig): Compiled {
  return {
    rules: config.rules.map((of) => ({ of, fits: matcher(of.match) })),
    maintenance: config.maintenance.map((of) => ({
      of,
      from: of.from === undefined ? -Infinity : Date.parse(of.from),
      to: of.to === undefined ? Infinity : Date.parse(of.to),
      fits: matcher(of.match),
    })),
    groups: Object.entries(config.groups).map(([name, { streams }]) => ({
      key: `group:${name}`,
      streams: streams.map(namePattern),
    })),
  };
}

const mutePatterns = new WeakMap<Mute, (parts: NameParts, key: string) => boolean>();

function muted(mute: Mute): (parts: NameParts, key: string) => boolean {
  let fits = mutePatterns.get(mute);
  if (!fits) {
    const byStream = streamPattern(mute.pattern);
    const byKey = keyPattern(mute.pattern);
    fits = (parts, key) => byStream(parts) || byKey(key);
    mutePatterns.set(mute, fits);
  }
  return fits;
}

/** `domain:…` is read without regard to case, and every other key as it stands. */
function keyPattern(source: string): Pattern {
  return /^domain:/i.test(source) ? caselessPattern(source) : pattern(source);
}
