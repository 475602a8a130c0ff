/** Calendars made to keep the process busy: each is read, or given up, within the time that reading may take. */
import { describe, expect, it } from 'vitest';
import { readCalendar, readCalendarInTurns } from '../../src/oncall/calendar/read-calendar.ts';
import { onCallAt } from '../../src/oncall/shifts.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { at, rotation } from './rotations.ts';

const CONFIG = ConfigFileSchema.parse({
  people: { ada: { desk: 'ada', roles: ['lead'] }, bo: { desk: 'bo', roles: ['lead'] } },
});
const NOW = at('2026-03-23T12:00Z');
/** 2.5 s, what is done before and after, and a machine that is busy. Each of these took from 8 s to several minutes. */
const IN_TIME_MS = 6_000;

const BEGUN = 'DTSTART:20260301T000000Z\r\nDURATION:PT1H';

function calendar(...parts: readonly string[]): Buffer {
  return Buffer.from(`BEGIN:VCALENDAR\r\n${parts.join('')}END:VCALENDAR\r\n`);
}

function event(...lines: readonly string[]): string {
  return `BEGIN:VEVENT\r\n${lines.join('\r\n')}\r\nEND:VEVENT\r\n`;
}

function many(count: number, part: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => part(index));
}

/** A time of its own for each, `20260323T120700Z`. */
function time(index: number): string {
  return new Date(NOW + index * 420_000).toISOString().replace(/[-:]|\.\d+/g, '');
}

function zone(index: number): string {
  return (
    `BEGIN:VTIMEZONE\r\nTZID:z${index}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n` +
    'TZOFFSETTO:+0200\r\nRRULE:FREQ=MONTHLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n'
  );
}

const read = (bytes: Buffer) => readCalendar(bytes, { now: NOW, config: CONFIG, otherwise: 'UTC' });

describe('a calendar made to take long', { timeout: 120_000 }, () => {
  it.each([
    [
      'an event every hour, of nobody, two hundred times',
      () => calendar(...many(200, (i) => event(`UID:${i}`, BEGUN, 'RRULE:FREQ=HOURLY', 'SUMMARY:nobody'))),
    ],
    [
      'an event two thousand times, and two thousand that stand in for single times of it',
      () =>
        calendar(
          ...many(2_000, () => event('UID:a', BEGUN, 'SUMMARY:ada')),
          ...many(2_000, (i) => event('UID:a', `RECURRENCE-ID:${time(i)}`, BEGUN, 'SUMMARY:ada')),
        ),
    ],
    [
      'a title of half a million names, every hour',
      () => calendar(event('UID:a', BEGUN, 'RRULE:FREQ=HOURLY', `SUMMARY:${'x,'.repeat(450_000)}`)),
    ],
    [
      'twenty thousand attendees, every hour',
      () =>
        calendar(
          event('UID:a', BEGUN, 'RRULE:FREQ=HOURLY', ...many(20_000, (i) => `ATTENDEE:mailto:x${i}@e`)),
        ),
    ],
    [
      'thousands of zones of its own',
      () =>
        calendar(
          ...many(5_000, zone),
          ...many(2_000, (i) => event(`UID:${i}`, `DTSTART;TZID=z${i}:20260324T000000`, 'SUMMARY:ada')),
        ),
    ],
    ['fifty thousand dates', () => calendar(event(BEGUN, `RDATE:${many(50_000, time).join(',')}`))],
  ])('%s', (_what, made) => {
    const bytes = made();
    const begun = performance.now();
    let kept = '';
    try {
      kept = JSON.stringify(read(bytes).troubles);
    } catch (error) {
      expect(String(error)).toMatch(/takes longer/);
    }
    expect(performance.now() - begun).toBeLessThan(IN_TIME_MS);
    expect(kept.length).toBeLessThan(30_000);
  });

  it('thousands of events let others have their turn', async () => {
    const bytes = calendar(...many(4_000, (i) => event(`UID:${i}`, BEGUN, `SUMMARY:n${i}`)));
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    others();
    await readCalendarInTurns(bytes, { now: NOW, config: CONFIG, otherwise: 'UTC' }).catch(() => undefined);
    isOver = true;
    expect(turns).toBeGreaterThan(10);
  });

  it('hundreds of events at the same time are one time for whoever asks who is on call', () => {
    const lasting = (i: number) =>
      `DTSTART:${time(i - 500)}\r\nDTEND:${time(i + 1)}\r\nSUMMARY:${i % 2 ? 'ada' : 'ada, bo'}`;
    const { shifts } = read(calendar(...many(300, (i) => event(`UID:${i}`, lasting(i)))));
    const rota = rotation({ calendar: { file: 'x' }, zone: 'UTC' }, shifts);
    const begun = performance.now();
    expect(onCallAt(rota, [], NOW)).toMatchObject({ people: ['ada', 'bo'] });
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
