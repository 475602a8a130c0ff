import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/live/limits.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const SOON = Number.MAX_SAFE_INTEGER;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
}

describe('the limiter', () => {
  it('gives at most the rate in any second, in order, and as early as that allows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 }),
        async (perSecond, gaps) => {
          const clock = createTestClock(0);
          const limiter = createLimiter(clock);
          const given: { order: number; at: number }[] = [];
          const asked: number[] = [];
          for (const [order, gap] of gaps.entries()) {
            for (let ms = 0; ms < gap; ms += 1) {
              clock.advance(1);
              await settle();
            }
            asked.push(clock.now());
            const slot = limiter.take('A', perSecond, SOON);
            if (slot === 'now') given.push({ order, at: clock.now() });
            else if (slot !== 'refused') void slot.come.then(() => given.push({ order, at: clock.now() }));
            await settle();
          }
          while (given.length < gaps.length) {
            clock.advance(1);
            await settle();
          }
          expect(given.map(({ order }) => order)).toEqual(gaps.map((_, index) => index));
          for (const [index, { at }] of given.entries()) {
            const earlier = given[index - perSecond]?.at ?? -Infinity;
            // At once, or one second after the one that is `perSecond` turns back. Never earlier.
            expect(at).toBe(Math.max(asked[index]!, earlier + 1000));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps actions apart', () => {
    const limiter = createLimiter(createTestClock());
    expect(limiter.take('A', 1, SOON)).toBe('now');
    expect(limiter.take('A', 1, SOON)).not.toBe('now');
    expect(limiter.take('B', 1, SOON)).toBe('now');
  });

  it('refuses what would come after its deadline, and when the line is full', () => {
    const clock = createTestClock();
    const limiter = createLimiter(clock, 2);
    limiter.take('A', 1, SOON);
    expect(limiter.take('A', 1, clock.now() + 1000)).toBe('refused');
    expect(limiter.take('A', 1, clock.now() + 1001)).toBeTypeOf('object');
    expect(limiter.take('A', 1, clock.now() + 2000)).toBe('refused');
    expect(limiter.take('A', 1, SOON)).toBeTypeOf('object');
    expect(limiter.take('A', 1, SOON)).toBe('refused');
  });

  it('lets one leave the line, and the next move up', async () => {
    const clock = createTestClock();
    const limiter = createLimiter(clock);
    limiter.take('A', 1, SOON);
    const first = limiter.take('A', 1, SOON);
    const second = limiter.take('A', 1, SOON);
    if (typeof first === 'string' || typeof second === 'string') throw new Error('expected to wait');
    first.leave();
    clock.advance(1000);
    await expect(first.come).resolves.toBe(false);
    await expect(second.come).resolves.toBe(true);
    second.leave();
  });

  it('a clock set back an hour does not hold calls back for an hour', () => {
    const clock = createTestClock();
    let back = 0;
    const limiter = createLimiter({
      ...clock,
      now: () => clock.now() - back,
    });
    for (let i = 0; i < 20; i++)
      expect(limiter.take('SwitchBackupStream', 20, clock.now() + 8000)).toBe('now');
    clock.advance(60_000);
    back = 3_600_000;
    expect(limiter.take('SwitchBackupStream', 20, clock.now() - back + 8000)).not.toBe('refused');
  });

  it('nor does it hold them back for good, once a second has passed', async () => {
    const clock = createTestClock();
    let back = 0;
    const limiter = createLimiter({
      ...clock,
      now: () => clock.now() - back,
    });
    const now = () => clock.now() - back;
    for (let i = 0; i < 2; i++)
      expect(limiter.take('DescribeLiveForbidStreamList', 2, now() + 8000)).toBe('now');
    back = 3_600_000;
    const slot = limiter.take('DescribeLiveForbidStreamList', 2, now() + 8000);
    if (typeof slot === 'string') throw new Error(slot);
    let came = false;
    void slot.come.then((yes) => (came = yes));
    clock.advance(1000);
    await Promise.resolve();
    expect(came).toBe(true);
  });
});
