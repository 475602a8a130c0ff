import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithin, parseWindow, wallTime, type WeekWindow } from '../../../src/text/week.ts';
import { formatInZone } from '../../../src/text/time.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const CHINESE = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Shanghai',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
];

function read(text: string): WeekWindow {
  const window = parseWindow(text);
  if (typeof window === 'string') throw new Error(window);
  return window;
}

/** Whether a window is open, by what the calendar and the clock of the zone show. */
function isOpen(text: string, iso: string, timeZone = 'UTC'): boolean {
  return isWithin(read(text), wallTime(Date.parse(iso), timeZone));
}

describe('a time of the week', () => {
  // 2026-11-20 is a Friday.
  it.each([
    ['Mon-Fri 18:00-23:30', '2026-11-20T18:00Z', true],
    ['Mon-Fri 18:00-23:30', '2026-11-20T17:59:59Z', false],
    ['Mon-Fri 18:00-23:30', '2026-11-20T23:29:59Z', true],
    ['Mon-Fri 18:00-23:30', '2026-11-20T23:30Z', false],
    ['Mon-Fri 18:00-23:30', '2026-11-21T19:00Z', false],
    ['Sat,Sun', '2026-11-21T00:00Z', true],
    ['Sat,Sun', '2026-11-20T23:59:59Z', false],
    ['Sat-Mon', '2026-11-23T12:00Z', true],
    ['Sat-Mon', '2026-11-24T00:00Z', false],
    ['Mon,Wed-Fri', '2026-11-19T12:00Z', true],
    ['Mon,Wed-Fri', '2026-11-17T12:00Z', false],
    ['22:00-02:00', '2026-11-20T01:59Z', true],
    ['22:00-02:00', '2026-11-20T02:00Z', false],
    ['Fri 22:00-02:00', '2026-11-21T01:00Z', true],
    ['Fri 22:00-02:00', '2026-11-20T01:00Z', false],
    ['Sun 22:00-02:00', '2026-11-23T01:00Z', true],
    ['22:00-00:00', '2026-11-20T23:59Z', true],
    ['22:00-00:00', '2026-11-20T00:00Z', false],
    ['Mon-Sun 00:00-24:00', '2026-11-20T00:00Z', true],
    ['周一至周五 18:00-23:30', '2026-11-20T18:00Z', true],
    ['周六、周日', '2026-11-22T18:00Z', true],
    ['星期六到星期天 8:00～9:30', '2026-11-22T09:00Z', true],
    ['周五 １８：００－２３：３０', '2026-11-20T18:00Z', true],
    [' fri  18:00 - 19:00 ', '2026-11-20T18:00Z', true],
    ['friday', '2026-11-20T18:00Z', true],
  ])('%s at %s: %s', (text, iso, expected) => {
    expect(isOpen(text, iso)).toBe(expected);
  });

  it.each([
    ['Fry 18:00-19:00', '"Fry" is not a day'],
    ['Mon-Wed-Fri', '"Mon-Wed-Fri" is not a day'],
    ['Mon,', '"" is not a day'],
    ['18:00', 'is not from when to when'],
    ['Mon 18-19', 'is not from when to when'],
    ['25:00-26:00', 'no clock shows'],
    ['24:00-01:00', 'no clock shows'],
    ['10:60-11:00', 'no clock shows'],
    ['10:00-24:01', 'no clock shows'],
    ['10:00-10:00', 'has no length'],
    ['10:00-11:00 Mon', 'is not a time of the week'],
    ['Mon 10:00-11:00 UTC', 'is not a time of the week'],
    ['', '"" is not a day'],
  ])('%j is refused: %s', (text, words) => {
    expect(parseWindow(text)).toEqual(expect.stringContaining(words));
  });

  it('no text makes it crash or hang', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => void parseWindow(text)));
  });
});

describe('where the clock is put forward and back', () => {
  it.each([
    // Europe/Berlin, 2026-03-29: 02:00 is 03:00.
    ['Sun 01:00-02:00', '2026-03-29T00:59:59Z', true],
    ['Sun 01:00-02:00', '2026-03-29T01:00:00Z', false],
    ['Sun 02:00-03:00', '2026-03-29T01:00:00Z', false],
    ['Sun 03:00-04:00', '2026-03-29T01:00:00Z', true],
    // 2026-10-25: 02:00 to 03:00 is there twice.
    ['Sun 02:00-03:00', '2026-10-25T00:30:00Z', true],
    ['Sun 02:00-03:00', '2026-10-25T01:30:00Z', true],
    ['Sun 02:00-03:00', '2026-10-25T02:00:00Z', false],
    ['Sat 23:00-02:30', '2026-10-25T01:29:00Z', true],
    ['Sat 23:00-02:30', '2026-10-25T00:45:00Z', false],
  ])('%s at %s: %s', (text, iso, expected) => {
    expect(isOpen(text, iso, 'Europe/Berlin')).toBe(expected);
  });
});

/** A window as somebody writes it, and what it means: which minutes of the week, Monday 00:00 first. */
const written = fc
  .record({
    first: fc.nat(6),
    last: fc.nat(6),
    from: fc.nat(1439),
    length: fc.integer({ min: 1, max: 1440 }),
    chinese: fc.boolean(),
    days: fc.constantFrom('range', 'one', 'none'),
  })
  .filter(({ from, length }) => from + length <= 1440 || length < 1440)
  .map(({ first, last, from, length, chinese, days }) => {
    const names = chinese ? CHINESE : DAYS;
    const to = from + length;
    const clock = (minutes: number) =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    const hours = `${clock(from)}-${clock(to > 1440 ? to - 1440 : to)}`;
    const text = {
      range: `${names[first]}${chinese ? '至' : '-'}${names[last]} ${hours}`,
      one: `${names[first]} ${hours}`,
      none: hours,
    }[days];
    const begins = Array.from({ length: 7 }, (_, day) => {
      if (days === 'none') return true;
      return days === 'one' ? day === first : (day - first + 7) % 7 <= (last - first + 7) % 7;
    });
    const open = new Set<number>();
    begins.forEach((isDay, day) => {
      if (isDay) for (let minute = from; minute < to; minute++) open.add((day * 1440 + minute) % (7 * 1440));
    });
    return { text, open };
  });

it('every window is open in the minutes it says', () => {
  const at = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) });
  fc.assert(
    fc.property(written, at, fc.constantFrom(...ZONES), ({ text, open }, moment, timeZone) => {
      const shown = formatInZone(moment, timeZone);
      const day = (new Date(`${shown.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7;
      const minute = Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14, 16));
      expect(wallTime(moment, timeZone)).toEqual({ day, minute });
      expect(isWithin(read(text), { day, minute }), `${text} at ${shown}`).toBe(
        open.has(day * 1440 + minute),
      );
    }),
    { numRuns: 3000 },
  );
});

it('an unknown zone is told', () => {
  expect(() => wallTime(0, 'Nowhere/None')).toThrow(RangeError);
});
