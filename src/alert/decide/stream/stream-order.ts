import type { StreamState } from '../../model/stream-state.ts';

const MOST_SEQUENCES = 16;

/** What the pushes of a stream, whatever order they were told in, amount to. */
type Standing =
  /** Pushed, or never heard of. */
  | 'well'
  /** One push was lost, and none began since; another goes on. */
  | 'push-lost'
  | 'down';

/** A stream of which nothing was told yet. */
export function emptyStream(id: string): StreamState {
  return { id, live: [], began: [], ended: [], lastAt: 0 };
}

/**
 * How a stream stands. Only sets and the newest times count: messages that come late, twice or in another order lead
 * to the same. A push that began in the second in which another one ended replaces it.
 */
export function standingOf(state: StreamState): Standing {
  if (state.live.length === 0) return state.ended.length === 0 ? 'well' : 'down';
  return Math.max(...beganOf(state)) >= (state.lostAt ?? 0) ? 'well' : 'push-lost';
}

/** A shorter break does not end what a stream has been on air for, ms. */
const LONGEST_BREAK_MS = 10 * 60_000;

/** It was on air at this time (ms UTC), and goes on from there. */
export function withRun(state: StreamState, from: number): StreamState {
  const { onAir } = state;
  const goesOn = onAir && (onAir.to === undefined || from - onAir.to <= LONGEST_BREAK_MS);
  return { ...state, onAir: { from: goesOn ? Math.min(onAir.from, from) : from } };
}

/** For how long a stream is on air at `now` (ms UTC), or was when it was last, short breaks included, ms. */
export function onAirFor({ onAir }: StreamState, now: number): number {
  return onAir ? (onAir.to ?? now) - onAir.from : 0;
}

/** A push began, ms UTC. One that is known to have ended stays ended. */
export function withPush(state: StreamState, sequence: string, at: number): StreamState {
  const known = state.ended.includes(sequence) || state.live.includes(sequence);
  const lastAt = Math.max(state.lastAt, at);
  if (known) return { ...state, lastAt };
  return {
    ...withRun(state, at),
    endedAt: undefined,
    live: [...state.live, sequence].slice(-MOST_SEQUENCES),
    began: [...beganOf(state), at].slice(-MOST_SEQUENCES),
    lastAt,
  };
}

/** A push ended, ms UTC. `isLost`: neither replaced nor cut by ourselves. */
export function withEnd(state: StreamState, sequence: string, at: number, isLost: boolean): StreamState {
  const began = beganOf(state);
  const others = state.live.flatMap((live, index) =>
    live === sequence ? [] : [{ live, began: began[index] ?? 0 }],
  );
  return {
    ...state,
    live: others.map(({ live }) => live),
    began: others.map((other) => other.began),
    ended: [...state.ended.filter((ended) => ended !== sequence), sequence].slice(-MOST_SEQUENCES),
    lastAt: Math.max(state.lastAt, at),
    lostAt: isLost ? Math.max(state.lostAt ?? 0, at) : state.lostAt,
    ...(others.length === 0 && { onAir: runUntil(state, at) }),
  };
}

function runUntil({ onAir }: StreamState, at: number): StreamState['onAir'] {
  return onAir && { from: onAir.from, to: Math.max(onAir.to ?? onAir.from, at) };
}

/** The stream was seen without any push at a time (ms UTC): what began before it has ended. */
export function withNone(state: StreamState, at: number): StreamState {
  const began = beganOf(state);
  const over = state.live.filter((_, index) => (began[index] ?? 0) <= at);
  const next = over.reduce((rest, sequence) => withEnd(rest, sequence, at, false), state);
  return { ...next, lastAt: Math.max(next.lastAt, at) };
}

/** When the live pushes began; those of which it is not known count as new as the newest. */
export function beganOf({ live, began, lastAt }: StreamState): readonly number[] {
  return live.map((_, index) => began?.[index] ?? lastAt);
}
