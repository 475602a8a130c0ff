import { z } from 'zod';
import { momentOf, momentOnDay, nextAt } from '../src/text/wall-clock.ts';
import { type Moment, readUntil } from './until-words.ts';

/** How long something lasts, and how it was typed. */
export type Until = Moment & { readonly text: string };

/**
 * `2h`, `1d12h`, `30 minutes`, `2.5h`, `半小时`, `22:00`, `10pm`, `22:00 UTC`, `2026-03-05T22:00`, `2026-03-05T22:00Z`, each
 * also after `for` or `until`.
 */
export const UntilSchema = z.string().transform((text, context): Until => {
  const until = readUntil(text);
  if (until?.kind === 'read') return { ...until.value, text };
  context.addIssue({ code: 'custom', message: 'neither a duration nor a time' });
  return z.NEVER;
});

/**
 * The moment that `until` means at `now`, ms UTC. A time of day is the next one that clocks in `zone` show. What they skip
 * stands for the first moment after the gap; of what comes twice, the first that is still ahead is meant.
 */
export function endOf(until: Moment, now: number, zone: string): number {
  switch (until.kind) {
    case 'span':
      return now + until.ms;
    case 'instant':
      return until.ms;
    case 'wall':
      return momentOf(until.dateTime, now, zone);
    case 'clock':
      return until.day === undefined
        ? nextAt(until.time, now, until.zone ?? zone)
        : momentOnDay(until.time, until.day, now, until.zone ?? zone);
  }
}
