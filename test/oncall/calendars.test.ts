/** Calendars while they run: asked again and again, kept on disk, and told of when they cannot be read. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CalendarError } from '../../src/oncall/calendar/calendar-error.ts';
import { createCalendars, type Calendars } from '../../src/oncall/calendar/calendars.ts';
import type { FetchCalendar, Fetched, Validators } from '../../src/oncall/calendar/fetch-calendar.ts';
import { createKeptCopies } from '../../src/oncall/calendar/kept-copy.ts';
import { onCallCheck } from '../../src/oncall/check.ts';
import { troubleText } from '../../src/oncall/trouble.ts';
import { uninterrupted } from '../../src/store/file/disk.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { quiet } from '../machine/quiet.ts';
import { at } from './rotations.ts';
import { configOf, running } from './running.ts';

const MINUTE = 60_000;
const URL_OF = 'https://calendar.example.com/private/oncall.ics';

function ics(who: string): Buffer {
  return Buffer.from(
    `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:${who}\r\nDTSTART:20260201T000000Z\r\nDTEND:20270201T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  );
}

const fileWith = (calendar: object) => ({
  people: { ada: { desk: 'ada', roles: ['lead'] }, bo: { desk: 'bo', roles: ['lead'] } },
  oncall: { rotations: { room: { calendar } } },
});

let folder = '';
const open: Calendars[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-calendars-'));
});
afterEach(async () => {
  for (const calendars of open.splice(0)) await calendars.stop();
  await rm(folder, { recursive: true, force: true });
});

type Answer = (have: Validators) => Promise<Fetched>;

/** A rotation with this calendar; `answer` is what its server says. */
async function stage(calendar: object, answers: { answer: Answer }, clock: TestClock = createTestClock()) {
  const file = fileWith(calendar);
  const config = configOf(file);
  const told: string[] = [];
  const note = (level: string) => (fields: object, message: string) =>
    void told.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const asked: Validators[] = [];
  const fetch: FetchCalendar = {
    fetch: (_url, _isPrivate, have) => {
      asked.push(have);
      return answers.answer(have);
    },
    close: async () => undefined,
  };
  const calendars = createCalendars({
    ...{ config, clock, fetch },
    variables: { ROOM: URL_OF },
    random: () => 0.5,
    log: { debug: () => undefined, info: note('info'), warn: note('warn'), error: note('error') },
    copies: createKeptCopies(join(folder, 'calendars'), uninterrupted),
    onChange: () => undefined,
  });
  open.push(calendars);
  const oncall = await running(file, { clock, calendars });
  await calendars.start();
  await calendars.look();
  return {
    ...{ clock, calendars, oncall, told, asked },
    /** Lets time pass, and what falls due in it end. */
    pass: async (ms: number) => {
      for (let left = ms; left > 0; left -= MINUTE) {
        clock.advance(Math.min(left, MINUTE));
        await quiet(20);
      }
      await calendars.look();
    },
    who: () => {
      // What the book remembers of a calendar is forgotten when it changes: a new one is opened.
      return running(file, { clock, calendars }).then((now) => now.at('room', clock.now()).people);
    },
  };
}

const fresh =
  (who: string, etag = '"1"'): Answer =>
  async () => ({ kind: 'new', bytes: ics(who), validators: { etag } });
const away: Answer = () => Promise.reject(new CalendarError('the server answered 503', '服务器返回 503'));

