import { describe, expect, it } from 'vitest';
import { createSessions } from '../../src/sessions/session-book.ts';
import { createTestClock } from '../fakes/test-clock.ts';

describe('sessions', () => {
  it('of somebody who signs in again and again end each other, and nobody else’s', async () => {
    const clock = createTestClock();
    const sessions = createSessions(clock);
    const ended: string[] = [];
    sessions.onEnd((id) => ended.push(id));
    const begin = (id: string, userId: string) =>
      sessions.begin({
        ...{ id, userId, name: userId, by: 'password' as const },
        ...{ begunAt: clock.now(), seenAt: clock.now() },
      });
    await begin('ben-1', 'ben');
    for (let at = 1; at <= 600; at += 1) await begin(`ada-${at}`, 'ada');
    expect(sessions.isLive('ben-1')).toBe(true);
    expect(sessions.all().filter(({ userId }) => userId === 'ada')).toHaveLength(20);
    expect(sessions.isLive('ada-600')).toBe(true);
    expect(ended).toHaveLength(580);
  });
});
