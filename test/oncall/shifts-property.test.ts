/** For any rotation and any overrides: one person at each moment that a layer or an override covers, and nobody at any other. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Override } from '../../src/oncall/override.ts';
import { holes, onCallAt, shiftsBetween } from '../../src/oncall/shifts.ts';
import { DAY, rotation } from './rotations.ts';

const ZONES = [
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'America/Chicago',
  'Australia/Lord_Howe',
  'UTC',
] as const;
const NAMES = ['ada', 'bo', 'lin', 'vic', 'zoe'];
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const two = (value: number) => String(value).padStart(2, '0');
const clock = fc.record({ hour: fc.nat(23), minute: fc.constantFrom(0, 15, 30, 45) });
const clockText = ({ hour, minute }: { hour: number; minute: number }) => `${two(hour)}:${two(minute)}`;

const windowText = fc
  .record({ days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }), from: clock, to: clock })
  .filter(({ from, to }) => clockText(from) !== clockText(to))
  .map(({ days, from, to }) => ({
    days,
    from,
    to,
    text: `${days.join(',')} ${clockText(from)}-${clockText(to)}`,
  }));

interface Window {
  readonly days: readonly string[];
  readonly from: { readonly hour: number; readonly minute: number };
  readonly to: { readonly hour: number; readonly minute: number };
  readonly text: string;
}

/** On weekdays only: Friday is followed by Monday. */
const WORKING: Window = {
  days: DAYS.slice(0, 5),
  from: { hour: 9, minute: 0 },
  to: { hour: 18, minute: 0 },
  text: 'Mon-Fri 09:00-18:00',
};

const windows: fc.Arbitrary<readonly Window[]> = fc.oneof(
  fc.constant([]),
  fc.constant([WORKING]),
  fc.array(windowText, { maxLength: 2 }),
);

/** Around the changes of clocks of 2024 in every zone. */
const START = Temporal.PlainDate.from('2024-02-26');

const layer = fc
  .record({
    people: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }),
    handover: clock,
    weeks: fc.boolean(),
    count: fc.integer({ min: 1, max: 3 }),
    offset: fc.nat(13),
    during: windows,
    zone: fc.constantFrom(...ZONES),
  })
  .map((given) => {
    const start = START.add({ days: given.offset });
    const weekday = DAYS[start.dayOfWeek - 1] ?? 'Mon';
    return { ...given, start, weekday };
  })
  // Counted in days, the first day has to be one that counts.
  .filter(
    ({ weeks, during, weekday }) =>
      weeks || during.length === 0 || during.some(({ days }) => days.includes(weekday)),
  );

type Layer = typeof layer extends fc.Arbitrary<infer T> ? T : never;

const override = (begin: number) =>
  fc
    .record({
      person: fc.constantFrom(...NAMES),
      from: fc.nat(40 * 24 * 60),
      length: fc.integer({ min: 1, max: 20 * 24 * 60 }),
      at: fc.nat(1_000),
    })
    .map(({ person, from, length, at }): Omit<Override, 'id'> => ({
      rotation: 'rota',
      kind: 'override',
      covers: [{ person, from: begin + from * 60_000, to: begin + (from + length) * 60_000 }],
      by: 'ada',
      at,
    }));

function asConfig({ people, handover, weeks, count, start, weekday, during, zone }: Layer): object {
  return {
    people,
    zone,
    handover: weeks ? `${weekday} ${clockText(handover)}` : clockText(handover),
    every: `${count} ${weeks ? 'weeks' : 'days'}`,
    start: start.toString(),
    ...(during.length > 0 && { during: during.map(({ text }) => text) }),
  };
}

const QUARTER = 15 * 60_000;

/** What clocks of a zone show, minutes since 1970 as if that were UTC, every quarter of an hour. */
const shown = new Map<string, number>();
function shows(at: number, zone: string): number {
  const key = `${at} ${zone}`;
  const known = shown.get(key);
  if (known !== undefined) return known;
  const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime();
  const minutes = wall.toZonedDateTime('UTC').epochMilliseconds / 60_000;
  shown.set(key, minutes);
  return minutes;
}

/** The one moment that stands for a wall time, found without the code under test: the first quarter that shows it, or more. */
function moment(day: Temporal.PlainDate, minutes: number, zone: string): number {
  const wanted = day.toZonedDateTime('UTC').epochMilliseconds / 60_000 + minutes;
  // No zone is further ahead than that.
  let at = wanted * 60_000 - 15 * 3_600_000;
  while (shows(at, zone) < wanted) at += QUARTER;
  return at;
}

