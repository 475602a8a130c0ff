import { z } from 'zod';
import { fromCloud, toCloud } from '../src/live/cloud-time.ts';
import { endOf, type Until, UntilSchema } from './until.ts';

/** A time as it was typed, and the moment that was fixed when it was asked, ms UTC. */
export type FixedUntil = Until & { readonly end?: number };

/** `2h until 2026-03-01T22:00:00Z`: what was typed, and the moment that it meant then. */
const FIXED = /^(.+) until (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/u;

/** What `UntilSchema` reads, with the moment behind it where that was fixed. */
export const FixedUntilSchema = z.string().transform((text, context): FixedUntil => {
  const [, typed = text, fixed] = FIXED.exec(text) ?? [];
  const until = UntilSchema.safeParse(typed);
  const end = fromCloud(fixed);
  if (until.success && (fixed === undefined || end !== undefined))
    return { ...until.data, ...(end === undefined ? {} : { end }) };
  context.addIssue({ code: 'custom', message: 'neither a duration nor a time' });
  return z.NEVER;
});

/** What was typed with the moment that it means now; as it was typed where it means none. */
export function fixUntil(
  given: string,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): string {
  const until = UntilSchema.safeParse(given);
  return until.success ? `${given} until ${toCloud(endOf(until.data, now, timeZone))}` : given;
}
