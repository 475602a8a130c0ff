import type { StreamState } from '../model/stream-state.ts';

/** What the cloud lists a little late, or still, is no difference, ms. */
const LIST_LAG_MS = 180_000;

/** What was listed before, and what differed then. */
export interface Listed {
  readonly streams: ReadonlySet<string>;
  /** Streams of which list and callbacks differed, with the time at which that was seen, by the clock that is never set, ms. */
  readonly suspects: ReadonlyMap<string, number>;
}

/** What a new list tells. */
export interface Compared {
  readonly listed: Listed;
  /** On air as far as was known, and not listed: to be looked at one by one. */
  readonly missing: readonly string[];
  /** Differ for two looks: no callback told of it. */
  readonly confirmed: readonly string[];
  /** When the first of the confirmed was seen to differ, by the clock that is never set, ms. */
  readonly since: number | undefined;
}

/** What time it is by the clock on the wall, ms UTC, and by one that began with it and is never set. */
export interface Times {
  readonly wall: number;
  readonly steady: number;
}

/** Whether it happened just now, `at` by the cloud's clock: where ours was set, one of the two is right. */
function isJustNow(at: number, { wall, steady }: Times): boolean {
  return Math.abs(wall - at) <= LIST_LAG_MS || Math.abs(steady - at) <= LIST_LAG_MS;
}

/**
 * Compares what the cloud lists now with what was told. `known`: streams that callbacks told of, by name; `isOpen`: it is
 * known to be off air. `before`: undefined at the first look, which tells what was there before Airdesk listened.
 */
export function compare(
  now: Times,
  streams: ReadonlyMap<string, number | undefined>,
  known: ReadonlyMap<string, StreamState>,
  isOpen: (name: string) => boolean,
  before: Listed | undefined,
): Compared {
  const missing = missingFrom(now, streams, known, isOpen, before);
  const untold = before ? untoldIn(now, streams, known, before) : [];
  const suspects = new Map<string, number>();
  const confirmed: string[] = [];
  let since: number | undefined;
  for (const name of [...missing, ...untold]) {
    const first = before?.suspects.get(name);
    suspects.set(name, first ?? now.steady);
    if (first === undefined) continue;
    confirmed.push(name);
    since = Math.min(since ?? first, first);
  }
  // What was missing and is known to be off air since we looked was told by nobody else.
  for (const [name, first] of before?.suspects ?? []) {
    if (suspects.has(name) || streams.has(name) || !isOpen(name)) continue;
    confirmed.push(name);
    since = Math.min(since ?? first, first);
  }
  return { listed: { streams: new Set(streams.keys()), suspects }, missing, confirmed, since };
}

function missingFrom(
  now: Times,
  streams: ReadonlyMap<string, number | undefined>,
  known: ReadonlyMap<string, StreamState>,
  isOpen: (name: string) => boolean,
  before: Listed | undefined,
): string[] {
  const expected = new Set<string>();
  for (const [name, { live, began = [] }] of known)
    if (live.length > 0 && !began.some((at) => isJustNow(at, now))) expected.add(name);
  for (const name of before?.streams ?? []) if (!known.has(name)) expected.add(name);
  // Still missing, as long as nothing has told of it.
  for (const name of before?.suspects.keys() ?? [])
    if (!known.has(name) && !before?.streams.has(name)) expected.add(name);
  return [...expected].filter((name) => !streams.has(name) && !isOpen(name));
}

/** On air since Airdesk listens, for longer than a callback takes, and nothing told of it. */
function untoldIn(
  now: Times,
  streams: ReadonlyMap<string, number | undefined>,
  known: ReadonlyMap<string, StreamState>,
  before: Listed,
): string[] {
  return [...streams].flatMap(([name, since]) => {
    const isNew = !before.streams.has(name) || before.suspects.has(name);
    const state = known.get(name);
    const isTold = state !== undefined && (state.live.length > 0 || state.lastAt > (since ?? 0));
    const isFresh = since !== undefined && isJustNow(since, now) && !before.suspects.has(name);
    return isNew && !isTold && !isFresh ? [name] : [];
  });
}
