import { describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../../../src/alert/self/heartbeat/heartbeat.ts';
import { measuresOf, type Sources } from '../../../../src/alert/self/heartbeat/measures.ts';
import { createTestClock } from '../../../fakes/test-clock.ts';

const SECOND = 1000;

/** All is well, but for `more`, which can be changed. */
function beating(more: Partial<Sources> = {}) {
  const clock = createTestClock();
  const sources: Sources = {
    clock,
    loopDelayMs: () => 5,
    diskFree: () => 5_000_000_000,
    backlog: () => 0,
    newest: () => 10,
    oldestCriticalMs: () => 0,
    platforms: () => [{ name: 'slack', isThere: true }],
    ...more,
  };
  const heartbeat = createHeartbeat(measuresOf(sources), clock);
  return { clock, heartbeat };
}

describe('what Airdesk measures of itself', () => {
  it('is well, and unknown before it was measured', () => {
    const { heartbeat } = beating();
    expect(heartbeat.verdict()).toEqual({ state: 'unknown' });
    heartbeat.start();
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    expect(heartbeat.values().get('loop_delay_s')).toBe(0.005);
  });

  it('a loop that is held up once is no news; one that stays so is, and is over at once', () => {
    let delay = 3000;
    const { clock, heartbeat } = beating({ loopDelayMs: () => delay });
    heartbeat.start();
    clock.advance(25 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    clock.advance(5 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'bad', values: { loop_delay_s: 3 } });
    delay = 4;
    clock.advance(5 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
  });

  it('a disk that is nearly full is told at once, and one that nobody can ask is not', () => {
    let free: number | undefined = 50_000_000;
    const { clock, heartbeat } = beating({ diskFree: () => free });
    heartbeat.start();
    expect(heartbeat.verdict()).toMatchObject({ values: { disk_free_bytes: 50_000_000 } });
    free = undefined;
    clock.advance(5 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    expect(heartbeat.values().has('disk_free_bytes')).toBe(false);
  });

  it('callbacks that wait are told, and not those that come and go all the time', () => {
    let newest = 10;
    let backlog = 3;
    const { clock, heartbeat } = beating({ newest: () => newest, backlog: () => backlog });
    heartbeat.start();
    for (let look = 0; look < 40; look += 1) {
      newest += 3;
      clock.advance(5 * SECOND);
    }
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    backlog += 3;
    for (let look = 0; look < 14; look += 1) {
      newest += 1;
      backlog += 1;
      clock.advance(5 * SECOND);
    }
    expect(heartbeat.verdict()).toMatchObject({
      state: 'bad',
      values: { inbox_waits_s: expect.any(Number) as number },
    });
  });

  it('a platform that is away for two minutes is told, whatever the clock on the wall is set to', () => {
    const away = { slack: false, discord: true };
    const { clock, heartbeat } = beating({
      platforms: () => Object.entries(away).map(([name, isAway]) => ({ name, isThere: !isAway })),
    });
    heartbeat.start();
    clock.shift(24 * 60 * 60 * SECOND);
    clock.advance(120 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    clock.shift(-48 * 60 * 60 * SECOND);
    clock.advance(5 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'bad', values: { platform_away_s: 125 } });
    away.discord = false;
    clock.advance(5 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
  });

  it('a critical that was owed for long when it started is no trouble where it is delivered within seconds', () => {
    let oldestCriticalMs = 600_000;
    const { clock, heartbeat } = beating({ oldestCriticalMs: () => oldestCriticalMs });
    heartbeat.start();
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    oldestCriticalMs = 0;
    clock.advance(20 * SECOND);
    expect(heartbeat.verdict()).toEqual({ state: 'well' });
    oldestCriticalMs = 61_000;
    clock.advance(20 * SECOND);
    expect(heartbeat.verdict()).toMatchObject({ state: 'bad', values: { critical_waits_s: 61 } });
  });

  it('several at once are all named', () => {
    const { clock, heartbeat } = beating({ diskFree: () => 1, oldestCriticalMs: () => 61_000 });
    heartbeat.start();
    clock.advance(10 * SECOND);
    expect(heartbeat.verdict()).toEqual({
      state: 'bad',
      values: { disk_free_bytes: 1, critical_waits_s: 61 },
    });
  });
});
