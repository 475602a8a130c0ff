import type { Clock } from '../../../clock.ts';
import type { Measure } from './measure.ts';

/** What is measured, and where. */
export interface Sources {
  readonly clock: Pick<Clock, 'passed'>;
  /** The longest that the event loop was held up since it was asked last, ms. */
  readonly loopDelayMs: () => number;
  /** Free on the disk of the data folder, bytes; undefined where that is not known. */
  readonly diskFree: () => number | undefined;
  /** Callbacks that are on disk and not decided on. */
  readonly backlog: () => number;
  /** Position of the newest callback on disk. */
  readonly newest: () => number;
  /** Age of the oldest critical that some channel does not have, ms. */
  readonly oldestCriticalMs: () => number;
  /** Platforms, and whether each is connected and takes messages. */
  readonly platforms: () => readonly { readonly name: string; readonly isThere: boolean }[];
}

/** What Airdesk measures of itself, with its limits. What else it watches of itself is in senses.ts. */
export function measuresOf(sources: Sources): readonly Measure[] {
  const { clock } = sources;
  return [
    {
      ...{ name: 'loop_delay_s', limit: 1, past: 'above', forMs: 30_000 },
      read: () => sources.loopDelayMs() / 1000,
    },
    {
      ...{ name: 'disk_free_bytes', limit: 100_000_000, past: 'below', forMs: 0 },
      read: sources.diskFree,
    },
    {
      ...{ name: 'inbox_waits_s', limit: 60, past: 'above', forMs: 0 },
      read: waitingFor(sources),
    },
    {
      // What was owed for long when Airdesk started, or by a clock that was set, is delivered within seconds.
      ...{ name: 'critical_waits_s', limit: 60, past: 'above', forMs: 10_000 },
      read: () => sources.oldestCriticalMs() / 1000,
    },
    {
      ...{ name: 'platform_away_s', limit: 120, past: 'above', forMs: 0 },
      read: awayFor(clock, sources.platforms),
    },
  ];
}

/** For how long a callback that is on disk has waited to be decided on, s: as exactly as it is looked at. */
function waitingFor({ clock, backlog, newest }: Sources): () => number {
  let mark: { readonly seq: number; readonly at: number } | undefined;
  return () => {
    const decided = newest() - backlog();
    if (backlog() === 0) mark = undefined;
    else if (!mark || decided >= mark.seq) mark = { seq: newest(), at: clock.passed() };
    return mark ? (clock.passed() - mark.at) / 1000 : 0;
  };
}

/** For how long the one that has been away longest was, s. One that comes and goes within a look was there. */
function awayFor(clock: Sources['clock'], platforms: Sources['platforms']): () => number {
  const since = new Map<string, number>();
  return () => {
    const now = clock.passed();
    for (const { name, isThere } of platforms()) {
      if (isThere) since.delete(name);
      else if (!since.has(name)) since.set(name, now);
    }
    return (now - Math.min(now, ...since.values())) / 1000;
  };
}
