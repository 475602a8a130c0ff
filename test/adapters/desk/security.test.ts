import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawRequest, startDesk } from './desk-server.ts';
import type { DeskServer } from './desk-server.ts';

let server: DeskServer;
beforeAll(async () => {
  server = await startDesk();
});
afterAll(() => server.stop());

const body = JSON.stringify({ kind: 'command', id: 'ask-0001', as: 'ada', line: 'stream list' });

describe('where a request comes from', () => {
  const host = () => `127.0.0.1:${server.port}`;
  const good = () => ({ Host: host(), Origin: `http://${host()}`, 'Content-Type': 'application/json' });

  it.each<[string, () => Record<string, string>, number]>([
    ['the page itself', good, 202],
    ['a browser that tells the site', () => ({ ...good(), 'Sec-Fetch-Site': 'same-origin' }), 202],
    ['another origin', () => ({ ...good(), Origin: 'http://evil.example' }), 403],
    ['another port of this machine', () => ({ ...good(), Origin: 'http://127.0.0.1:1' }), 403],
    ['an opaque origin', () => ({ ...good(), Origin: 'null' }), 403],
    ['another site that leaves its origin out', () => ({ ...good(), 'Sec-Fetch-Site': 'cross-site' }), 403],
    ['the same site on another port', () => ({ ...good(), 'Sec-Fetch-Site': 'same-site' }), 403],
    ['nobody knows where', () => ({ Host: host(), 'Content-Type': 'application/json' }), 403],
    [
      'a name that was rebound to us',
      () => ({ ...good(), Host: 'evil.example', Origin: 'http://evil.example' }),
      403,
    ],
    ['a name that looks local', () => ({ ...good(), Host: 'localhost.evil.example' }), 403],
    ['a reverse proxy', () => ({ ...good(), 'X-Forwarded-For': '203.0.113.9' }), 403],
    ...(
      [
        ['X-Forwarded-Proto', 'https'],
        ['X-Forwarded-Host', 'desk.example.com'],
        ['X-Forwarded', 'for=203.0.113.9'],
        ['Forwarded', 'for=203.0.113.9;proto=https'],
        ['Via', '1.1 proxy'],
        ['X-Real-IP', '203.0.113.9'],
        ['CF-Connecting-IP', '203.0.113.9'],
        ['Tailscale-User-Login', 'ada@example.com'],
      ] as const
    ).map(([name, value]): [string, () => Record<string, string>, number] => [
      `a proxy or a tunnel that adds ${name}`,
      () => ({ ...good(), [name]: value }),
      403,
    ]),
    ['a plain form', () => ({ ...good(), 'Content-Type': 'text/plain' }), 415],
    ['no content type', () => ({ Host: host(), Origin: `http://${host()}` }), 415],
    ['JSON with a charset', () => ({ ...good(), 'Content-Type': 'application/json; charset=utf-8' }), 202],
  ])('%s', async (_name, headers, status) => {
    expect((await rawRequest(server.port, '/desk/intents', headers(), body)).status).toBe(status);
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])('opens under %s', async (name) => {
    const answer = await rawRequest(server.port, '/desk', { Host: `${name}:${server.port}` });
    expect(answer.status).toBe(200);
  });

  it.each(['/desk', '/desk/setup', '/desk/events?as=ada', '/desk/page/page.html'])(
    'keeps %s from a rebound name',
    async (path) => {
      const answer = await rawRequest(server.port, path, { Host: 'evil.example' });
      expect(answer.status).toBe(403);
      expect(answer.body).toContain('desk.not-local');
    },
  );

  it.each(['/desk/setup', '/desk/events?as=ada'])('keeps %s from other sites', async (path) => {
    for (const [name, value] of [
      ['Origin', 'http://evil.example'],
      ['Sec-Fetch-Site', 'cross-site'],
    ] as const) {
      expect((await rawRequest(server.port, path, { Host: host(), [name]: value })).status).toBe(403);
    }
  });

  it('lets a link open the page', async () => {
    const answer = await rawRequest(server.port, '/desk', { Host: host(), 'Sec-Fetch-Site': 'cross-site' });
    expect(answer.status).toBe(200);
  });
});

describe('bodies', () => {
  it.each<[string, unknown, number]>([
    ['not JSON', '{"kind":', 400],
    ['no object', '[]', 400],
    ['unknown kind', { kind: 'delete', id: 'ask-0002', as: 'ada' }, 400],
    ['unknown property', { kind: 'command', id: 'ask-0002', as: 'ada', line: 'x', actor: 'root' }, 400],
    ['no id', { kind: 'command', as: 'ada', line: 'x' }, 400],
    ['a bad id', { kind: 'command', id: 'a:b c d e f', as: 'ada', line: 'x' }, 400],
    ['a line of 2,000', { kind: 'command', id: 'ask-2000', as: 'ada', line: 'x'.repeat(2_000) }, 202],
    ['a line of 2,001', { kind: 'command', id: 'ask-2001', as: 'ada', line: 'x'.repeat(2_001) }, 400],
    ['somebody unknown', { kind: 'command', id: 'ask-0003', as: 'mallory', line: 'x' }, 401],
    ['nobody', { kind: 'command', id: 'ask-0003', line: 'x' }, 401],
    ['more than 64 KB', { kind: 'command', id: 'ask-0003', as: 'ada', line: 'x'.repeat(70_000) }, 413],
  ])('%s', async (_name, sent, status) => {
    expect((await server.post(sent)).status).toBe(status);
  });

  it('refuses a body that does not say its length once it is too long', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(10_000));
    let left = 20;
    const stream = new ReadableStream<Uint8Array>({
      pull: (queue) => (left-- > 0 ? queue.enqueue(chunk) : queue.close()),
    });
    const headers = { 'Content-Type': 'application/json', Origin: server.origin };
    const init = { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit;
    expect((await fetch(`${server.origin}/desk/intents`, init)).status).toBe(413);
  });
});

describe('headers', () => {
  it.each(['/desk', '/desk/setup', '/desk/page/style.css', '/desk/nothing', '/desk/events?as=mallory'])(
    'guards %s',
    async (path) => {
      const { headers } = await fetch(server.origin + path);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
    },
  );
});
