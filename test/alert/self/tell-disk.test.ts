import { expect, it } from 'vitest';
import { createDiskTelling } from '../../../src/alert/self/tell-disk.ts';
import { WELL, type Verdict } from '../../../src/alert/self/verdict.ts';
import type { Announcer } from '../../../src/platform/announcer.ts';
import { CONFIG } from '../../chat/chat-fakes.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { silentLog } from '../../fakes/logs.ts';

const MIN = 60_000;
const HOUR = 60 * MIN;
const FULL: Verdict = { state: 'bad', values: { why: 'ENOSPC' } };

it.each([-9 * HOUR, 0, 9 * HOUR])(
  'the clock is set by %i ms: a disk that is full again within minutes is the same card, and one of later another',
  async (by) => {
    const clock = createTestClock();
    let posted = 0;
    const desk: Announcer = {
      announce: (channelId) =>
        Promise.resolve({ platform: 'desk', channelId, messageId: String((posted += 1)) }),
      update: () => Promise.resolve('updated'),
      addToThread: () => Promise.resolve('none'),
      find: () => Promise.resolve('none'),
    };
    const tell = createDiskTelling({
      config: CONFIG,
      announcers: new Map([['desk', desk]]),
      clock,
      log: silentLog,
    });
    await tell(FULL);
    await tell(WELL);
    clock.shift(by);
    clock.advance(5 * MIN);
    await tell(FULL);
    await tell(WELL);
    expect(posted).toBe(1);
    clock.shift(-by);
    clock.advance(11 * MIN);
    await tell(FULL);
    expect(posted).toBe(2);
  },
);
