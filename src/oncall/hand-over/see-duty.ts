import type { Span } from '../../clock.ts';
import { isOpen, type Duty, type HandOver } from './hand-over.ts';

/** So many hand-overs of a rotation are remembered: their messages can still be brought up to date. */
const MOST = 6;
/** What was changed and is taken back within so long, and nobody took over, calls nobody, ms. */
const BACK_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** As many as are remembered are told within so long, ms: a calendar can have a shift every second. */
const FLURRY_MS = 15 * 60_000;

/** Who is on call in a rotation in the moment in which it is looked at. */
export interface Seen {
  readonly people: readonly string[];
  /** Since when, and until when, ms UTC. */
  readonly since: number;
  readonly until: number | undefined;
  /** Somebody has to be on call now. */
  readonly isNeeded: boolean;
  /** Who put themselves on call from this moment on: they know. */
  readonly takenBy: string | undefined;
  readonly now: number;
}

/** What is to be remembered after a look; the same object where nothing has changed. A first look calls nobody. */
export function seeDuty(rotation: string, before: Duty | undefined, seen: Seen): Duty {
  if (!before) return { rotation, people: [...seen.people], handOvers: [] };
  if (areSame(before.people, seen.people)) return before;
  const last = before.handOvers.at(-1);
  const people = [...seen.people];
  if (last && isOpen(last) && areSame(last.before, people) && Math.abs(seen.now - last.seenAt) < BACK_MS)
    return { ...before, people, handOvers: ended(before.handOvers, 'back') };
  const to = people.filter((person) => !before.people.includes(person));
  const isHole = people.length === 0 && seen.isNeeded;
  if (to.length === 0 && !isHole) {
    const isLeft = last !== undefined && !last.to.some((person) => people.includes(person));
    return { ...before, people, handOvers: isLeft ? ended(before.handOvers, 'next') : before.handOvers };
  }
  const { now, since, until, takenBy } = seen;
  const made: HandOver = {
    n: (last?.n ?? 0) + 1,
    at: since,
    seenAt: now,
    ...(until !== undefined && { until }),
    before: [...before.people],
    from: before.people.filter((person) => !people.includes(person)),
    to,
    ...(takenBy !== undefined && to.includes(takenBy) && { taken: { by: takenBy, at: now } }),
  };
  return { ...before, people, handOvers: [...ended(before.handOvers, 'next'), made].slice(-MOST) };
}

/** How long no other hand-over is told, since so many were, ms; 0 where one can be. */
export function heldMs({ handOvers }: Duty, now: number): number {
  const first = handOvers.length < MOST ? undefined : handOvers.at(-MOST);
  // A clock that was set back must not hold it for hours.
  return first === undefined || now < first.seenAt ? 0 : Math.max(0, first.seenAt + FLURRY_MS - now);
}

/** The same where it was not taken over in time, `patienceMs`, and people are told so now. */
export function withLate(duty: Duty, now: number, patienceMs: number): Duty {
  const last = duty.handOvers.at(-1);
  if (!last || !isOpen(last) || last.lateAt !== undefined) return duty;
  // A clock that was set back must not make anybody wait for hours.
  if (now < last.seenAt) return withLast(duty, { ...last, seenAt: now });
  return now - last.seenAt < patienceMs ? duty : withLast(duty, { ...last, lateAt: now });
}

/** The same where holes are told now: once a day as long as there are any. */
export function withHoles(duty: Duty, holes: readonly Span[], now: number): Duty {
  const { holes: told } = duty;
  if (holes.length === 0) return told && !told.filled ? { ...duty, holes: { ...told, filled: true } } : duty;
  const isToldToday = told !== undefined && Math.abs(now - told.at) < DAY_MS;
  if (isToldToday) return duty;
  const spans = holes.map(({ from, to }) => ({ from, to }));
  return { ...duty, holes: { n: (told?.n ?? 0) + 1, at: now, spans, filled: false } };
}

/** The same with its newest hand-over taken over by somebody. */
export function withTaken(duty: Duty, by: string, at: number): Duty {
  const last = duty.handOvers.at(-1);
  return last ? withLast(duty, { ...last, taken: { by, at } }) : duty;
}

/** Who is called besides whoever is on call: who had the duty, until somebody has taken over. */
export function stillCalled({ handOvers }: Duty): readonly string[] {
  const last = handOvers.at(-1);
  return last && isOpen(last) ? last.from : [];
}

function withLast(duty: Duty, last: HandOver): Duty {
  return { ...duty, handOvers: [...duty.handOvers.slice(0, -1), last] };
}

function ended(handOvers: readonly HandOver[], over: 'next' | 'back'): HandOver[] {
  const last = handOvers.at(-1);
  return last && last.over === undefined && last.taken === undefined
    ? [...handOvers.slice(0, -1), { ...last, over }]
    : [...handOvers];
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((person) => others.includes(person));
}
