import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scripts } from './actions.ts';
import { runScript } from './run.ts';

/** What is run each time: so many runs of so many happenings, always the same ones. Many more: npm run model. */
const SEED = 20_260_301;
const RUNS = 10;
const STEPS = 120;

describe('people, restarts, crashes, a failing cloud and failing platforms', () => {
  const sampled = fc.sample(scripts(STEPS), { seed: SEED, numRuns: RUNS });

  it.each(sampled.map((script, place) => ({ run: place + 1, script })))(
    'run $run: every invariant of on-air safety holds',
    async ({ script }) => {
      const { violations, counts } = await runScript(script);
      expect(violations).toEqual([]);
      expect(counts.steps).toBe(script.happenings.length);
    },
  );
});
