import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOf, UntilSchema } from '../../commands/until.ts';
import { formatInZone } from '../../src/text/time.ts';

const NOW = Date.UTC(2026, 2, 1, 20);
const at = (text: string, zone = 'UTC') => new Date(endOf(UntilSchema.parse(text), NOW, zone)).toISOString();

describe('until', () => {
  it.each([
    ['90m', 'UTC', '2026-03-01T21:30:00.000Z'],
    ['2H', 'UTC', '2026-03-01T22:00:00.000Z'],
    ['1d12h', 'UTC', '2026-03-03T08:00:00.000Z'],
    ['1w', 'UTC', '2026-03-08T20:00:00.000Z'],
    ['30分钟', 'UTC', '2026-03-01T20:30:00.000Z'],
    ['1天2小时', 'UTC', '2026-03-02T22:00:00.000Z'],
    ['22:00', 'UTC', '2026-03-01T22:00:00.000Z'],
    ['until 22:00', 'UTC', '2026-03-01T22:00:00.000Z'],
    ['到22：00', 'UTC', '2026-03-01T22:00:00.000Z'],
    ['20:00', 'UTC', '2026-03-02T20:00:00.000Z'],
    ['22:00', 'Asia/Shanghai', '2026-03-02T14:00:00.000Z'],
    ['5:30', 'Asia/Shanghai', '2026-03-01T21:30:00.000Z'],
    ['2026-03-05T22:00', 'Asia/Shanghai', '2026-03-05T14:00:00.000Z'],
    ['2026-03-05 22:00', 'America/New_York', '2026-03-06T03:00:00.000Z'],
    ['2026-03-05T22:00Z', 'Asia/Shanghai', '2026-03-05T22:00:00.000Z'],
    ['2026-03-05T22:00+08:00', 'UTC', '2026-03-05T14:00:00.000Z'],
    // Clocks in New York skip 02:00 to 03:00 that night.
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => {
    expect(at(text, zone)).toBe(expected);
  });

  it.each([
    '',
    'soon',
    '2',
    '2x',
    '0h',
    'h',
    '2h2h',
    '12h1d',
    '-2h',
    '25:00',
    '12:60',
    '2026-02-31T10:00',
    '2026-03-05',
  ])('does not take "%s"', (text) => {
    expect(UntilSchema.safeParse(text).success).toBe(false);
  });

  it('reads every length written as days, hours and minutes', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(99), fc.nat(99), (days, hours, minutes) => {
        fc.pre(days + hours + minutes > 0);
        const parsed = UntilSchema.parse(`${days}d${hours}h${minutes}m`);
        expect(endOf(parsed, NOW, 'UTC') - NOW).toBe(((days * 24 + hours) * 60 + minutes) * 60_000);
      }),
    );
  });

  it('finds a time of day that clocks in the zone show, within the next two days', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Shanghai',
      'America/New_York',
      'Europe/Paris',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: 4, max: 23 }),
        fc.nat(59),
        fc.integer({ min: 0, max: 3e11 }),
        (where, hour, minute, later) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          const now = NOW + later;
          const end = endOf(UntilSchema.parse(time), now, where);
          expect(formatInZone(end, where).slice(11, 16)).toBe(time);
          expect(end).toBeGreaterThan(now);
          expect(end).toBeLessThanOrEqual(now + 25 * 3_600_000);
        },
      ),
    );
  });

  it.each([
    // The evening before clocks in Paris go forward: 23:15 is tomorrow's, a day of 23 hours away.
    ['23:15', 'Europe/Paris', '2026-03-28T22:30Z', '2026-03-29T21:15Z'],
    ['22:00', 'Europe/Paris', '2026-03-28T22:30Z', '2026-03-29T20:00Z'],
    ['23:29', 'Europe/Paris', '2026-03-28T22:30Z', '2026-03-29T21:29Z'],
    ['23:30', 'Europe/Paris', '2026-03-28T22:30Z', '2026-03-29T21:30Z'],
    // 02:30 is skipped that night: the first moment after the gap.
    ['02:30', 'Europe/Paris', '2026-03-28T22:30Z', '2026-03-29T01:00Z'],
    ['02:30', 'Europe/Paris', '2026-03-29T01:00Z', '2026-03-30T00:30Z'],
    ['2026-03-29T02:30', 'Europe/Paris', '2026-03-01T20:00Z', '2026-03-29T01:00Z'],
    // 02:30 comes twice: the first that is still ahead.
    ['02:30', 'Europe/Paris', '2026-10-24T20:00Z', '2026-10-25T00:30Z'],
    ['02:30', 'Europe/Paris', '2026-10-25T00:30Z', '2026-10-25T01:30Z'],
    ['02:30', 'Europe/Paris', '2026-10-25T00:45Z', '2026-10-25T01:30Z'],
    ['02:30', 'Europe/Paris', '2026-10-25T01:30Z', '2026-10-26T01:30Z'],
    ['22:00', 'Europe/Paris', '2026-10-24T21:30Z', '2026-10-25T21:00Z'],
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-24T20:00Z', '2026-10-25T00:30Z'],
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T01:00Z', '2026-10-25T01:30Z'],
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-26T01:00Z', '2026-10-25T01:30Z'],
    ['22:00', 'Europe/London', '2026-03-28T22:30Z', '2026-03-29T21:00Z'],
    ['01:30', 'Europe/London', '2026-03-28T22:30Z', '2026-03-29T01:00Z'],
    ['01:30', 'Europe/London', '2026-10-25T00:40Z', '2026-10-25T01:30Z'],
    ['23:15', 'America/New_York', '2026-03-08T04:30Z', '2026-03-09T03:15Z'],
    ['02:30', 'America/New_York', '2026-03-08T04:30Z', '2026-03-08T07:00Z'],
    ['01:30', 'America/New_York', '2026-11-01T05:45Z', '2026-11-01T06:30Z'],
    ['00:00', 'America/Sao_Paulo', '2026-11-01T02:30Z', '2026-11-01T03:00Z'],
    // When it still had summer time: midnight was skipped, or clocks went back over it.
    ['00:30', 'America/Sao_Paulo', '2018-11-04T02:30Z', '2018-11-04T03:00Z'],
    ['23:30', 'America/Sao_Paulo', '2018-02-18T01:45Z', '2018-02-18T02:30Z'],
    ['02:15', 'Australia/Lord_Howe', '2026-10-03T12:00Z', '2026-10-03T15:30Z'],
    ['01:45', 'Australia/Lord_Howe', '2026-04-04T14:50Z', '2026-04-04T15:15Z'],
    ['22:00', 'Australia/Lord_Howe', '2026-04-04T11:30Z', '2026-04-05T11:30Z'],
    ['22:00', 'Asia/Shanghai', '2026-03-01T13:59Z', '2026-03-01T14:00Z'],
    ['22:00', 'Asia/Shanghai', '2026-03-01T14:00Z', '2026-03-02T14:00Z'],
    // Morocco goes back an hour for Ramadan.
    ['22:00', 'Africa/Casablanca', '2026-02-14T22:00Z', '2026-02-15T22:00Z'],
    ['02:30', 'Africa/Casablanca', '2026-03-21T20:00Z', '2026-03-22T02:00Z'],
    ['22:00', 'Pacific/Apia', '2026-03-01T20:00Z', '2026-03-02T09:00Z'],
    // Apia left out 30 December 2011.
    ['22:00', 'Pacific/Apia', '2011-12-30T09:00Z', '2011-12-30T10:00Z'],
  ])('%s in %s, asked at %s, is %s', (text, zone, now, expected) => {
    const end = endOf(UntilSchema.parse(text), Date.parse(now), zone);
    expect(new Date(end).toISOString().replace(':00.000', '')).toBe(expected);
  });

  it('of a time of day is the next that clocks show, over every change of the clocks', () => {
    const zone = fc.constantFrom(
      'Europe/Paris',
      'Europe/London',
      'America/New_York',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Asia/Shanghai',
      'Africa/Casablanca',
      'Pacific/Apia',
    );
    const moment = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2036, 0) });
    fc.assert(
      fc.property(zone, fc.nat(23), fc.nat(59), moment, (where, hour, minute, now) => {
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        const end = endOf(UntilSchema.parse(time), now, where);
        expect(end).toBeGreaterThan(now);
        expect(end).toBeLessThan(now + 49 * 3_600_000);
        const shows = (at: number) => formatInZone(at, where).slice(11, 16);
        // No earlier minute shows it; and where the end does not, clocks jump over it there.
        for (let at = Math.floor(now / 60_000 + 1) * 60_000; at < end; at += 60_000)
          if (shows(at) === time) throw new Error(`${time} is shown at ${new Date(at).toISOString()}`);
        if (shows(end) === time) return;
        const [before, after] = [formatInZone(end - 1000, where), formatInZone(end, where)];
        const skipped = [before.slice(0, 10), after.slice(0, 10)].map((day) => `${day} ${time}:00`);
        expect(
          skipped.some((asked) => before < asked && asked < after),
          `${before} ${after}`,
        ).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it('never throws on odd text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        UntilSchema.safeParse(text);
      }),
    );
  });
});
