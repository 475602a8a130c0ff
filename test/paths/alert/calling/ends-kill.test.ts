import { beforeAll, describe, expect, it } from 'vitest';
import { killEnds } from '../../kill/kill-ends.ts';
import { buildOwnProcess } from '../../kill/own-process.ts';

/** So many boundaries, spread over all of them; at each with `npm run kill-everywhere -- ends`. */
const SOME = 3;

let program: string;
beforeAll(async () => {
  program = await buildOwnProcess('ends-kill');
});

describe('kill -9 while what people took on runs out', { timeout: 1_200_000 }, () => {
  it('calls once when an acknowledgement and a mute are over, and tells once that nobody took over', async () => {
    const { steps, problems } = await killEnds(program, 0);
    expect(problems).toEqual([]);
    expect(steps.length).toBeGreaterThan(80);
    const every = Math.ceil(steps.length / SOME);
    const wrong: string[] = [];
    for (const [place, step] of steps.entries()) {
      if ((place + 1) % every !== 0) continue;
      const ran = await killEnds(program, place + 1);
      wrong.push(...ran.problems.map((problem) => `${place + 1} (${step}): ${problem}`));
    }
    expect(wrong).toEqual([]);
  });
});
