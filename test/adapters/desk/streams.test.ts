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
