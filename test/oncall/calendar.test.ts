/** Calendars as Google Calendar, Outlook and Apple write them, and every form in which a shift can stand in one. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CalendarError } from '../../src/oncall/calendar/calendar-error.ts';
import { readCalendar } from '../../src/oncall/calendar/read-calendar.ts';
import { WINDOWS_ZONES } from '../../src/oncall/calendar/windows-zones.ts';
import { shiftsBetween } from '../../src/oncall/shifts.ts';
import { zoneNamed } from '../../src/text/spoken/zone.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';
import { at, DAY, rotation, wall } from './rotations.ts';

const CONFIG = ConfigFileSchema.parse({
  people: {
    ada: { desk: 'ada@broadcast.example', roles: ['lead'] },
    bo: { email: ['bo@broadcast.example', 'bo@home.example'], roles: ['lead'] },
    lin: { email: 'lin.wei@broadcast.example', roles: ['lead'] },
  },
});

const NOW = at('2026-03-23T12:00Z');

function read(bytes: Uint8Array | string, options: { zone?: string; now?: number; otherwise?: string } = {}) {
  return readCalendar(Buffer.from(bytes), {
    ...{ now: NOW, config: CONFIG, otherwise: 'UTC' },
    ...options,
  });
}

/** `2026-03-23 09:00 – 2026-03-30 09:00 ada`, by the clocks of a zone. */
function shifts(calendar: ReturnType<typeof read>, zone: string, from: number, to: number): string[] {
  const rota = rotation({ calendar: { file: 'x' }, zone }, calendar.shifts);
  return shiftsBetween(rota, [], from, to).map(
    (shift) => `${wall(shift.from, zone)} – ${wall(shift.to, zone)} ${shift.people.join(' ')}`,
  );
}

function file(name: string): Buffer {
  return readFileSync(new URL(`calendars/${name}`, import.meta.url));
}

/** A calendar of one event of these lines, which lin attends unless it says otherwise. */
function event(lines: string, more = ''): string {
  const who = /^(?:ATTENDEE|SUMMARY)/m.test(lines) ? '' : 'ATTENDEE:mailto:lin.wei@broadcast.example\n';
  return `BEGIN:VCALENDAR\nVERSION:2.0\n${more}BEGIN:VEVENT\nUID:1\n${who}${lines}\nEND:VEVENT\nEND:VCALENDAR\n`.replace(
    /\n/g,
    '\r\n',
  );
}

describe('Google Calendar', () => {
  const calendar = read(file('google.ics'));
  const zone = 'Europe/London';

  it('has weeks that stay at nine over the change of clocks, what was moved, taken out, and whole days', () => {
    expect(shifts(calendar, zone, at('2026-03-16T09:00', zone), at('2026-05-01T00:00', zone))).toEqual([
      '2026-03-16 09:00 – 2026-03-23 09:00 lin',
      // Ada's week from the 23rd on was given to Bo, who begins a day and four hours later.
      // Until nine on the 30th, and from its midnight on he has two whole days, in London, which has gone forward.
      '2026-03-24 13:00 – 2026-04-01 00:00 bo',
      '2026-04-06 09:00 – 2026-04-13 09:00 ada',
      '2026-04-13 09:00 – 2026-04-20 09:00 lin',
      '2026-04-20 09:00 – 2026-04-27 09:00 ada',
      '2026-04-27 09:00 – 2026-05-01 00:00 lin',
    ]);
  });

  it('names whom nobody knows, and nothing else: rooms and who declined are nobody', () => {
    expect(calendar.troubles).toEqual([
      { kind: 'unknown-person', who: 'lin.wie@broadcast.example', at: at('2026-04-01T08:00Z') },
    ]);
  });
});

describe('Outlook', () => {
  const calendar = read(file('outlook.ics'), { otherwise: 'Europe/Berlin' });
  const zone = 'Europe/Berlin';

  it('has titles for people, Windows names for zones, and whole days that are taken out by a time', () => {
    expect(shifts(calendar, zone, at('2026-03-23T00:00', zone), at('2026-04-02T00:00', zone))).toEqual([
      '2026-03-23 09:00 – 2026-03-23 18:00 ada',
      '2026-03-24 09:00 – 2026-03-24 18:00 ada',
      '2026-03-26 09:00 – 2026-03-26 18:00 ada',
      // Two by their names, from 20:00 on in a zone that only the calendar defines: it is that of Chicago.
      '2026-03-27 02:00 – 2026-03-27 04:00 ada lin',
      // China Standard Time, which it does not define.
      '2026-03-27 04:00 – 2026-03-27 05:00 lin',
      '2026-03-27 09:00 – 2026-03-27 18:00 ada',
      '2026-03-28 00:00 – 2026-03-30 00:00 lin',
      '2026-03-30 08:00 – 2026-03-30 16:00 bo',
      '2026-03-31 09:00 – 2026-03-31 18:00 ada',
      '2026-03-31 21:00 – 2026-03-31 22:00 bo',
      '2026-04-01 09:00 – 2026-04-01 18:00 ada',
    ]);
  });
});

