import { describe, expect, it } from 'vitest';
import { createApproved, type Approval } from '../../src/platform/approved.ts';
import { letRun } from '../live/local-server.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const MINUTE = 60_000;

/** Somebody who says of some secrets what they think of them. */
function scene() {
  const clock = createTestClock();
  const state = { value: 'old', says: {} as Record<string, Approval> };
  const asked: string[] = [];
  const told: (string | boolean)[] = [];
  const approved = createApproved({
    values: () => [state.value],
    ask: async (value) => {
      asked.push(value);
      return state.says[value] ?? 'unknown';
    },
    clock,
    onTaken: (value) => told.push(value),
    onRefused: (isRefused) => told.push(isRefused),
  });
  const exchange = async (value: string) => {
    state.value = value;
    approved.look();
    await letRun(5);
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await letRun(5);
  };
  return { state, asked, told, approved, exchange, pass };
}

describe('a secret that is exchanged', () => {
  it('is asked about once, and used when the other side takes it', async () => {
    const { state, asked, told, approved, exchange, pass } = scene();
    state.says = { new: 'right' };
    approved.look();
    await exchange('new');
    await pass(10 * MINUTE);
    expect([approved.now(), asked, told]).toEqual(['new', ['new'], ['new']]);
  });

  it('is not used where the other side does not take it, however long; it is told once, and asked about once a minute', async () => {
    const { state, asked, told, approved, exchange, pass } = scene();
    state.says = { wrong: 'wrong' };
    await exchange('wrong');
    for (let minutes = 0; minutes < 30; minutes += 1) await pass(MINUTE);
    expect(approved.now()).toBe('old');
    expect(asked).toHaveLength(31);
    expect(told).toEqual([true]);
    state.says = { wrong: 'wrong', right: 'right' };
    await exchange('right');
    expect([approved.now(), told]).toEqual(['right', [true, 'right', false]]);
  });

  it('is over where the former one is put back', async () => {
    const { state, told, approved, exchange, pass } = scene();
    state.says = { wrong: 'wrong' };
    await exchange('wrong');
    await exchange('old');
    await pass(10 * MINUTE);
    expect([approved.now(), told]).toEqual(['old', [true, false]]);
  });

  it('is asked about until there is an answer, ever more rarely, and nothing is told meanwhile', async () => {
    const { state, asked, told, approved, exchange, pass } = scene();
    await exchange('new');
    await pass(1_000);
    await pass(5_000);
    await pass(15_000);
    expect([asked.length, told, approved.now()]).toEqual([4, [], 'old']);
    state.says = { new: 'right' };
    await pass(MINUTE);
    expect(approved.now()).toBe('new');
  });

  it('that is exchanged again while it is asked about is not used', async () => {
    const { state, asked, approved } = scene();
    state.says = { first: 'right', second: 'right' };
    state.value = 'first';
    approved.look();
    state.value = 'second';
    await letRun(5);
    expect([asked, approved.now()]).toEqual([['first', 'second'], 'second']);
  });

  it('is asked about no more once it was stopped', async () => {
    const { asked, approved, exchange, pass } = scene();
    await exchange('new');
    approved.stop();
    await pass(10 * MINUTE);
    expect(asked).toHaveLength(1);
  });
});
