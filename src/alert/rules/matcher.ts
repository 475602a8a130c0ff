import type { MatchConfig } from '../../config/alerts/schema.ts';
import { pattern, type Pattern } from '../../text/pattern.ts';
import type { NameParts } from './stream-names.ts';
import type { WallTime } from '../../text/wall-clock.ts';
import { isWithin, parseWindow, type WeekWindow } from '../../text/week.ts';

/** What is looked at: a condition of a subject, at a time. */
export interface Seen {
  readonly about: {
    readonly account: string;
    readonly condition: string;
    readonly cause?: string | undefined;
  };
  readonly parts: NameParts;
  /** Asked only where a rule names times: reading a zone's clock costs more than the rest. */
  readonly wall: () => WallTime;
}

/** Whether a rule applies to what is looked at. */
export type Fits = (seen: Seen) => boolean;

/** What `match` of a rule or a maintenance says. Every part that is given must fit; of a list, one. */
export function matcher(match: MatchConfig): Fits {
  const { account, cause } = match;
  const all: Fits[] = [];
  if (account !== undefined) all.push(({ about }) => about.account === account);
  if (match.type) {
    const types = match.type.map(pattern);
    all.push(({ about }) => types.some((fits) => fits(about.condition)));
  }
  if (cause) all.push(({ about }) => cause.some((one) => one === about.cause));
  if (match.domain !== undefined) all.push(part('domain', pattern(match.domain.toLowerCase())));
  if (match.app !== undefined) all.push(part('app', pattern(match.app)));
  if (match.stream !== undefined) all.push(part('stream', pattern(match.stream)));
  if (match.during) {
    // A window that cannot be read is a problem at start; here it is never open.
    const windows = match.during.map(parseWindow).filter((window) => typeof window !== 'string');
    all.push(({ wall }) => isOpen(windows, wall()));
  }
  return (seen) => all.every((fits) => fits(seen));
}

function part(name: keyof NameParts, fits: Pattern): Fits {
  return ({ parts }) => {
    const text = parts[name];
    return text !== undefined && fits(text);
  };
}

function isOpen(windows: readonly WeekWindow[], wall: WallTime): boolean {
  return windows.some((window) => isWithin(window, wall));
}