describe('Apple', () => {
  const calendar = read(file('apple.ics'), { zone: 'Australia/Lord_Howe' });
  const zone = 'Australia/Lord_Howe';

  it('is folded inside a character and inside an address', () => {
    const bytes = file('apple.ics');
    const folds = [...bytes.toString('latin1').matchAll(/\r\n /g)].map(({ index }) => index);
    const isInside = (at: number) => ((bytes[at + 3] ?? 0) & 0xc0) === 0x80;
    expect(folds.some(isInside)).toBe(true);
  });

  it('has addresses beside its own ids, times that float, lengths for ends, and single dates more', () => {
    expect(shifts(calendar, zone, at('2026-03-30T09:00', zone), at('2026-05-01T00:00', zone))).toEqual([
      // The week in which clocks go back by half an hour.
      '2026-03-30 09:00 – 2026-04-06 09:00 lin',
      '2026-04-06 09:00 – 2026-04-13 09:00 ada',
      '2026-04-13 09:00 – 2026-04-20 09:00 bo',
      '2026-04-20 09:00 – 2026-04-27 09:00 lin',
    ]);
    expect(shifts(calendar, zone, at('2026-09-01T00:00', zone), at('2027-01-01T00:00', zone))).toEqual([
      '2026-09-28 09:00 – 2026-10-05 09:00 lin',
    ]);
    expect(calendar.troubles).toEqual([]);
  });
});

