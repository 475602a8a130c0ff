/** Hand-overs stay where they are on the wall, whatever clocks do; at no moment is nobody on call, or two. */
import { describe, expect, it } from 'vitest';
import { holes, onCallAt, shiftsBetween } from '../../src/oncall/shifts.ts';
import { at, DAY, HOUR, rotation, wall } from './rotations.ts';

const PEOPLE = ['ada', 'bo', 'lin'];

const weekly = (zone: string) =>
  rotation({
    zone,
    layers: [{ people: PEOPLE, handover: 'monday 09:00', every: 'week', start: '2023-01-02' }],
  });

/** Both changes of 2024 in each zone: the week they are in, and how long that is. */
const CHANGES: readonly [zone: string, monday: string, hours: number][] = [
  ['Asia/Shanghai', '2024-03-25', 168],
  ['Asia/Shanghai', '2024-10-28', 168],
  ['Europe/London', '2024-03-25', 167],
  ['Europe/London', '2024-10-21', 169],
  ['America/New_York', '2024-03-04', 167],
  ['America/New_York', '2024-10-28', 169],
  ['America/Chicago', '2024-03-04', 167],
  ['America/Chicago', '2024-10-28', 169],
  ['America/Chicago', '2025-03-03', 167],
  // Half an hour, and the other way round in the year.
  ['Australia/Lord_Howe', '2024-04-01', 168.5],
  ['Australia/Lord_Howe', '2024-09-30', 167.5],
];

describe.each(CHANGES)('a week in %s from %s on', (zone, monday, hours) => {
  const rota = weekly(zone);
  const begin = at(`${monday}T09:00`, zone);

  it(`has ${hours} hours, and both its ends are at nine on the wall`, () => {
    const [shift] = shiftsBetween(rota, [], begin, begin + 20 * DAY);
    expect(shift && (shift.to - shift.from) / HOUR).toBe(hours);
    expect(shift && [wall(shift.from, zone), wall(shift.to, zone)].map((text) => text.slice(11))).toEqual([
      '09:00',
      '09:00',
    ]);
  });

  it('has one person at each of its minutes, and another one from the next second on', () => {
    const [first] = onCallAt(rota, [], begin).people;
    for (let moment = begin; moment < begin + hours * HOUR; moment += 30 * 60_000)
      expect(onCallAt(rota, [], moment).people).toEqual([first]);
    const end = begin + hours * HOUR;
    expect(onCallAt(rota, [], end - 1).people).toEqual([first]);
    const next = PEOPLE[(PEOPLE.indexOf(first ?? '') + 1) % 3];
    expect(onCallAt(rota, [], end).people).toEqual([next]);
    expect(onCallAt(rota, [], begin - 1).people).not.toEqual([first]);
    expect(onCallAt(rota, [], begin).until).toBe(end);
  });
});

it.each(['Asia/Shanghai', 'Europe/London', 'America/New_York', 'America/Chicago', 'Australia/Lord_Howe'])(
  'over three years in %s shifts meet, and each begins on a Monday at nine',
  (zone) => {
    const rota = weekly(zone);
    const [from, to] = [at('2023-06-05T09:00', zone), at('2026-06-01T09:00', zone)];
    const shifts = shiftsBetween(rota, [], from, to);
    expect(shifts).toHaveLength(156);
    for (const [index, shift] of shifts.entries()) {
      expect(wall(shift.from, zone).slice(11)).toBe('09:00');
      if (index > 0) expect(shift.from).toBe(shifts[index - 1]?.to);
      expect(shift.people).toEqual([PEOPLE[(index + 22) % 3]]);
    }
    expect(holes(rota, [], from, to)).toEqual([]);
  },
);

