import type { Override } from './override.ts';
import { clipped, paint } from './paint.ts';
import type { CalendarShifts, Layer, Rotation, Shift, ShiftSource } from './rotation.ts';
import type { Span } from '../clock.ts';
import { timesBetween } from './times-of-week.ts';
import { turnsBetween } from './turns.ts';

const DAY_MS = 24 * 60 * 60_000;
/** How far is looked for the next change: mostly it is near. */
const HORIZONS_MS = [8 * DAY_MS, 60 * DAY_MS, 400 * DAY_MS];

/** Who is on call at a moment. */
export interface OnCallNow {
  /** Names under `people`; empty: nobody. */
  readonly people: readonly string[];
  /** Why; undefined where nobody is. */
  readonly by: ShiftSource | undefined;
  /** When it will be somebody else, or nobody, or somebody again, ms UTC. Undefined where that is more than 400 days away. */
  readonly until: number | undefined;
}

/** Who is on call at a moment (ms UTC). Overrides are those of the rotation; newer ones go first. */
export function onCallAt(rotation: Rotation, overrides: readonly Override[], instantMs: number): OnCallNow {
  let now: OnCallNow = { people: [], by: undefined, until: undefined };
  for (const horizon of HORIZONS_MS) {
    now = lookAhead(rotation, overrides, { from: instantMs, to: instantMs + horizon });
    if (now.until !== undefined) return now;
  }
  return now;
}

function lookAhead(rotation: Rotation, overrides: readonly Override[], ahead: Span): OnCallNow {
  const shifts = shiftsBetween(rotation, overrides, ahead.from, ahead.to);
  const [first] = shifts;
  if (first?.from !== ahead.from) return { people: [], by: undefined, until: first?.from };
  let until = first.from;
  for (const { from, to, people } of shifts) {
    if (from !== until || !areSame(people, first.people)) break;
    until = to;
  }
  return { people: first.people, by: first.by, until: until < ahead.to ? until : undefined };
}

/**
 * Every shift between two moments (ms UTC), cut to them, in the order of time. No two overlap, and where nobody is on call
 * there is none.
 */
export function shiftsBetween(
  rotation: Rotation,
  overrides: readonly Override[],
  from: number,
  to: number,
): Shift[] {
  return together(painted(rotation, overrides, { from, to }).seen);
}

/** When nobody is on call between two moments (ms UTC) though somebody has to be; where a calendar is not known, it is no hole. */
export function holes(rotation: Rotation, overrides: readonly Override[], from: number, to: number): Span[] {
  const within = { from, to };
  const { bare } = painted(rotation, overrides, within);
  const needed =
    rotation.needed.length === 0 ? [within] : timesBetween(rotation.needed, rotation.zone, within);
  const known = rotation.calendar ? clipped(needed, [rotation.calendar.known]) : needed;
  return clipped(bare, known);
}

/** A piece of a shift, with what keeps two pieces of different turns of one person apart. */
interface Piece extends Shift {
  readonly turn: number;
}

function painted(rotation: Rotation, overrides: readonly Override[], within: Span) {
  const base = rotation.calendar
    ? [calendarPieces(rotation.calendar, within)]
    : rotation.layers.map((layer) => layerPieces(layer, within));
  return paint<Piece>([...overridePieces(overrides), ...base], within);
}

/** Each a sheet of its own: they may overlap, and the newest lies on top. */
function overridePieces(overrides: readonly Override[]): Piece[][] {
  return [...overrides]
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    .flatMap(({ id, covers }) =>
      covers.map(({ person, from, to }, turn): Piece[] => [
        { from, to, people: [person], by: { kind: 'override', id }, turn },
      ]),
    );
}

function layerPieces({ name, zone, people, turns, windows }: Layer, within: Span): Piece[] {
  const by = { kind: 'layer', layer: name } as const;
  const whole: readonly Piece[] = turns
    ? turnsBetween(turns, zone, within).map(({ index, from, to }) => ({
        ...{ from, to, by, turn: index },
        people: [people[index % people.length] ?? ''],
      }))
    : [{ ...within, by, turn: 0, people: people.slice(0, 1) }];
  return clipped(whole, windows.length === 0 ? [within] : timesBetween(windows, zone, within));
}

/** Where several overlap, all of them are on call. */
function calendarPieces({ spans }: CalendarShifts, within: Span): Piece[] {
  const by = { kind: 'calendar' } as const;
  const here = clippedEach(spans, within);
  const edges = [...new Set(here.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let next = 0;
  let open: typeof here = [];
  for (const [at, from] of edges.entries()) {
    const to = edges[at + 1];
    open = open.filter((span) => span.to > from);
    for (let span = here[next]; span && span.from <= from; span = here[(next += 1)]) open = [...open, span];
    if (to === undefined || open.length === 0) continue;
    const people = [...new Set(open.flatMap((span) => span.people))].sort();
    pieces.push({ from, to, people, by, turn: 0 });
  }
  return pieces;
}

function clippedEach<T extends Span>(spans: readonly T[], within: Span): T[] {
  return spans.flatMap((span) => clipped([span], [within])).sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Pieces of one turn that meet are one shift. */
function together(pieces: readonly Piece[]): Shift[] {
  const shifts: { from: number; to: number; people: readonly string[]; by: ShiftSource; turn: number }[] = [];
  for (const piece of pieces) {
    const last = shifts.at(-1);
    if (last?.to === piece.from && isSameShift(last, piece)) last.to = piece.to;
    else shifts.push({ ...piece });
  }
  return shifts.map(({ from, to, people, by }) => ({ from, to, people, by }));
}

function isSameShift(a: Piece, b: Piece): boolean {
  return a.turn === b.turn && areSame(a.people, b.people) && JSON.stringify(a.by) === JSON.stringify(b.by);
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((person, at) => person === others[at]);
}
