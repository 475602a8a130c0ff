import { afterEach, describe, expect, it } from 'vitest';
import { createTestClock } from '../../fakes/test-clock.ts';
import { dial, head, start as startReceiver, TOKEN, type Running } from './harness.ts';
import { MESSAGES, NOW, NOW_SECONDS, SECRET, signed } from './messages.ts';

const running: Running[] = [];

async function start(options: Parameters<typeof startReceiver>[0] = {}): Promise<Running> {
  const started = await startReceiver(options);
  running.push(started);
  return started;
}

afterEach(async () => {
  await Promise.all(
    running.splice(0).map(async ({ http, clock }) => {
      const closed = http.close(1000);
      clock.advance(1000);
      await closed;
    }),
  );
});

const good = JSON.stringify(signed(MESSAGES.push));
const forged = JSON.stringify({ ...MESSAGES.push, t: NOW_SECONDS + 600, sign: '0'.repeat(32) });
const counts = ({ counted }: Running) => Object.fromEntries(counted);

describe('a callback', () => {
  it('is stored, then answered as the vendor asks', async () => {
    const desk = await start();
    const answer = await desk.post(good);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'application/json',
      '{"code":0}',
    ]);
    expect(desk.stored).toMatchObject([
      {
        at: NOW,
        account: 'sports',
        trust: 'signed',
        message: { stream_id: 'main', stream_param: '[redacted]' },
      },
    ]);
    expect(counts(desk)).toEqual({ accepted: 1 });
  });

  it('is not answered before it is on disk', async () => {
    let onDisk: (seq: number) => void = () => undefined;
    let appended = (): void => undefined;
    const began = new Promise<void>((resolve) => (appended = resolve));
    const append = () => {
      appended();
      return new Promise<number>((resolve) => (onDisk = resolve));
    };
    const desk = await start({ inbox: { append } });
    let answered = false;
    const answer = desk.post(good).then((response) => {
      answered = true;
      return response.status;
    });
    await began;
    await (await fetch(`http://127.0.0.1:${desk.port}/healthz`)).text();
    expect([answered, counts(desk)]).toEqual([false, {}]);
    onDisk(1);
    expect(await answer).toBe(200);
    expect(counts(desk)).toEqual({ accepted: 1 });
  });

  it.each<[string, string, number, string]>([
    ['late', JSON.stringify(signed(MESSAGES.push, { t: NOW_SECONDS - 3600 })), 200, 'accepted-late'],
    ['of an unsigned type', JSON.stringify(MESSAGES.taskExit), 200, 'unsigned'],
    ['of an unknown type', '{"event_type":4711}', 200, 'unknown-type'],
    ['forged', forged, 403, 'bad-sign'],
    ['unsigned', JSON.stringify(MESSAGES.push), 403, 'unsigned-refused'],
    ['no JSON', 'event_type=1', 400, 'not-json'],
    ['empty', '', 400, 'not-json'],
    ['a list', '[]', 400, 'not-object'],
    ['too deep', '[['.repeat(1000), 400, 'too-deep'],
    ['too large', 'x'.repeat(300_000), 413, 'too-large'],
  ])('that is %s', async (_name, body, status, outcome) => {
    const desk = await start();
    expect((await desk.post(body)).status).toBe(status);
    expect(counts(desk)).toEqual({ [outcome]: 1 });
    expect(desk.stored).toHaveLength(status === 200 ? 1 : 0);
  });

  it('for a path that is not there is answered as any other', async () => {
    const desk = await start();
    const answers = await Promise.all(
      ['/callbacks/live/tok-unknown', '/callbacks/live/', '/nothing'].map((path) => desk.post(good, path)),
    );
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
        404,
        'application/json',
        '{"error":"not found"}',
      ]);
    }
    expect(counts(desk)).toEqual({ 'no-such-path': 2 });
    expect(desk.stored).toEqual([]);
  });

  it('with the key of another account is forged', async () => {
    const desk = await start();
    expect((await desk.post(good, '/callbacks/live/tok-other-000')).status).toBe(403);
  });

  it.each(['GET', 'PUT', 'DELETE'])('is no %s', async (method) => {
    const desk = await start();
    const answer = await fetch(`http://127.0.0.1:${desk.port}/callbacks/live/${TOKEN}`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    const elsewhere = await fetch(`http://127.0.0.1:${desk.port}/callbacks/live/nobody`, { method });
    expect(elsewhere.status).toBe(404);
    expect(counts(desk)).toEqual({ 'not-post': 1, 'no-such-path': 1 });
  });

  it('is tried again by the cloud when the disk refuses', async () => {
    const desk = await start({ inbox: { append: () => Promise.reject(new Error('ENOSPC')) } });
    expect((await desk.post(good)).status).toBe(503);
    expect(counts(desk)).toEqual({ disk: 1 });
    expect(desk.lines.join('')).toContain('ENOSPC');
  });

  it('is tried again by the cloud when too many wait', async () => {
    const waiting: ((seq: number) => void)[] = [];
    const desk = await start({
      maxBacklog: 2,
      inbox: { append: () => new Promise<number>((resolve) => waiting.push(resolve)) },
    });
    const first = [desk.post(good), desk.post(good)];
    while (waiting.length < 2) await fetch(`http://127.0.0.1:${desk.port}/healthz`);
    expect((await desk.post(good)).status).toBe(503);
    for (const resolve of waiting) resolve(1);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect(counts(desk)).toEqual({ busy: 1, accepted: 2 });
    const again = desk.post(good);
    while (waiting.length < 3) await fetch(`http://127.0.0.1:${desk.port}/healthz`);
    waiting[2]?.(1);
    expect((await again).status).toBe(200);
  });
});

