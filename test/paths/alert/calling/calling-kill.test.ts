import { beforeAll, describe, expect, it } from 'vitest';
import { killCalls } from '../../kill/kill-calls.ts';
import { buildOwnProcess } from '../../kill/own-process.ts';
import { sideBySide } from '../../kill/side-by-side.ts';

/** Processes that are killed side by side. */
const SIDE_BY_SIDE = 4;
/** So many boundaries, spread over all of them; at each with `npm run kill-everywhere -- calls`. */
const SOME = 3;

let program: string;
beforeAll(async () => {
  program = await buildOwnProcess('calling-kill');
});

describe('kill -9 while people are called', { timeout: 1_200_000 }, () => {
  it('calls everybody once, level by level, hands over once, and tells the pager under one key', async () => {
    const { steps, problems } = await killCalls(program, 0);
    expect(problems).toEqual([]);
    expect(steps.length).toBeGreaterThan(40);
    const every = Math.ceil(steps.length / SOME);
    const wrong: string[] = [];
    await sideBySide(
      steps.flatMap((step, place) => ((place + 1) % every === 0 ? [{ step, at: place + 1 }] : [])),
      SIDE_BY_SIDE,
      async ({ at, step }) => {
        const ran = await killCalls(program, at);
        wrong.push(...ran.problems.map((problem) => `${at} (${step}): ${problem}`));
      },
    );
    expect(wrong).toEqual([]);
  });
});
