import { Hono } from 'hono';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../src/oncall/calendar/read-calendar.ts';
import { addFeeds } from '../../src/oncall/feed/feed-route.ts';
import { feedText } from '../../src/oncall/feed/feed.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { at, DAY, HOUR } from './rotations.ts';
import { configOf, running } from './running.ts';

const TOKEN = 'a-token-that-nobody-can-guess';
const FILE = {
  people: {
    ada: { desk: 'ada', roles: ['lead'] },
    林伟: { desk: 'lin', roles: ['lead'], language: 'zh-CN' },
  },
  oncall: {
    rotations: {
      'control-room': {
        layers: [{ people: ['ada', '林伟'], handover: 'monday 09:00', start: '2026-02-02' }],
      },
      streams: { layers: [{ people: ['林伟'], during: ['Sat,Sun'] }] },
    },
  },
};

async function serving(token: string | undefined = TOKEN) {
  const clock = createTestClock();
  const oncall = await running(FILE, { clock });
  const http = new Hono();
  addFeeds(http, { config: configOf(FILE), oncall, clock, token: () => token });
  http.notFound((c) => c.json({ error: 'not found' }, 404));
  const get = (path: string, headers: Record<string, string> = {}) =>
    http.request(`/oncall/${path}`, { headers });
  return { clock, oncall, get };
}

/** Events of a feed, as a calendar program reads them: `2026-03-02T09:00:00Z 2026-03-09T09:00:00Z title`. */
function events(text: string): string[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const value = (name: string) => String(event.getFirstPropertyValue(name));
    return `${value('dtstart')} ${value('dtend')} ${value('summary')}`;
  });
}

describe('a feed', () => {
  it('of a rotation has its shifts with overrides, thirty days back and ninety ahead', async () => {
    const { oncall, clock, get } = await serving();
    const now = clock.now();
    await oncall.add({
      rotation: 'control-room',
      kind: 'take',
      covers: [{ person: '林伟', from: now, to: now + HOUR }],
      by: 'ada',
    });
    const answer = await get(`${TOKEN}/control-room.ics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const found = events(await answer.text());
    expect(found).toContain('2026-03-01T20:00:00Z 2026-03-01T21:00:00Z On call, control-room: 林伟');
    expect(found).toContain('2026-03-02T09:00:00Z 2026-03-09T09:00:00Z On call, control-room: ada');
    expect(found.at(-1)).toMatch(/2026-05-30T00:00:00Z/);
  });

  it('of a person has their shifts of every rotation, in their language', async () => {
    const { get } = await serving();
    const found = events(await (await get(`${TOKEN}/${encodeURIComponent('林伟')}.ics`)).text());
    expect(found).toContain('2026-03-07T00:00:00Z 2026-03-09T00:00:00Z streams 值班：林伟');
    expect(found).toContain('2026-03-09T09:00:00Z 2026-03-16T09:00:00Z control-room 值班：林伟');
    expect(found.every((line) => line.includes('林伟'))).toBe(true);
  });

  it('is not sent again where it is the same, and is where a shift is another', async () => {
    const { clock, oncall, get } = await serving();
    const etag = (await get(`${TOKEN}/control-room.ics`)).headers.get('etag') ?? '';
    clock.advance(HOUR);
    const same = await get(`${TOKEN}/control-room.ics`, { 'if-none-match': `"x", W/${etag}` });
    expect([same.status, await same.text()]).toEqual([304, '']);
    const now = clock.now();
    const covers = [{ person: 'ada', from: now + DAY, to: now + 2 * DAY }];
    await oncall.add({ rotation: 'streams', kind: 'override', covers, by: 'ada' });
    expect((await get(`${TOKEN}/control-room.ics`, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(`${TOKEN}/streams.ics`, { 'if-none-match': etag })).status).toBe(200);
  });

  it.each([
    ['without a token', 'control-room.ics'],
    ['with a wrong token', `${TOKEN}x/control-room.ics`],
    ['with the beginning of the token', `${TOKEN.slice(0, -1)}/control-room.ics`],
    ['of what is not there', `${TOKEN}/gallery.ics`],
    ['of a name of every object', `${TOKEN}/constructor.ics`],
    ['without its ending', `${TOKEN}/control-room`],
  ])('%s is not there', async (_how, path) => {
    const { get } = await serving();
    const answer = await get(path);
    expect([answer.status, await answer.json()]).toEqual([404, { error: 'not found' }]);
  });

  it('is not there at all where no token is set', async () => {
    const clock = createTestClock();
    const http = new Hono();
    addFeeds(http, {
      config: configOf(FILE),
      oncall: await running(FILE, { clock }),
      clock,
      token: () => undefined,
    });
    for (const token of ['undefined', 'x', ''])
      expect((await http.request(`/oncall/${token}/control-room.ics`)).status).toBe(404);
  });
});

describe('its text', () => {
  const text = feedText({
    name: 'a; very\\strange, name'.repeat(3),
    language: 'zh-CN',
    today: at('2026-03-01T00:00'),
    shifts: [
      {
        rotation: '控制室与传输保障'.repeat(6),
        people: ['ada', '林伟'],
        by: { kind: 'calendar' },
        from: at('2026-03-01T00:00'),
        to: at('2026-03-02T00:00'),
      },
    ],
  });

  it('has no line of more than 75 bytes, and no character torn apart', () => {
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(text).not.toContain('\uFFFD');
    expect(text.replace(/\r\n /g, '')).toContain('控制室与传输保障'.repeat(6));
  });

  it('can be read by us as well', () => {
    const config = configOf({ people: { ada: { desk: 'a', roles: ['lead'] } } });
    const { shifts } = readCalendar(Buffer.from(text), {
      now: at('2026-03-01T12:00'),
      config,
      otherwise: 'UTC',
    });
    expect(shifts.known.from).toBeLessThan(at('2026-03-01T00:00'));
    expect(events(text)[0]).toContain('ada、林伟');
  });
});
