import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { calendarAddress } from '../../src/oncall/calendar/address.ts';
import {
  createFetchCalendar,
  MOST_BYTES,
  type FetchCalendar,
} from '../../src/oncall/calendar/fetch-calendar.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const ICS = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';

let server: Server | undefined;
let fetching: FetchCalendar | undefined;
afterEach(async () => {
  await fetching?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
});

/** A server of calendars on this machine; `calendars.example` leads to it too. */
async function serving(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: IncomingMessage[] = [];
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const clock = createTestClock();
  const names: string[] = [];
  fetching = createFetchCalendar(clock, async (host) => {
    names.push(host);
    return [{ address: '127.0.0.1', family: 4 }];
  });
  const { fetch } = fetching;
  const get = (path = '/oncall.ics', isPrivate = true, host = 'calendars.example') =>
    fetch(new URL(`http://${host}:${port}${path}`), isPrivate, {});
  return { asked, clock, names, port, get, fetch };
}

describe('a calendar', () => {
  it('comes with what tells whether it is still the same, and then is not sent again', async () => {
    const { asked, port, get, fetch } = await serving((request, response) => {
      const headers = { etag: '"v1"', 'last-modified': 'Mon, 02 Mar 2026 09:00:00 GMT' };
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, headers).end(ICS);
    });
    const first = await get();
    expect(first).toMatchObject({ kind: 'new', validators: { etag: '"v1"' } });
    expect(first.kind === 'new' && Buffer.from(first.bytes).toString()).toBe(ICS);
    const validators = first.kind === 'new' ? first.validators : {};
    expect(await fetch(new URL(`http://calendars.example:${port}/oncall.ics`), true, validators)).toEqual({
      kind: 'same',
    });
    expect(asked[1]?.headers['if-modified-since']).toBe('Mon, 02 Mar 2026 09:00:00 GMT');
    expect(asked[0]?.headers['if-none-match']).toBeUndefined();
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void, RegExp]>([
    [
      'that is not there',
      (_, response) => void response.writeHead(404).end('secret'),
      /^the server answered 404$/,
    ],
    [
      'of more than a megabyte',
      (_, response) => void response.writeHead(200).end('x'.repeat(MOST_BYTES + 1)),
      /more than 1000000 bytes/,
    ],
    [
      'that is packed',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(ICS)),
      /packed/,
    ],
    [
      'that is somewhere else',
      (_, response) => void response.writeHead(302, { location: 'https://elsewhere.example/token' }).end(),
      /another host \(elsewhere\.example\)/,
    ],
    [
      'that goes round in circles',
      (request, response) => void response.writeHead(302, { location: `${request.url ?? ''}x` }).end(),
      /redirects more than 3 times/,
    ],
    ['whose server hangs up', (request) => void request.socket.destroy(), /could not be asked \([A-Z_]+\)/],
  ])('%s cannot be had, and why does not tell the address', async (_what, answer, why) => {
    const { get } = await serving(answer);
    const failure = await get('/private-0123456789abcdef/oncall.ics').catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'CalendarError', message: expect.stringMatching(why) });
    expect(JSON.stringify(failure) + String(failure)).not.toMatch(/0123456789abcdef|secret/);
  });

  it('is followed on the same host', async () => {
    const { get } = await serving((request, response) => {
      if (request.url === '/oncall.ics') response.writeHead(301, { location: '/moved.ics' }).end();
      else response.writeHead(200).end(ICS);
    });
    expect((await get()).kind).toBe('new');
  });

  it('that does not come is waited for ten seconds', async () => {
    const { get, clock, asked } = await serving(() => undefined);
    const failed = get().catch((error: unknown) => error);
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    clock.advance(10_000);
    expect(await failed).toMatchObject({ message: 'no answer within 10 s' });
  });

  it('that begins and does not end is not waited for either', async () => {
    const { get, clock, asked } = await serving((_, response) => void response.writeHead(200).write('BEGIN'));
    const failed = get().catch((error: unknown) => error);
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock.advance(10_000);
    expect(await failed).toMatchObject({ message: 'no answer within 10 s' });
  });
});

describe('an address inside', () => {
  it.each(['calendars.example', '127.0.0.1', '[::1]', 'localhost'])(
    '%s is not asked, unless that is meant',
    async (host) => {
      const { asked, get } = await serving((_, response) => void response.writeHead(200).end(ICS));
      const failure = await get('/oncall.ics', false, host).catch((error: unknown) => error);
      expect(failure).toMatchObject({ message: expect.stringMatching(/inside this network.*private: true/) });
      expect(asked).toEqual([]);
    },
  );
});

describe('the address of a calendar', () => {
  it.each([
    ['https://calendar.example.com/a.ics', false, 'https://calendar.example.com/a.ics'],
    ['webcal://p01-caldav.icloud.com/published/2/x', false, 'https://p01-caldav.icloud.com/published/2/x'],
    ['http://wiki.internal/a.ics', true, 'http://wiki.internal/a.ics'],
    ['http://calendar.example.com/a.ics', false, /no https address/],
    ['ftp://calendar.example.com/a.ics', true, /no https or http address/],
    ['file:///etc/passwd', true, /no https or http address/],
    ['https://ada:secret@calendar.example.com/a.ics', false, /a name or a password/],
    ['oncall.ics', false, /is not an address/],
  ])('%s', (text, isPrivate, wanted) => {
    const address = calendarAddress(text, isPrivate);
    if (typeof wanted === 'string') expect(String(address)).toBe(wanted);
    else expect(address).toMatch(wanted);
    expect(typeof address === 'string' && address.includes('secret')).toBe(false);
  });
});