/** The same question answered the long way: turn after turn from the first one on, window after window. */
function naive(layers: readonly Layer[], overrides: readonly Override[], at: number): string | undefined {
  const over = [...overrides]
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .filter(({ covers: [cover] }) => cover && cover.from <= at && at < cover.to)
    .at(-1);
  if (over) return over.covers[0]?.person;
  return layers.map((each) => naiveLayer(each, at)).find((person) => person !== undefined);
}

function naiveLayer(given: Layer, at: number): string | undefined {
  const { people, handover, weeks, count, start, during, zone } = given;
  const minute = handover.hour * 60 + handover.minute;
  let turn = -1;
  let counted = 0;
  for (let day = start; moment(day, minute, zone) <= at; day = day.add({ days: 1 })) {
    const isCounted =
      weeks || during.length === 0 || during.some(({ days }) => days.includes(DAYS[day.dayOfWeek - 1] ?? ''));
    if (!isCounted) continue;
    if (counted % (weeks ? count * 7 : count) === 0) turn += 1;
    counted += 1;
  }
  if (turn < 0) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  const isOpen = during.some(({ days, from, to }) =>
    [-1, 0, 1].some((away) => {
      const day = today.add({ days: away });
      const [first, last] = [from.hour * 60 + from.minute, to.hour * 60 + to.minute];
      return (
        days.includes(DAYS[day.dayOfWeek - 1] ?? '') &&
        moment(day, first, zone) <= at &&
        at < moment(day, last > first ? last : last + 1440, zone)
      );
    }),
  );
  return during.length === 0 || isOpen ? people[turn % people.length] : undefined;
}

const BEGIN = START.toZonedDateTime('UTC').epochMilliseconds;

/** Shrinking what fails ends, too. */
const LIMITS = { numRuns: 40, interruptAfterTimeLimit: 40_000 };

const scene = fc.record({
  layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
  overrides: fc
    .array(override(BEGIN), { maxLength: 4 })
    .map((all) => all.map((each, index): Override => ({ ...each, id: `o${index}` }))),
  moments: fc
    .array(fc.nat(60 * 24 * 4), { minLength: 8, maxLength: 8 })
    .map((quarters) => quarters.map((quarter) => BEGIN + quarter * 15 * 60_000)),
});

describe('any rotation with any overrides', () => {
  it('has at each moment whom the long way finds', () => {
    fc.assert(
      fc.property(scene, ({ layers, overrides, moments }) => {
        const rota = rotation({ layers: layers.map(asConfig) });
        for (const at of moments) {
          const found = onCallAt(rota, overrides, at);
          const wanted = naive(layers, overrides, at);
          expect(found.people).toEqual(wanted === undefined ? [] : [wanted]);
          if (found.until === undefined) continue;
          // Until then it is so, and then it is not.
          expect(onCallAt(rota, overrides, found.until - 1).people).toEqual(found.people);
          expect(onCallAt(rota, overrides, found.until).people).not.toEqual(found.people);
        }
      }),
      LIMITS,
    );
  });

  it('has shifts that neither overlap nor leave out a moment that is no hole', () => {
    fc.assert(
      fc.property(
        scene,
        fc.nat(40),
        fc.integer({ min: 1, max: 20 }),
        ({ layers, overrides }, after, days) => {
          const rota = rotation({ layers: layers.map(asConfig) });
          const [from, to] = [BEGIN + after * DAY, BEGIN + (after + days) * DAY];
          const shifts = shiftsBetween(rota, overrides, from, to);
          const all = [...shifts, ...holes(rota, overrides, from, to)].sort((a, b) => a.from - b.from);
          expect(all[0]?.from).toBe(from);
          expect(all.at(-1)?.to).toBe(to);
          for (const [index, span] of all.entries()) {
            expect(span.to).toBeGreaterThan(span.from);
            if (index > 0) expect(span.from).toBe(all[index - 1]?.to);
          }
          for (const shift of shifts) {
            expect(shift.people).toHaveLength(1);
            expect(onCallAt(rota, overrides, shift.from).people).toEqual(shift.people);
          }
        },
      ),
      LIMITS,
    );
  });
});
