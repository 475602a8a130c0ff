import { UNKNOWN, WELL, type Verdict } from './verdict.ts';

/**
 * What the disk did with what was written last to one part of the data folder; ms, by the clock of the senses.
 * Either `refusedAt` or `takenAt` is there.
 */
export interface Disk {
  readonly refusedAt?: number;
  readonly why?: string;
  readonly takenAt?: number;
}

/** Whether the data folder cannot be written: the newest write to one of its parts was refused. */
export function diskVerdict(parts: readonly Disk[]): Verdict {
  const refusing = parts.find(({ refusedAt }) => refusedAt !== undefined);
  if (refusing) return { state: 'bad', values: { why: refusing.why ?? '' } };
  return parts.length === 0 ? UNKNOWN : WELL;
}
