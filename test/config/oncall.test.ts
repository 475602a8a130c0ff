import { describe, expect, it } from 'vitest';
import { linesOf, load } from './files.ts';

const PEOPLE = `people:
  ada: { slack: U012AB3CD, roles: [lead], email: ada@broadcast.example }
  bo: { slack: U023BC4DE, roles: [lead] }
`;

/** A file with one rotation, of which these are the lines. */
function withRotation(lines: string): string {
  const indented = lines
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  return `${PEOPLE}oncall:\n  rotations:\n    room:\n${indented}\n`;
}

/** What is said of it, without the file and the line. */
function said(lines: string, env: Readonly<Record<string, string>> = {}): string[] {
  return linesOf(load(withRotation(lines), env)).map((line) => line.replace(/^airdesk\.yaml:\d+: /, ''));
}

const LAYER = 'oncall.rotations.room.layers.0';

describe('a rotation that is right', () => {
  it.each([
    ['turns', 'layers: [{ people: [ada, bo], handover: monday 09:00, start: 2026-01-05 }]'],
    [
      'turns in Chinese',
      'layers: [{ people: [ada, bo], handover: 周一 09:00, every: 2周, start: 2026-01-05 }]',
    ],
    ['turns of days', 'layers: [{ people: [ada, bo], handover: 09:00, every: 3 days, start: 2026-01-07 }]'],
    ['one person', 'layers: [{ people: [ada] }]'],
    [
      'hours',
      "layers: [{ people: [ada], during: ['Mon-Fri 09:00-18:00'] }]\nneeded: ['Mon-Fri 09:00-18:00']",
    ],
    ['a file', 'calendar: { file: ./oncall.ics, zone: europe/london }'],
    ['an address', 'calendar: { url: webcal://calendar.example.com/oncall.ics }'],
    ['a group', "layers: [{ people: [ada] }]\ngroup: 'slack:S012AB3CD'"],
  ])('%s', (_what, lines) => {
    expect(said(lines)).toEqual([]);
  });

  it('is read', () => {
    const result = load(withRotation('calendar: { file: ./oncall.ics, zone: europe/london }'));
    expect(result.ok && result.loaded.config).toMatchObject({
      people: { ada: { emails: ['ada@broadcast.example'] } },
      oncall: { rotations: { room: { calendar: { zone: 'Europe/London', private: false } } } },
    });
  });

  it('takes the address of its calendar from a variable, which is a secret from then on', () => {
    const url = 'https://calendar.example.com/oncall/0123456789abcdef.ics';
    const result = load(withRotation('calendar: { urlEnv: ROOM_CALENDAR }'), { ROOM_CALENDAR: url });
    expect(linesOf(result)).toEqual([]);
    expect(result.ok && result.loaded.secrets).toContain(url);
  });
});

