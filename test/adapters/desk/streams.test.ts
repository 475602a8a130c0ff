import { createFiles } from '../../../adapters/desk/files.ts';
import { describe, expect, it } from 'vitest';
import { createRoom } from '../../../adapters/desk/room.ts';
import type { Room } from '../../../adapters/desk/room.ts';
import { createStreams } from '../../../adapters/desk/streams.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { card } from './desk-server.ts';

describe('a page that does not read', () => {
  it('is cut off when too much waits for it, and the others go on', async () => {
    const clock = createTestClock();
    let count = 0;
    const streams = createStreams(
      clock,
      () => room,
      'e1',
      { streams: 9, streamsPerUser: 9 },
      () => true,
    );
    const room: Room = createRoom({
      files: createFiles(
        createTestClock(),
        () => 'f1',
        () => true,
      ),
      clock,
      newId: () => `m${++count}`,
      onChange: streams.send,
      mayRead: () => true,
      history: 5,
      historySize: 1_000_000,
    });
    const stuck = streams.open({ userId: 'ada' })!.getReader();
    const reading = streams.open({ userId: 'ben' })!.getReader();
    let received = 0;
    for (let n = 0; n < 400; n++) {
      room.post(card(`card ${n}`, { code: 'x'.repeat(19_000) }), 'ada');
      received += (await reading.read()).value!.length;
    }
    expect(received).toBeGreaterThan(7_000_000);

    let waiting = 0;
    for (;;) {
      const { done, value } = await stuck.read();
      if (done) break;
      waiting += value.length;
    }
    expect(waiting).toBeLessThan(6_100_000);
  });
});

describe('where there are more pages than places', () => {
  const PLACES = 6;

  /** Six places, of which one person may have four; `eng` may act. */
  function desk() {
    const clock = createTestClock();
    const streams = createStreams(
      clock,
      () => room,
      'e1',
      { streams: PLACES, streamsPerUser: 4 },
      () => true,
      (userId) => userId.startsWith('eng'),
    );
    const room: Room = createRoom({
      files: createFiles(
        clock,
        () => 'f1',
        () => true,
      ),
      ...{ clock, newId: () => 'm1', onChange: streams.send, mayRead: () => true },
      ...{ history: 5, historySize: 1_000_000 },
    });
    const open: { userId: string; isOpen: boolean }[] = [];
    const come = (userId: string): boolean => {
      const body = streams.open({ userId });
      if (!body) return false;
      const page = { userId, isOpen: true };
      open.push(page);
      void (async () => {
        const reader = body.getReader();
        while (!(await reader.read()).done);
        page.isOpen = false;
      })();
      return true;
    };
    const there = async (): Promise<string> => {
      await new Promise((resolve) => setImmediate(resolve));
      return open
        .filter(({ isOpen }) => isOpen)
        .map(({ userId }) => userId)
        .join(' ');
    };
    return { come, there };
  }

  it.each<[what: string, before: string, newcomer: string, isIn: boolean, after: string]>([
    ['one who has most gives one up, the oldest', 'a a a b b c', 'd', true, 'a a b b c d'],
    ['one who has most themselves loses their own', 'a a a a', 'a', true, 'a a a a'],
    ['nobody is put out where all have as many', 'a b c d e f', 'g', false, 'a b c d e f'],
    ['nobody is put out by somebody who has as many', 'a a b b c c', 'a', false, 'a a b b c c'],
    ['somebody who may act comes before who may only look', 'a b c d e f', 'eng', true, 'b c d e f eng'],
    [
      'and before none who may act as well',
      'eng1 eng2 eng3 eng4 eng5 eng6',
      'eng7',
      false,
      'eng1 eng2 eng3 eng4 eng5 eng6',
    ],
  ])('%s', async (_, before, newcomer, isIn, after) => {
    const { come, there } = desk();
    for (const userId of before.split(' ')) expect(come(userId)).toBe(true);
    expect(come(newcomer)).toBe(isIn);
    expect(await there()).toBe(after);
  });

  it('five who take every page keep nobody out who may act, and one another one in', async () => {
    const { come, there } = desk();
    for (let k = 0; k < 200; k += 1) come(`v${k % 5}`);
    expect(come('eng')).toBe(true);
    expect(await there()).toContain('eng');
    for (let k = 0; k < 200; k += 1) come(`v${k % 5}`);
    expect(await there()).toContain('eng');
  });
});