/** Zone, the lines of an event, more before it, from, to, and what comes of it by that zone's clocks. */
const FORMS: readonly {
  readonly what: string;
  readonly lines: string;
  readonly more?: string;
  readonly zone?: string;
  readonly from?: string;
  readonly to: string;
  readonly shifts: readonly string[];
}[] = [
  {
    what: 'an address that is folded in its middle',
    lines:
      'ATTENDEE;CN=Lin Wei;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:lin.wei@broadc\n ast.example\nDTSTART:20260324T080000Z\nDTEND:20260324T100000Z',
    to: '2026-04-01',
    shifts: ['2026-03-24 08:00 – 2026-03-24 10:00 lin'],
  },
  {
    what: 'the same with a tab, and lines without carriage returns',
    lines: 'ATTENDEE:mailto:ADA@broad\n\tcast.example\nDTSTART:20260324T080000Z\nDURATION:PT2H',
    to: '2026-04-01',
    shifts: ['2026-03-24 08:00 – 2026-03-24 10:00 ada'],
  },
  {
    what: 'days, taken out by a date though they have a time',
    lines:
      'DTSTART;TZID=Europe/Berlin:20260326T090000\nDTEND;TZID=Europe/Berlin:20260326T100000\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE;VALUE=DATE:20260328,20260329',
    zone: 'Europe/Berlin',
    to: '2026-04-02',
    shifts: [
      '2026-03-26 09:00 – 2026-03-26 10:00 lin',
      '2026-03-27 09:00 – 2026-03-27 10:00 lin',
      '2026-03-30 09:00 – 2026-03-30 10:00 lin',
    ],
  },
  {
    what: 'days, taken out by moments in UTC on both sides of the change of clocks',
    lines:
      'DTSTART;TZID=Europe/Berlin:20260327T090000\nDTEND;TZID=Europe/Berlin:20260327T100000\nRRULE:FREQ=DAILY;UNTIL=20260331T070000Z\nEXDATE:20260328T080000Z\nEXDATE:20260330T070000Z',
    zone: 'Europe/Berlin',
    to: '2026-04-05',
    shifts: [
      '2026-03-27 09:00 – 2026-03-27 10:00 lin',
      '2026-03-29 09:00 – 2026-03-29 10:00 lin',
      '2026-03-31 09:00 – 2026-03-31 10:00 lin',
    ],
  },
  {
    what: 'days without an end, and an end that is a date: all of that day counts',
    lines:
      'DTSTART;TZID=America/Chicago:20260326T200000\nDTEND;TZID=America/Chicago:20260327T060000\nRRULE:FREQ=DAILY;UNTIL=20260327',
    zone: 'America/Chicago',
    to: '2026-04-01',
    shifts: ['2026-03-26 20:00 – 2026-03-27 06:00 lin', '2026-03-27 20:00 – 2026-03-28 06:00 lin'],
  },
  {
    what: 'weeks without an end that meet at the change of clocks, though an hour is missing',
    lines:
      'DTSTART;TZID=America/New_York:20251006T090000\nDTEND;TZID=America/New_York:20251013T090000\nRRULE:FREQ=WEEKLY',
    zone: 'America/New_York',
    from: '2026-10-26',
    to: '2026-11-16',
    shifts: ['2026-10-26 00:00 – 2026-11-16 00:00 lin'],
  },
  {
    what: 'lengths: a week of the calendar, and so many hours',
    lines: 'DTSTART;TZID=Europe/London:20260327T090000\nDURATION:PT72H',
    zone: 'Europe/London',
    to: '2026-04-05',
    shifts: ['2026-03-27 09:00 – 2026-03-30 10:00 lin'],
  },
  {
    what: 'a length in days over the change of clocks',
    lines: 'DTSTART;TZID=Europe/London:20260327T090000\nDURATION:P3D',
    zone: 'Europe/London',
    to: '2026-04-05',
    shifts: ['2026-03-27 09:00 – 2026-03-30 09:00 lin'],
  },
  {
    what: 'more dates, one of them with its own end',
    lines:
      'DTSTART:20260324T080000Z\nDTEND:20260324T090000Z\nRDATE:20260325T080000Z\nRDATE;VALUE=PERIOD:20260326T080000Z/20260326T120000Z,20260327T080000Z/PT30M',
    to: '2026-04-01',
    shifts: [
      '2026-03-24 08:00 – 2026-03-24 09:00 lin',
      '2026-03-25 08:00 – 2026-03-25 09:00 lin',
      '2026-03-26 08:00 – 2026-03-26 12:00 lin',
      '2026-03-27 08:00 – 2026-03-27 08:30 lin',
    ],
  },
  {
    what: 'whole days, in the zone that the calendar names for itself',
    lines: 'DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330',
    more: 'X-WR-TIMEZONE:Asia/Shanghai\n',
    zone: 'Asia/Shanghai',
    to: '2026-04-01',
    shifts: ['2026-03-28 00:00 – 2026-03-30 00:00 lin'],
  },
  {
    what: 'a whole day that is not called one, without an end',
    lines: 'DTSTART:20260328',
    to: '2026-04-01',
    shifts: ['2026-03-28 00:00 – 2026-03-29 00:00 lin'],
  },
  {
    what: 'a time that floats, in the zone that the calendar names for itself',
    lines: 'DTSTART:20260328T200000\nDTEND:20260328T220000',
    more: 'X-WR-TIMEZONE:Asia/Shanghai\n',
    zone: 'Asia/Shanghai',
    to: '2026-04-01',
    shifts: ['2026-03-28 20:00 – 2026-03-28 22:00 lin'],
  },
  {
    what: 'an end in another zone than the beginning',
    lines: 'DTSTART;TZID=Europe/London:20260324T090000\nDTEND;TZID=Asia/Shanghai:20260324T210000',
    zone: 'Europe/London',
    to: '2026-04-01',
    shifts: ['2026-03-24 09:00 – 2026-03-24 13:00 lin'],
  },
  {
    what: 'a time that clocks skip: it is read as if they had not',
    lines: 'DTSTART;TZID=Europe/Berlin:20260329T023000\nDTEND;TZID=Europe/Berlin:20260329T060000',
    zone: 'Europe/Berlin',
    to: '2026-04-01',
    shifts: ['2026-03-29 03:30 – 2026-03-29 06:00 lin'],
  },
  {
    what: 'the last working day of a month',
    lines:
      'DTSTART:20260331T080000Z\nDTEND:20260331T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2',
    to: '2026-06-01',
    shifts: ['2026-03-31 08:00 – 2026-03-31 09:00 lin', '2026-04-30 08:00 – 2026-04-30 09:00 lin'],
  },
  {
    what: 'a zone by an old name of the database, by one with something in front, and UTC by name',
    lines:
      'DTSTART;TZID=/mozilla.org/20050126_1/Asia/Calcutta:20260324T090000\nDTEND;TZID=Etc/UTC:20260324T050000',
    zone: 'Asia/Kolkata',
    to: '2026-04-01',
    shifts: ['2026-03-24 09:00 – 2026-03-24 10:30 lin'],
  },
];

