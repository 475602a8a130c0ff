import type { AlertsConfig } from '../../config/alerts/schema.ts';
import { onAirFor } from '../decide/stream/stream-order.ts';
import { subjectKey, type Subject } from '../../callback/event.ts';
import type { DecisionInput } from '../model/decision.ts';
import { nameParts, streamPattern, type NameParts } from './stream-names.ts';
import { isWithin, parseWindow, wallTime, type WeekWindow } from '../../text/week.ts';

const HOUR_MS = 3_600_000;

/**
 * Whether a stream should be on air: `always`, by the file or since it is there day and night; `now`, by a time of the
 * week; or `no`: nothing says so.
 */
export type Watch = 'always' | 'now' | 'no';

/**
 * Whether something says that a stream should be on air at a time, ms UTC. Of what is no stream: no. `state`: what is
 * known of it, where a decision knows more than the situation.
 */
export function watchOf(
  { config, timeZone, stream }: Pick<DecisionInput, 'config' | 'timeZone' | 'stream'>,
  { account, subject }: { readonly account: string; readonly subject: Subject },
  at: number,
  state = stream(`${account}|${subjectKey(subject)}`),
): Watch {
  const parts = nameParts(subject);
  const fitting = entriesOf(config).filter(({ fits }) => fits(account, parts));
  if (fitting.some(({ windows }) => windows === undefined)) return 'always';
  if (state && onAirFor(state, at) >= config.alwaysOnHours * HOUR_MS) return 'always';
  return fitting.some((entry) => isOpen(entry, timeZone, at)) ? 'now' : 'no';
}

/** Tells streams that should be on air at this time of the week, `at` ms UTC; undefined where there are none at this time. */
export function onByTime(
  config: AlertsConfig,
  timeZone: string,
  at: number,
): ((account: string, subject: Subject) => boolean) | undefined {
  const open = entriesOf(config).filter((entry) => isOpen(entry, timeZone, at));
  if (open.length === 0) return undefined;
  return (account, subject) => {
    const parts = nameParts(subject);
    return open.some(({ fits }) => fits(account, parts));
  };
}

function isOpen({ windows = [], zone }: Entry, timeZone: string, at: number): boolean {
  const wall = windows.length === 0 ? undefined : wallTime(at, zone ?? timeZone);
  return wall !== undefined && windows.some((window) => isWithin(window, wall));
}

interface Entry {
  readonly fits: (account: string, parts: NameParts) => boolean;
  /** Undefined: always. */
  readonly windows: readonly WeekWindow[] | undefined;
  readonly zone: string | undefined;
}

const known = new WeakMap<AlertsConfig, readonly Entry[]>();

function entriesOf(config: AlertsConfig): readonly Entry[] {
  let entries = known.get(config);
  if (!entries) {
    entries = config.watched.map(({ streams, account, during, timeZone }) => {
      const names = streams.map(streamPattern);
      return {
        fits: (of, parts) =>
          (account === undefined || account === of) && names.some((fitsName) => fitsName(parts)),
        // One that cannot be read is a problem at start; here it is never open.
        windows: during?.map(parseWindow).filter((window) => typeof window !== 'string'),
        zone: timeZone,
      };
    });
    known.set(config, entries);
  }
  return entries;
}
