/** Calendars made to keep the process busy: each is read, or given up, within the time that reading may take. */
import { Script } from 'node:vm';
import ICAL from 'ical.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCalendar, readCalendarInTurns } from '../../src/oncall/calendar/read-calendar.ts';
import { onCallAt } from '../../src/oncall/shifts.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { at, rotation } from './rotations.ts';
import { expectWithin } from '../machine/slowness.ts';

const CONFIG = ConfigFileSchema.parse({
  people: { ada: { desk: 'ada', roles: ['lead'] }, bo: { desk: 'bo', roles: ['lead'] } },
});
const NOW = at('2026-03-23T12:00Z');
/** 2.5 s, what is done before and after, and a machine that is busy. Each of these took from 8 s to several minutes. */
const IN_TIME_MS = 15_000;

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

const SIX_HOURLY = 'RRULE:FREQ=HOURLY;INTERVAL=6';
const OF = { now: NOW, config: CONFIG, otherwise: 'UTC' };
const read = (bytes: Buffer) => readCalendar(bytes, OF);

/** Others have a turn as soon as a clock that goes on by a millisecond a look says so; `done` since the turn before, at each. */
function turnsOf(done: () => number = () => 0) {
  let passed = 0;
  const breaths: number[] = [];
  const breath = async (): Promise<void> => {
    breaths.push(done() - breaths.reduce((all, each) => all + each, 0));
  };
  return { turns: { clock: { passed: () => passed++ }, breath }, breaths };
}

describe('a calendar made to take long', () => {
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
    expectWithin(performance.now() - begun, IN_TIME_MS);
    expect(kept.length).toBeLessThan(30_000);
  });

  it('thousands of events let others have their turn', async () => {
    const { turns, breaths } = turnsOf();
    await readCalendarInTurns(
      calendar(...many(4_000, (i) => event(`UID:${i}`, BEGUN, `SUMMARY:n${i}`))),
      OF,
      turns,
    );
    expect(breaths.length).toBeGreaterThan(100);
  });

  it('hundreds of events at the same time are one time for whoever asks who is on call', () => {
    const lasting = (i: number) =>
      `DTSTART:${time(i - 500)}\r\nDTEND:${time(i + 1)}\r\nSUMMARY:${i % 2 ? 'ada' : 'ada, bo'}`;
    const { shifts } = read(calendar(...many(300, (i) => event(`UID:${i}`, lasting(i)))));
    const rota = rotation({ calendar: { file: 'x' }, zone: 'UTC' }, shifts);
    const begun = performance.now();
    expect(onCallAt(rota, [], NOW)).toMatchObject({ people: ['ada', 'bo'] });
    expectWithin(performance.now() - begun, 500);
  });
});

describe('a single event that takes long', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('lets others have their turn between the times of its rule, and loses none', async () => {
    const next = vi.spyOn(ICAL.RecurIterator.prototype, 'next');
    const { turns, breaths } = turnsOf(() => next.mock.calls.length);
    const made = event('UID:a', 'DTSTART:20200101T000000Z', 'DURATION:PT6H', SIX_HOURLY, 'SUMMARY:ada');
    const { shifts, troubles } = await readCalendarInTurns(calendar(made), OF, turns);
    expect(troubles).toEqual([]);
    // One after the other without a gap: one time.
    expect(shifts.spans).toMatchObject([{ people: ['ada'] }]);
    expect(shifts.spans[0]?.to).toBeGreaterThanOrEqual(shifts.known.to);
    expect(next.mock.calls.length).toBeGreaterThan(10_000);
    expect(breaths.length).toBeGreaterThan(10);
    expect(Math.max(...breaths)).toBeLessThan(2_000);
  });

  it.each(['RDATE', 'EXDATE'])('lets others have their turn between the dates of %s', async (name) => {
    const { turns, breaths } = turnsOf();
    const made = event('UID:a', BEGUN, `${name}:${many(500, time).join(',')}`, 'SUMMARY:ada');
    await readCalendarInTurns(calendar(made), OF, turns);
    expect(breaths.length).toBeGreaterThan(4);
  });

  it('whose rule has no next time is ended soon, tried anew in case the machine was busy, and named; the others count', () => {
    const run = vi.spyOn(Script.prototype, 'runInContext');
    const { shifts, troubles } = read(
      calendar(
        event('UID:a', BEGUN, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'SUMMARY:never'),
        event('UID:b', `DTSTART:${time(0)}`, 'DURATION:PT1H', 'SUMMARY:bo'),
      ),
    );
    expect(troubles).toMatchObject([{ kind: 'unread-event', event: 'never' }]);
    expect(shifts.spans).toMatchObject([{ people: ['bo'] }]);
    const atMost = run.mock.calls.map(([, options]) =>
      typeof options === 'object' ? options.timeout : Infinity,
    );
    expect(Math.max(...atMost.map((ms) => ms ?? Infinity))).toBeLessThanOrEqual(250);
    // Two events are taken apart. Of the rule: the first times, the first one alone, and three times the next one.
    expect(atMost).toHaveLength(7);
  });

  it('whose title or guests are without end is looked through under the watch', () => {
    const run = vi.spyOn(Script.prototype, 'runInContext');
    read(calendar(event('UID:a', BEGUN, `SUMMARY:${'x,'.repeat(300)}`)));
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('is read whole where the machine stood still in the middle of it', () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with `this`
    const real = Script.prototype.runInContext;
    let runs = 0;
    vi.spyOn(Script.prototype, 'runInContext').mockImplementation(function (this: Script, ...given) {
      const value: unknown = real.apply(this, given);
      runs += 1;
      // Time is up after the work was done, and before it was known to be.
      if (runs % 5 === 0)
        throw new Script('throw { code: "ERR_SCRIPT_EXECUTION_TIMEOUT" }').runInNewContext() as Error;
      return value;
    });
    const made = event('UID:a', BEGUN.replace('PT1H', 'PT6H'), SIX_HOURLY, 'SUMMARY:ada');
    const { shifts, troubles } = read(calendar(made));
    expect(troubles).toEqual([]);
    expect(shifts.spans).toMatchObject([{ people: ['ada'] }]);
    expect(shifts.spans[0]?.to).toBeGreaterThanOrEqual(shifts.known.to);
  });
});