describe.each(FORMS)('$what', ({ lines, more, zone = 'UTC', from = '2026-03-01', to, shifts: wanted }) => {
  it('is read', () => {
    const now = at(`${from}T00:00`, zone);
    const calendar = read(event(lines, more).replace(/^/, ''), { now });
    expect(shifts(calendar, zone, now, at(`${to}T00:00`, zone))).toEqual(wanted);
    expect(calendar.troubles).toEqual([]);
  });
});

const WEEK = 'DTSTART:20260323T090000Z\r\nDTEND:20260324T090000Z\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\n';
const LIN = 'ATTENDEE:mailto:lin.wei@broadcast.example\r\n';

function calendarOf(...events: string[]): string {
  const all = events.map((lines) => `BEGIN:VEVENT\r\n${lines}END:VEVENT\r\n`).join('');
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${all}END:VCALENDAR\r\n`;
}

describe('single times of an event', () => {
  const until = at('2026-05-01T00:00');

  it('are taken out where they are cancelled', () => {
    const calendar = read(
      calendarOf(
        `UID:a\r\n${LIN}${WEEK}`,
        `UID:a\r\n${LIN}RECURRENCE-ID:20260330T090000Z\r\nDTSTART:20260330T090000Z\r\nDTEND:20260331T090000Z\r\nSTATUS:CANCELLED\r\n`,
      ),
    );
    expect(shifts(calendar, 'UTC', NOW, until)).toEqual([
      '2026-03-23 12:00 – 2026-03-24 09:00 lin',
      '2026-04-06 09:00 – 2026-04-07 09:00 lin',
      '2026-04-13 09:00 – 2026-04-14 09:00 lin',
    ]);
  });

  it('count where they were moved here from outside the time that is looked through, and without their series', () => {
    const calendar = read(
      calendarOf(
        `UID:a\r\n${LIN}RECURRENCE-ID:20200330T090000Z\r\nDTSTART:20260330T090000Z\r\nDTEND:20260331T090000Z\r\n`,
      ),
    );
    expect(shifts(calendar, 'UTC', NOW, until)).toEqual(['2026-03-30 09:00 – 2026-03-31 09:00 lin']);
  });

  it('of what is there twice, the newer one counts', () => {
    const ada = 'ATTENDEE:mailto:ada@broadcast.example\r\n';
    const one = (who: string, sequence: number) =>
      `UID:a\r\nSEQUENCE:${sequence}\r\n${who}DTSTART:20260330T090000Z\r\nDTEND:20260331T090000Z\r\n`;
    const calendar = read(calendarOf(one(LIN, 3), one(ada, 1)));
    expect(shifts(calendar, 'UTC', NOW, until)).toEqual(['2026-03-30 09:00 – 2026-03-31 09:00 lin']);
  });
});

describe('who is meant', () => {
  const who = (lines: string) => {
    const { shifts: found, troubles } = read(
      event(`${lines}\nDTSTART:20260324T080000Z\nDTEND:20260324T100000Z`),
    );
    return [
      ...found.spans.flatMap(({ people }) => people),
      ...troubles.map((trouble) => ('who' in trouble ? `? ${trouble.who}` : trouble.kind)),
    ];
  };

  it.each([
    ['ATTENDEE:MAILTO:Lin.Wei@Broadcast.Example', ['lin']],
    ['ATTENDEE:mailto:bo@home.example\nATTENDEE:mailto:bo@broadcast.example', ['bo']],
    ['ATTENDEE:mailto:bo@home.example\nATTENDEE:mailto:ada@broadcast.example', ['bo', 'ada']],
    ['ATTENDEE:mailto:bo@home.example\nATTENDEE:mailto:who@home.example', ['bo', '? who@home.example']],
    ['ATTENDEE;ROLE=NON-PARTICIPANT:mailto:bo@home.example\nATTENDEE:mailto:ada@broadcast.example', ['ada']],
    // All have declined: that leaves a hole, and is no mistake.
    ['ATTENDEE;PARTSTAT=DECLINED:mailto:bo@home.example\nSUMMARY:lin', []],
    ['SUMMARY:Lin', ['lin']],
    ['SUMMARY:lin and Bo', ['lin', 'bo']],
    ['SUMMARY:lin、ada', ['lin', 'ada']],
    ['SUMMARY:lin / nobody', ['lin', '? nobody']],
    ['SUMMARY:ada@broadcast.example', ['ada']],
    ['SUMMARY:', ['no-person']],
    ['SUMMARY:On call\\, lin', ['lin', '? On call']],
  ])('%s', (lines, wanted) => {
    expect(who(lines)).toEqual(wanted);
  });
});

describe('what is wrong with one event', () => {
  const good = `UID:good\r\n${LIN}DTSTART:20260324T080000Z\r\nDTEND:20260324T100000Z\r\n`;

  it.each([
    [
      'a rule that is none',
      `UID:bad\r\nSUMMARY:Bad\r\n${WEEK.replace('WEEKLY', 'SOMETIMES')}`,
      'unread-event',
    ],
    ['a day that there is not', 'UID:bad\r\nSUMMARY:Bad\r\nDTSTART:20260230T0800\r\n', 'unread-event'],
    ['no beginning', 'UID:bad\r\nSUMMARY:Bad\r\n', 'unread-event'],
    [
      'a rule of seconds',
      `UID:bad\r\nSUMMARY:Bad\r\n${LIN}${WEEK.replace('WEEKLY;COUNT=4', 'SECONDLY')}`,
      'unread-event',
    ],
    [
      'a rule that never comes true',
      `UID:bad\r\nSUMMARY:Bad\r\n${LIN}${WEEK.replace('FREQ=WEEKLY;COUNT=4', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')}`,
      'unread-event',
    ],
    [
      'a zone that there is not',
      'UID:bad\r\nSUMMARY:Bad\r\nDTSTART;TZID=Mars/Base:20260324T080000\r\nDTEND;TZID=Mars/Base:20260324T090000\r\n',
      'unknown-zone',
    ],
  ])('%s: it is named, and the others count', (_what, bad, kind) => {
    const calendar = read(calendarOf(bad, good));
    expect(shifts(calendar, 'UTC', NOW, NOW + 7 * DAY)).toEqual(['2026-03-24 08:00 – 2026-03-24 10:00 lin']);
    expect(calendar.troubles).toMatchObject([{ kind, event: 'Bad' }]);
  });

  it('lines that are none are not looked at where they say nothing about shifts', () => {
    const calendar = read(
      calendarOf(
        good,
        `UID:x\r\n${LIN}DTSTART:20260325T080000Z\r\nDTEND:20260325T100000Z\r\nhello\r\nX-A;B="c\r\n`,
      ),
    );
    expect(calendar.shifts.spans).toHaveLength(2);
    expect(calendar.troubles).toEqual([]);
  });
});