describe('what is wrong is one line that names the setting', () => {
  it.each([
    ['needed: [Mon-Fri]', 'oncall.rotations.room: needs layers or a calendar'],
    [
      'layers: [{ people: [ada] }]\ncalendar: { file: a.ics }',
      'oncall.rotations.room: has layers and a calendar; keep one of the two',
    ],
    ['layers: [{ people: [adda] }]', `${LAYER}.people: there is no person "adda"; did you mean "ada"?`],
    [
      'layers: [{ people: [ada, bo] }]',
      `${LAYER}.handover: is missing; several people need it, as monday 09:00`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: monday 09:00 }]',
      `${LAYER}.start: is missing; several people need it, as 2026-01-05`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: moonday 09:00, start: 2026-01-05 }]',
      `${LAYER}.handover: "moonday 09:00" is no hand-over; write monday 09:00, or 09:00 where turns are counted in days`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: monday 25:00, start: 2026-01-05 }]',
      `${LAYER}.handover: "monday 25:00" names a time that no clock shows; from 00:00 to 23:59`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: monday 09:00, start: 2026-01-07 }]',
      `${LAYER}.start: 2026-01-07 is a wednesday, and the hand-over is on monday; write 2026-01-05`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: monday 09:00, start: 5 January }]',
      `${LAYER}.start: "5 January" is not a date, as 2026-01-05`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: monday 09:00, every: fortnight, start: 2026-01-05 }]',
      `${LAYER}.every: "fortnight" is no length of a turn; write week, 2 weeks, day or 3 days`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: monday 09:00, every: 3 days, start: 2026-01-05 }]',
      `${LAYER}.every: is counted in days, and handover names a weekday; leave the weekday out, or write weeks`,
    ],
    [
      'layers: [{ people: [ada, bo], handover: 09:00, every: 2 weeks, start: 2026-01-05 }]',
      `${LAYER}.handover: names no weekday; write monday 09:00`,
    ],
    [
      "layers: [{ people: [ada, bo], handover: 09:00, start: 2026-01-04, during: ['Mon-Fri 09:00-18:00'] }]",
      `${LAYER}.start: 2026-01-04 is a sunday, on which nothing of during begins; write the first day that counts`,
    ],
    [
      'layers: [{ people: [ada], every: week }]',
      `${LAYER}.every: is there without handover; write handover: monday 09:00`,
    ],
    [
      'layers: [{ people: [ada], during: [Mon-Fr1] }]',
      `${LAYER}.during: "Mon-Fr1" is not a day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun, Mon-Fri or 周一至周五`,
    ],
    [
      'zone: CST\nlayers: [{ people: [ada] }]',
      'oncall.rotations.room.zone: there is no time zone "CST"; did you mean "Asia/Shanghai", "America/Chicago" or "America/Havana"?',
    ],
    [
      'layers: [{ name: a, people: [ada] }, { name: a, people: [bo] }]',
      'oncall.rotations.room.layers.1.name: "a" is there twice; rename one of the two',
    ],
    ['calendar: { zone: UTC }', 'oncall.rotations.room.calendar: needs exactly one of file, url and urlEnv'],
    [
      'calendar: { url: http://calendar.example.com/a.ics }',
      'oncall.rotations.room.calendar.url: is no https address; http is read with private: true only',
    ],
    [
      'calendar: { urlEnv: ROOM_CALENDAR }',
      'oncall.rotations.room.calendar.urlEnv: the environment variable ROOM_CALENDAR is not set (nor ROOM_CALENDAR_FILE)',
    ],
    [
      "layers: [{ people: [ada] }]\ngroup: 'discord:123456789012345678'",
      'oncall.rotations.room.group: "discord:123456789012345678" is not a group whose members can be set; write one as slack:S012AB3CD',
    ],
    [
      'layer: [{ people: [ada] }]',
      'oncall.rotations.room.layer: there is no such setting; did you mean "layers"?',
    ],
  ])('%s', (lines, wanted) => {
    expect(said(lines)).toEqual([wanted]);
  });

  it('a rotation that is called as somebody is', () => {
    const yaml = `${PEOPLE}oncall: { rotations: { ada: { layers: [{ people: [bo] }] } } }`;
    expect(linesOf(load(yaml))[0]).toMatch(/"ada" is the name of a person too/);
  });

  it('an email that two have, and one that is none', () => {
    const two =
      'people:\n  a: { desk: a, roles: [lead], email: x@y.example }\n  b: { desk: b, roles: [lead], email: [X@y.example] }';
    expect(linesOf(load(two))).toEqual([
      'airdesk.yaml:3: people.b.email: "x@y.example" is a already; one address has one person',
    ]);
    const none = 'people:\n  a: { desk: a, roles: [lead], email: x }';
    expect(linesOf(load(none))).toEqual([
      'airdesk.yaml:2: people.a.email: "x" is not an email address, as lin@example.com',
    ]);
    const second = 'people:\n  a: { desk: a, roles: [lead], email: [a@b.example, x] }';
    expect(linesOf(load(second))).toEqual([
      'airdesk.yaml:2: people.a.email: "x" is not an email address, as lin@example.com',
    ]);
  });

  it('a secret address in the file, and the path of feeds', () => {
    const google =
      'https://calendar.google.com/calendar/ical/x%40group.calendar.google.com/private-0a1b2c/basic.ics';
    const outlook = 'https://outlook.office365.com/owa/calendar/0a1b@broadcast.example/2c3d/calendar.ics';
    for (const url of [google, outlook])
      expect(linesOf(load(withRotation(`calendar: { url: "${url}" }`)))[0]).toMatch(
        /looks like the secret address of a calendar/,
      );
    expect(linesOf(load('# https://airdesk.example.com/oncall/0123456789abcdef01/ada.ics'))[0]).toMatch(
      /the path of on-call feeds/,
    );
  });
});
