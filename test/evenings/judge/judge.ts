import { called } from './called.ts';
import { calls } from './calls.ts';
import type { Discrepancy, Record } from './discrepancy.ts';
import { doubled } from './doubled.ts';
import { flood } from './flood.ts';
import { unjustified } from './justified.ts';
import { missing } from './missing.ts';
import { severity } from './severity.ts';
import { stale } from './stale.ts';
import { times } from './times.ts';

const CHECKS = [missing, unjustified, doubled, stale, severity, calls, called, times, flood] as const;

/** Compares what people saw with what they should have been told, in both directions; by time. */
export function judge(record: Record): Discrepancy[] {
  return CHECKS.flatMap((check) => check(record)).sort((a, b) => a.at - b.at);
}