describe('what is no calendar', () => {
  it.each([
    ['nothing', '', /no iCalendar file/],
    ['a page to sign in', '<!doctype html><html><body>Sign in: now</body></html>', /sign in/],
    ['one that is cut off', calendarOf(`UID:a\r\n${WEEK}`).slice(0, 90), /cut off/],
    [
      'one whose parts do not end',
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n',
      /no iCalendar file/,
    ],
    [
      'one with too many events',
      calendarOf(...Array.from({ length: 5_001 }, () => 'UID:x\r\n')),
      /5000 events/,
    ],
  ])('%s', (_what, text, why) => {
    expect(() => read(text)).toThrow(CalendarError);
    expect(() => read(text)).toThrow(why);
  });

  it('a calendar with nothing in it is one', () => {
    expect(read('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')).toMatchObject({
      shifts: { spans: [] },
      troubles: [],
    });
  });

  it(
    'one whose rules take for ever is given up as a whole, so that the last good one goes on',
    { timeout: 30_000 },
    () => {
      const bad = (index: number) =>
        `UID:${index}\r\n${WEEK.replace('FREQ=WEEKLY;COUNT=4', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')}`;
      expect(() => read(calendarOf(...Array.from({ length: 50 }, (_, index) => bad(index))))).toThrow(
        /takes longer/,
      );
    },
  );
});

describe('the names of zones that Windows has', () => {
  it.each(Object.entries(WINDOWS_ZONES))('%s is %s', (name, zone) => {
    expect(zoneNamed(zone)).toBeDefined();
    const calendar = read(event(`DTSTART;TZID=${name}:20260324T080000\nDTEND;TZID=${name}:20260324T090000`));
    expect(calendar.shifts.spans[0]?.from).toBe(at('2026-03-24T08:00', zone));
  });
});
