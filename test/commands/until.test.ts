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

  it('never throws on odd text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        UntilSchema.safeParse(text);
      }),
    );
  });
});
