import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { TestClock } from '../fakes/test-clock.ts';
import type { Platform } from './happening.ts';
import { taskOf } from './roster.ts';

/** A time from one moment to another, ms UTC; without an end it lasts. */
export interface Span {
  readonly from: number;
  to?: number;
}

/** A time without any push. `code`: why the last one ended; `onAirSince`: since when it was on air before. */
export interface Outage extends Span {
  readonly code: number | undefined;
  readonly onAirSince: number | undefined;
}

/** What was on air of one stream. */
export interface StreamTruth {
  readonly name: string;
  readonly outages: Outage[];
  /** One of two pushes was missing. */
  readonly losses: Span[];
  /** Its pull task could not pull. */
  readonly pullFailures: Span[];
}

/** What was away, and when. `callbacks`: none got through; `limits`: Slack answered some with 429. */
export interface Away extends Span {
  readonly what: Platform | 'callbacks' | 'airdesk' | 'limits';
}

/** What people did: dropped a stream, or took on a card that is about something. */
export interface Act {
  readonly at: number;
  readonly stream?: string;
  readonly card?: string;
}

/** The cloud told of what happened to a stream then only so much later, ms. */
interface Delay {
  readonly stream: string;
  readonly at: number;
  readonly ms: number;
}

/** What really was, whatever anybody was told. */
export interface Truth {
  readonly from: number;
  /** When the evening was over, ms UTC. */
  to: number;
  readonly streams: Map<string, StreamTruth>;
  readonly away: Away[];
  readonly acts: Act[];
  readonly delays: Delay[];
}

/** Notes the truth as it goes on. */
export interface Noting {
  readonly truth: Truth;
  /** Looks at what is on air. */
  sample(): void;
  pushesOf(name: string): number;
  /** A push of a stream is about to end with this code. */
  ending(name: string, code: number): void;
  begins(what: Away['what']): void;
  ends(what: Away['what']): void;
}

interface Snapshot {
  readonly streams: readonly {
    readonly upstreams: readonly { readonly path: string; readonly since: string }[];
  }[];
  readonly pulls: readonly { readonly id: string; readonly broken: boolean }[];
}

/** Begins with what is on air now. */
export function noteTruth(sandbox: Sandbox, clock: TestClock): Noting {
  const truth: Truth = {
    from: clock.now(),
    to: clock.now(),
    streams: new Map(),
    away: [],
    acts: [],
    delays: [],
  };
  const pushes = new Map<string, number>();
  const onAirSince = new Map<string, number>();
  const codes = new Map<string, number>();

  function streamOf(name: string): StreamTruth {
    const known = truth.streams.get(name);
    if (known) return known;
    const created: StreamTruth = { name, outages: [], losses: [], pullFailures: [] };
    truth.streams.set(name, created);
    return created;
  }

  function changed(name: string, count: number, since: number): void {
    const now = clock.now();
    const before = pushes.get(name) ?? 0;
    const { outages, losses } = streamOf(name);
    pushes.set(name, count);
    const outage = outages.at(-1);
    const loss = losses.at(-1);
    if (count > 0 && before === 0) {
      onAirSince.set(name, since);
      if (outage) outage.to ??= now;
    }
    if (count === 0) outages.push({ from: now, code: codes.get(name), onAirSince: onAirSince.get(name) });
    if (loss && count !== 1) loss.to ??= now;
    if (before === 2 && count === 1) losses.push({ from: now });
  }

  function sample(): void {
    const { streams, pulls } = sandbox.state() as Snapshot;
    const counts = new Map<string, { count: number; since: number }>();
    for (const { path, since } of streams.flatMap(({ upstreams }) => upstreams)) {
      const at = Date.parse(since);
      const known = counts.get(path);
      counts.set(path, { count: (known?.count ?? 0) + 1, since: Math.min(known?.since ?? at, at) });
    }
    for (const name of new Set([...counts.keys(), ...pushes.keys()])) {
      const { count, since } = counts.get(name) ?? { count: 0, since: 0 };
      if (count !== (pushes.get(name) ?? 0)) changed(name, count, since);
    }
    for (const { pullFailures, name } of truth.streams.values()) {
      const isBroken = pulls.some(({ id, broken }) => broken && id === taskOf(name));
      const failure = pullFailures.at(-1);
      const wasBroken = failure !== undefined && failure.to === undefined;
      if (isBroken && !wasBroken) pullFailures.push({ from: clock.now() });
      if (!isBroken && failure) failure.to ??= clock.now();
    }
    truth.to = clock.now();
  }

  sample();
  return {
    truth,
    sample,
    pushesOf: (name) => pushes.get(name) ?? 0,
    ending: (name, code) => void codes.set(name, code),
    begins: (what) => void truth.away.push({ what, from: clock.now() }),
    ends(what) {
      for (const away of truth.away) if (away.what === what) away.to ??= clock.now();
    },
  };
}