describe('a body', () => {
  it('in pieces is one body', async () => {
    const desk = await start();
    const { socket } = dial(desk.port);
    socket.write(head(Buffer.byteLength(good)));
    for (const piece of good.match(/[^]{1,40}/g) ?? []) socket.write(piece);
    await desk.countedTotal(1);
    expect(counts(desk)).toEqual({ accepted: 1 });
    socket.destroy();
  });

  it('in chunks is stopped at the limit, however much is announced', async () => {
    const desk = await start();
    const { socket, answer } = dial(desk.port);
    const chunk = 'x'.repeat(65_536);
    socket.write(head(undefined));
    for (let count = 0; count < 5; count += 1) socket.write(`10000\r\n${chunk}\r\n`);
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(counts(desk)).toEqual({ 'too-large': 1 });
  });

  it('is refused by its announced length before it comes', async () => {
    const desk = await start();
    const { socket, answer } = dial(desk.port);
    socket.write(head(1_000_000));
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(counts(desk)).toEqual({ 'too-large': 1 });
  });

  it('may take ten seconds', async () => {
    const clock = createTestClock(NOW);
    const timers: number[] = [];
    let began = (): void => undefined;
    const reading = new Promise<void>((resolve) => (began = resolve));
    const desk = await start({
      clock: {
        now: () => clock.now(),
        passed: () => clock.passed(),
        after(ms, run) {
          timers.push(ms);
          began();
          return clock.after(ms, run);
        },
      },
    });
    const { socket, answer } = dial(desk.port);
    socket.write(`${head(1000)}{"half":`);
    await reading;
    clock.advance(9999);
    expect(counts(desk)).toEqual({});
    clock.advance(1);
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
    expect([timers, counts(desk)]).toEqual([[10_000], { timeout: 1 }]);
  });

  it('that breaks off is counted once, and nothing is stored', async () => {
    const desk = await start();
    const { socket } = dial(desk.port);
    socket.write(`${head(good.length)}${good.slice(0, 100)}`, () => socket.destroy());
    await desk.countedTotal(1);
    expect([counts(desk), desk.stored]).toEqual([{ truncated: 1 }, []]);
  });
});

describe('the log', () => {
  it('tells of refusals once a minute, without what they said', async () => {
    const desk = await start();
    for (let count = 0; count < 5; count += 1) await desk.post(forged);
    expect(desk.lines).toHaveLength(1);
    desk.clock.advance(60_000);
    await desk.post(forged);
    expect(desk.lines).toHaveLength(2);
    expect(JSON.parse(desk.lines[1] ?? '')).toMatchObject({
      outcome: 'bad-sign',
      account: 'sports',
      // Whose key it is: it belongs to the template of a domain.
      domain: 'push.example.com',
      more: 4,
    });
    expect(desk.lines.join('')).not.toMatch(new RegExp(`${TOKEN}|${SECRET}`));
  });
});

describe('closing', () => {
  it('lets callbacks end that wait for the disk, and hangs up after them', async () => {
    let onDisk: (seq: number) => void = () => undefined;
    let appended = (): void => undefined;
    const began = new Promise<void>((resolve) => (appended = resolve));
    const append = () => {
      appended();
      return new Promise<number>((resolve) => (onDisk = resolve));
    };
    const desk = await start({ inbox: { append } });
    const answer = desk.post(good);
    await began;
    const closed = desk.http.close(60_000);
    onDisk(1);
    expect((await answer).status).toBe(200);
    await closed;
    await expect(desk.post(good)).rejects.toThrow();
  });
});
