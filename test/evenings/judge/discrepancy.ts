import type { Matter } from '../matter.ts';
import type { Platform } from '../happening.ts';
import type { Seen, Version } from '../seen.ts';
import type { Act, Away } from '../truth.ts';

/** Everything that is judged: what should have been told, and what was seen. Times in ms UTC. */
export interface Record {
  readonly matters: readonly Matter[];
  readonly seen: Seen;
  readonly away: readonly Away[];
  readonly acts: readonly Act[];
  /** When it was over. */
  readonly to: number;
}

/** Something that people were told and should not have been, or the other way round. */
export interface Discrepancy {
  readonly kind:
    'missing' | 'unjustified' | 'doubled' | 'stale' | 'severity' | 'calls' | 'called' | 'time' | 'flood';
  readonly at: number;
  readonly on: Platform;
  readonly expected: string;
  readonly seen: string;
}

/** A message in a line. */
export function brief({ text }: Version): string {
  return text.split('\n')[0] ?? '';
}

/** A matter in a line. */
export function named({ condition, subject, from, to }: Matter): string {
  const end = to === undefined ? 'lasting' : `to ${clockOf(to)}`;
  return `${condition} of ${subject} from ${clockOf(from)} ${end}`;
}

/** The time of an evening, ms UTC, as `20:15:03.250`. */
export function clockOf(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(11, 23) : '—';
}
