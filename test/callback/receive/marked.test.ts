import { afterEach, describe, expect, it } from 'vitest';
import { createMarks, MARK_MEMBER } from '../../../src/callback/knock/marks.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { start, type Running } from './harness.ts';
import { MESSAGES, NOW, NOW_SECONDS, signed } from './messages.ts';

const running: Running[] = [];
afterEach(async () => {
  await Promise.all(
    running.splice(0).map(async ({ http, clock }) => {
      const closed = http.close(1000);
      clock.advance(1000);
      await closed;
    }),
  );
});

async function desk() {
  const marks = createMarks(createTestClock(NOW), () => 'mark-7c1d');
  const mark = marks.begin('sports', 60_000);
  const on = await start({ marks });
  running.push(on);
  const ask = async (message: object) => {
    const answer = await on.post(JSON.stringify(message));
    return `${answer.status} ${await answer.text()}`;
  };
  return { on, mark, ask };
}

const WRONG = { t: NOW_SECONDS + 600, sign: '0'.repeat(32) };

describe('a message that is marked as a test', () => {
  it('is answered and not kept, once', async () => {
    const { on, mark, ask } = await desk();
    const test = signed({ event_type: 'airdesk-test', [MARK_MEMBER]: mark?.text });
    expect(await ask(test)).toBe('200 {"code":0}');
    expect([on.stored, mark?.arrived()]).toEqual([[], true]);
    // Sent again, it is a message like any other of a type that is not known.
    expect(await ask(test)).toBe('200 {"code":0}');
    expect(on.stored).toHaveLength(1);
    expect(Object.fromEntries(on.counted)).toEqual({ test: 1, 'unknown-type': 1 });
  });

  it('is refused like any other where its signature is wrong, whatever its mark', async () => {
    const { on, mark, ask } = await desk();
    const real = await ask({ event_type: 'airdesk-test', [MARK_MEMBER]: mark?.text, ...WRONG });
    const made = await ask({ event_type: 'airdesk-test', [MARK_MEMBER]: 'made-up', ...WRONG });
    expect([real, made]).toEqual(['403 {"error":"bad-sign"}', '403 {"error":"bad-sign"}']);
    expect([on.stored, mark?.arrived()]).toEqual([[], false]);
  });

  it('without a signature does not count as the test', async () => {
    const { mark, ask } = await desk();
    await ask({ event_type: 'airdesk-test', [MARK_MEMBER]: mark?.text });
    expect(mark?.arrived()).toBe(false);
  });

  it('tells nobody by its answer whether its mark is known', async () => {
    const { mark, ask } = await desk();
    const made = await ask(signed({ event_type: 'airdesk-test', [MARK_MEMBER]: 'made-up' }));
    const real = await ask(signed({ event_type: 'airdesk-test', [MARK_MEMBER]: mark?.text }));
    expect(made).toBe(real);
  });

  it('hides no event: what tells of a stream is kept, marked or not', async () => {
    const { on, mark, ask } = await desk();
    await ask(signed({ ...MESSAGES.disconnect, [MARK_MEMBER]: mark?.text }));
    expect(on.stored).toMatchObject([{ trust: 'signed', message: { event_type: 0 } }]);
    expect(mark?.arrived()).toBe(false);
  });
});
