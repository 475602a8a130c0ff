import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetchPicture } from '../../src/picture/fetch-picture.ts';
import { listenOnLoopback } from '../fakes/loopback.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 4, 5, 6]);

/** A host of pictures that answers like this, and what is fetched from it. */
async function stage(answer: RequestListener) {
  const clock = createTestClock();
  const asked: string[] = [];
  const host = await listenOnLoopback(
    createServer((request, response) => {
      asked.push(request.url ?? '');
      answer(request, response);
    }),
  );
  const pictures = createFetchPicture(clock);
  onTestFinished(async () => {
    await host.close();
    await pictures.close();
  });
  return { clock, asked, fetch: () => pictures.fetch(`${host.origin}/a.jpg`) };
}

describe('a picture at an address', () => {
  it.each([
    ['PNG', PNG, { type: 'image/png', extension: 'png' }],
    ['JPEG', JPEG, { type: 'image/jpeg', extension: 'jpg' }],
  ])('is a %s by its first bytes, whatever it is called', async (_what, bytes, kind) => {
    const { fetch } = await stage((_, response) => response.end(bytes));
    expect(await fetch()).toEqual({ ...kind, bytes: new Uint8Array(bytes) });
  });

  it.each<[string, RequestListener]>([
    ['is no picture', (_, response) => response.end('<html>')],
    ['is nothing', (_, response) => response.end()],
    ['is gone', (_, response) => response.writeHead(404).end(PNG)],
    ['is too large', (_, response) => response.end(Buffer.concat([PNG, Buffer.alloc(1_000_001)]))],
    ['breaks off', (request) => request.socket.destroy()],
  ])('that %s is none', async (_what, answer) => {
    const { fetch } = await stage(answer);
    expect(await fetch()).toBeUndefined();
  });

  it('is not looked for elsewhere', async () => {
    const { fetch, asked } = await stage((request, response) =>
      request.url === '/b.png' ? response.end(PNG) : response.writeHead(302, { location: '/b.png' }).end(),
    );
    expect(await fetch()).toBeUndefined();
    expect(asked).toEqual(['/a.jpg']);
  });

  it('that comes drop by drop is waited for 5 s in all', async () => {
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { clock, fetch } = await stage((_, response) => {
      response.write(PNG);
      const dripping = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(dripping));
      begin();
    });
    const fetched = fetch();
    await begun;
    clock.advance(4999);
    const state = { ended: false };
    void fetched.then(() => (state.ended = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(state.ended).toBe(false);
    clock.advance(1);
    expect(await fetched).toBeUndefined();
  });
});