describe('a hand-over at a time that clocks skip or show twice', () => {
  const daily = (handover: string, zone: string) =>
    rotation({ zone, layers: [{ people: PEOPLE, handover, start: '2024-01-01' }] });

  it.each([
    // Skipped: the first moment after the gap.
    ['02:30', 'America/New_York', '2024-03-10', '2024-03-10T07:00Z'],
    ['01:30', 'Europe/London', '2024-03-31', '2024-03-31T01:00Z'],
    ['02:15', 'Australia/Lord_Howe', '2024-10-06', '2024-10-05T15:30Z'],
    // Twice: the first of the two.
    ['01:30', 'America/New_York', '2024-11-03', '2024-11-03T05:30Z'],
    ['01:30', 'Europe/London', '2024-10-27', '2024-10-27T00:30Z'],
    ['01:45', 'Australia/Lord_Howe', '2024-04-07', '2024-04-06T14:45Z'],
  ])('%s in %s on %s', (handover, zone, day, moment) => {
    const rota = daily(handover, zone);
    const shifts = shiftsBetween(
      rota,
      [],
      at(`${day}T00:00`, zone) - 2 * DAY,
      at(`${day}T00:00`, zone) + 3 * DAY,
    );
    expect(shifts.map(({ from }) => from)).toContain(at(moment));
    for (const [index, shift] of shifts.entries())
      if (index > 0) {
        expect(shift.from).toBe(shifts[index - 1]?.to);
        expect(shift.people).not.toEqual(shifts[index - 1]?.people);
      }
  });

  it('a day that clocks skip as a whole leaves nobody out and nobody twice', () => {
    // Samoa went over the date line: there was no 30 December 2011.
    const zone = 'Pacific/Apia';
    const rota = rotation({ zone, layers: [{ people: PEOPLE, handover: '09:00', start: '2011-12-26' }] });
    const [from, to] = [at('2011-12-27T09:00', zone), at('2012-01-03T09:00', zone)];
    const shifts = shiftsBetween(rota, [], from, to);
    expect(shifts.map((shift) => `${wall(shift.from, zone)} ${shift.people.join()}`)).toEqual([
      '2011-12-27 09:00 bo',
      '2011-12-28 09:00 lin',
      '2011-12-29 09:00 ada',
      // Bo's day is what is left of it: from midnight, when it became the 31st, to nine.
      '2011-12-31 00:00 bo',
      '2011-12-31 09:00 lin',
      '2012-01-01 09:00 ada',
      '2012-01-02 09:00 bo',
    ]);
    expect(holes(rota, [], from, to)).toEqual([]);
  });
});

describe('times of the week that meet at a time that comes twice', () => {
  it('meet without a gap and without an overlap', () => {
    const zone = 'America/New_York';
    const rota = rotation({
      zone,
      layers: [
        { name: 'night', people: ['ada'], during: ['18:00-01:30'] },
        { name: 'day', people: ['bo'], during: ['01:30-18:00'] },
      ],
    });
    const from = at('2024-11-02T18:00', zone);
    expect(
      shiftsBetween(rota, [], from, from + DAY + HOUR).map((shift) => [
        shift.people.join(),
        (shift.to - shift.from) / HOUR,
      ]),
    ).toEqual([
      ['ada', 7.5],
      ['bo', 17.5],
    ]);
    expect(holes(rota, [], from, from + 2 * DAY)).toEqual([]);
  });
});

describe('the case of the field', () => {
  it.each([
    ['2024-11-04T14:30Z', 'ada'],
    ['2024-11-04T15:30Z', 'bo'],
    ['2025-03-10T13:30Z', 'ada'],
    ['2025-03-10T14:30Z', 'bo'],
  ])('weekly, Mondays 09:00 America/Chicago, two people from 2024-10-28: at %s it is %s', (moment, who) => {
    const rota = rotation({
      zone: 'America/Chicago',
      layers: [{ people: ['ada', 'bo'], handover: 'monday 09:00', start: '2024-10-28' }],
    });
    expect(onCallAt(rota, [], at(moment)).people).toEqual([who]);
  });
});