describe('a calendar at an address', () => {
  it('is asked every quarter of an hour, with what it had', async () => {
    const answers = { answer: fresh('ada') };
    const { asked, pass, who } = await stage({ urlEnv: 'ROOM' }, answers);
    expect(await who()).toEqual(['ada']);
    const before = asked.length;
    answers.answer = fresh('bo', '"2"');
    await pass(16 * MINUTE);
    expect(asked.length).toBeGreaterThan(before);
    expect(asked.at(before)).toEqual({ etag: '"1"' });
    expect(await who()).toEqual(['bo']);
  });

  it('that is away goes on as it was, is told once, asked again sooner, and told to be back', async () => {
    const answers: { answer: Answer } = { answer: fresh('ada') };
    const { clock, oncall, pass, told, who } = await stage({ urlEnv: 'ROOM' }, answers);
    answers.answer = away;
    await pass(40 * MINUTE);
    expect(await who()).toEqual(['ada']);
    expect(told.filter((line) => line.startsWith('warn'))).toHaveLength(1);
    const [trouble] = oncall.troubles(clock.now());
    expect(trouble).toMatchObject({
      kind: 'calendar-stale',
      readAt: at('2026-03-01T20:00'),
      why: { en: 'the server answered 503' },
    });
    expect(troubleText(trouble!, 'en', 'UTC')).toBe(
      'room: its calendar is that of 2026-03-01 20:00 (UTC): the server answered 503',
    );
    expect(JSON.stringify(told)).not.toContain('private');
    answers.answer = fresh('bo');
    await pass(16 * MINUTE);
    expect(await who()).toEqual(['bo']);
    expect(oncall.troubles(clock.now())).toEqual([]);
    expect(told.at(-1)).toMatch(/^info .*read again/);
  });

  it('that is suddenly a page to sign in goes on as it was', async () => {
    const answers: { answer: Answer } = { answer: fresh('ada') };
    const { clock, oncall, pass, who } = await stage({ urlEnv: 'ROOM' }, answers);
    answers.answer = async () => ({
      kind: 'new',
      bytes: Buffer.from('<html>Sign in</html>'),
      validators: {},
    });
    await pass(16 * MINUTE);
    expect(await who()).toEqual(['ada']);
    expect(oncall.troubles(clock.now())).toMatchObject([{ kind: 'calendar-stale' }]);
  });

  it('is there after a restart while its server is away, and not where the address is another one', async () => {
    const clock = createTestClock();
    await stage({ urlEnv: 'ROOM' }, { answer: fresh('ada') }, clock);
    const after = await stage({ urlEnv: 'ROOM' }, { answer: away }, clock);
    expect(await after.who()).toEqual(['ada']);
    // It says with what it has that it has it.
    expect(after.asked[0]).toEqual({ etag: '"1"' });
    const other = await stage({ url: 'https://calendar.example.com/other.ics' }, { answer: away }, clock);
    expect(await other.who()).toEqual([]);
    expect(other.oncall.troubles(clock.now())).toMatchObject([{ kind: 'calendar-missing' }]);
  });

  it('that was never read is no hole of seven days, and says why', async () => {
    const { clock, oncall } = await stage({ urlEnv: 'ROOM' }, { answer: away });
    const check = onCallCheck(oncall, { timeZone: 'UTC' }, clock);
    expect(await check.check()).toEqual({
      ok: true,
      why: 'room: its calendar was never read, so nobody is on call: the server answered 503',
    });
  });

  it('names who is nobody', async () => {
    const { clock, oncall } = await stage({ urlEnv: 'ROOM' }, { answer: fresh('Adaa') });
    const check = onCallCheck(oncall, { timeZone: 'UTC' }, clock);
    expect((await check.check()).why).toMatch(
      /room: nobody is on call from [^;]*; room: its calendar names Adaa from 2026-02-01 00:00 on, who is nobody's email or name/,
    );
  });

  it('that says nothing new is looked through again after a day, since time goes on', async () => {
    const answers: { answer: Answer } = { answer: fresh('ada') };
    const { calendars, pass } = await stage({ urlEnv: 'ROOM' }, answers);
    const before = calendars.state('room')?.shifts?.known.to ?? 0;
    answers.answer = async () => ({ kind: 'same' });
    await pass(25 * 60 * MINUTE);
    expect(calendars.state('room')?.shifts?.known.to).toBeGreaterThan(before);
  });
});

describe('a calendar in a file', () => {
  it('is there from the start on, and looked at every minute', async () => {
    const path = join(folder, 'oncall.ics');
    await writeFile(path, ics('ada'));
    const { pass, who } = await stage({ file: path }, { answer: away });
    expect(await who()).toEqual(['ada']);
    await writeFile(path, ics('bo'));
    await pass(2 * MINUTE);
    expect(await who()).toEqual(['bo']);
  });

  it('that is gone or too large goes on as it was', async () => {
    const path = join(folder, 'oncall.ics');
    await writeFile(path, ics('ada'));
    const { clock, oncall, pass, who } = await stage({ file: path }, { answer: away });
    await rm(path);
    await pass(2 * MINUTE);
    expect(oncall.troubles(clock.now())).toMatchObject([{ why: { en: 'its file cannot be read' } }]);
    await writeFile(path, Buffer.alloc(1_000_001, 'x'));
    await pass(2 * MINUTE);
    expect(oncall.troubles(clock.now())).toMatchObject([{ why: { en: 'it has more than 1000000 bytes' } }]);
    expect(await who()).toEqual(['ada']);
    expect(JSON.stringify(oncall.troubles(clock.now()))).not.toContain(folder);
  });
});
