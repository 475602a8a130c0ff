import { describe, expect, it } from 'vitest';
import { startDeadMan, type Ping } from '../../../../src/alert/self/heartbeat/dead-man.ts';
import { createTestClock } from '../../../fakes/test-clock.ts';

const URL = 'https://watch.example.com/0d4c1f9a-secret';
const settle = () => new Promise((resolve) => setImmediate(resolve));

function watching(random = 0.5) {
  const clock = createTestClock();
  const state = { isWell: true, status: 200 as number | Error, url: URL as string | undefined };
  const asked: number[] = [];
  const pings: Ping[] = [];
  const logged: string[] = [];
  const note = (fields: object, message: string): void => void logged.push(JSON.stringify([fields, message]));
  const stop = startDeadMan({
    ...{ clock, random: () => random, url: () => state.url, log: { info: note, warn: note } },
    async send(url) {
      expect(url).toBe(URL);
      asked.push(clock.passed());
      if (state.status instanceof Error) throw state.status;
      return state.status;
    },
    isWell: async () => state.isWell,
    count: (ping) => void pings.push(ping),
  });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 1000) {
      await settle();
      clock.advance(1000);
    }
    await settle();
  };
  return { state, asked, pings, logged, pass, stop };
}

describe('whoever watches from outside', () => {
  it('is told at the start and every minute, give or take a tenth', async () => {
    for (const [random, gap] of [
      [0, 54_000],
      [0.5, 60_000],
      [0.999, 66_000],
    ] as const) {
      const { asked, pass, stop } = watching(random);
      await pass(10 * 60_000);
      expect(asked[0]).toBe(0);
      for (const [at, when] of asked.entries())
        if (at > 0) expect(Math.abs(when - (asked[at - 1] ?? 0) - gap)).toBeLessThanOrEqual(1000);
      stop();
    }
  });

  it('is told nothing while all is not well, and at once in the next minute when it is', async () => {
    const { state, asked, pings, pass } = watching();
    await pass(60_000);
    state.isWell = false;
    const before = asked.length;
    await pass(5 * 60_000);
    expect(asked.length).toBe(before);
    expect(pings.at(-1)).toBe('held');
    state.isWell = true;
    await pass(61_000);
    expect(asked.length).toBe(before + 1);
  });

  it('that does not answer, or says no, is asked again a minute later, and no more often', async () => {
    const { state, asked, pings, logged, pass } = watching();
    state.status = new Error(`getaddrinfo ENOTFOUND ${URL}`);
    await pass(3 * 60_000);
    state.status = 404;
    await pass(2 * 60_000);
    expect(asked).toHaveLength(6);
    expect(new Set(pings)).toEqual(new Set(['failed']));
    // Once, and without the address, which is a secret.
    expect(logged).toHaveLength(1);
    expect(logged.join('')).not.toContain('secret');
  });

  it('is nobody where there is no address, and can be named while Airdesk runs', async () => {
    const { state, asked, pings, pass, stop } = watching();
    await settle();
    state.url = undefined;
    const before = [asked.length, pings.length];
    await pass(5 * 60_000);
    expect([asked.length, pings.length]).toEqual(before);
    state.url = URL;
    await pass(61_000);
    expect(asked.length).toBe(Number(before[0]) + 1);
    stop();
    await pass(5 * 60_000);
    expect(asked.length).toBe(Number(before[0]) + 1);
  });
});
