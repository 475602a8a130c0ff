import { CONDITIONS } from '../../../src/callback/conditions.ts';
import { describe, expect, it } from 'vitest';
import { createChecks } from '../../../src/alert/check/checks.ts';
import type { CheckAnswer } from '../../../src/alert/check/answer-check.ts';
import type { Check } from '../../../src/alert/model/decision.ts';
import type { Live } from '../../../src/live/live.ts';
import type { Log } from '../../../src/observability/log.ts';
import { createTestClock } from '../../fakes/test-clock.ts';

const silent = () => undefined;
const log = { warn: silent } as unknown as Log;

/** Checks of a pull task at a cloud that fails so many times first. */
function asking(failures: number) {
  const clock = createTestClock();
  const told: CheckAnswer[] = [];
  let calls = 0;
  const live: Live = {
    call: () => {
      calls += 1;
      return calls <= failures
        ? Promise.reject(new Error('no answer'))
        : Promise.resolve({
            TaskStatusInfo: { RunStatus: 'inactive' },
            TaskInfos: [{ TaskId: 't1', Status: 'enable' }],
          } as never);
    },
  };
  const checks = createChecks({
    conditions: CONDITIONS,
    live: () => live,
    clock,
    log,
    count: silent,
    tell: async (seen) => void told.push(seen),
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return {
    told,
    checks,
    calls: () => calls,
    async pass(ms: number) {
      await turn();
      clock.advance(ms);
      await turn();
    },
  };
}

const check = (why: Check['why']): Check => ({
  account: 'main',
  condition: 'pull.failing',
  why,
  subject: { type: 'pull', id: 't1' },
});

describe('a question that the cloud does not answer', () => {
  it('is asked again, since nothing else would tell', async () => {
    const asked = asking(2);
    asked.checks.ask([check('hint')]);
    await asked.pass(5000);
    expect(asked.told).toEqual([]);
    await asked.pass(30_000);
    expect(asked.told).toMatchObject([{ condition: 'pull.failing', effect: 'fires' }]);
  });

  it('is asked until there is an answer, with pauses of less than a minute', async () => {
    const asked = asking(20);
    asked.checks.ask([check('late')]);
    for (let n = 0; n < 20; n++) await asked.pass(45_000);
    await asked.pass(0);
    expect(asked.calls()).toBeGreaterThan(20);
    expect(asked.told).toMatchObject([{ condition: 'pull.failing', effect: 'fires' }]);
    expect(asked.checks.waiting()).toBe(0);
  });

  it.each(['grace', 'schedule', 'acted'] as const)(
    'is not asked again where time or a look does (%s)',
    async (why) => {
      const asked = asking(Infinity);
      asked.checks.ask([check(why)]);
      for (let n = 0; n < 5; n++) await asked.pass(120_000);
      expect(asked.calls()).toBe(1);
    },
  );

  it('is not asked after the stop', async () => {
    const asked = asking(Infinity);
    asked.checks.ask([check('hint')]);
    await asked.pass(0);
    asked.checks.stop();
    await asked.pass(120_000);
    expect(asked.calls()).toBe(1);
  });
});

describe('more questions than are kept', () => {
  /** Asks so many at a cloud that never answers; how many were left out, and of which accounts that was told. */
  function overfull(checks: readonly Check[]) {
    const counted: string[] = [];
    const told: string[] = [];
    const asked = createChecks({
      conditions: CONDITIONS,
      live: () => ({ call: () => new Promise<never>(() => undefined) }),
      clock: createTestClock(),
      log,
      count: (outcome) => void counted.push(outcome),
      tell: async () => undefined,
      overflow: (account) => void told.push(account),
    });
    asked.ask(checks);
    return { dropped: counted.filter((outcome) => outcome === 'dropped').length, told };
  }
  const many = (count: number, why: Check['why'], type: 'pull' | 'stream' = 'pull') =>
    Array.from({ length: count }, (_, at): Check => ({
      account: 'main',
      condition: type === 'pull' ? 'pull.failing' : 'record.failed',
      why,
      subject: { type, id: `${why}-${type}-${at}` },
    }));

  it('leaves out first what only looks again, and tells nobody of that', () => {
    expect(overfull([...many(200, 'schedule'), ...many(1000, 'hint')])).toMatchObject({ told: [] });
    expect(overfull([...many(200, 'schedule'), ...many(1000, 'hint')]).dropped).toBeGreaterThan(150);
  });

  it('then streams, of which a list of all tells: their account is told to be listed', () => {
    const { dropped, told } = overfull([...many(600, 'hint', 'stream'), ...many(600, 'hint')]);
    expect(dropped).toBeGreaterThan(150);
    expect(told).toEqual(Array.from({ length: dropped }, () => 'main'));
  });
});
