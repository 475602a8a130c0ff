/** What is typed never holds up the others: every bad shape, at 200,000 characters, through the whole program. */
import { afterEach, describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { isWithin } from '../machine/slowness.ts';
import { createStage, type Stage } from '../paths/stage/stage.ts';
import { LONGEST, SHAPES } from './shapes.ts';

/** So long one turn of the loop may take at the most, ms of CPU. Whoever sends it is a part of this process, and counts too. */
const LONGEST_TURN_MS = 50;

/** Measures the turns of the loop from now on. Processor time: a busy machine changes little. */
function watchTurns(): { readonly longest: () => number; readonly stop: () => void } {
  let [longest, isOn, before] = [0, true, process.cpuUsage()];
  const turn = (): void => {
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    before = process.cpuUsage();
    if (isOn) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    longest: () => longest,
    stop: () => {
      isOn = false;
    },
  };
}

let stage: Stage;
afterEach(() => stage.stop());

describe.each([
  ['slack over http', LONGEST],
  ['discord over http', LONGEST],
  // More the desk refuses.
  ['desk', 1900],
] as const)('%s', (platform, length) => {
  it('no turn of the loop takes long', { timeout: 180_000 }, async () => {
    stage = await createStage(platform, demoScene);
    const { driver, clock } = stage;
    const ask = async (line: string): Promise<number> => {
      // Nobody is asked to wait for having asked so much.
      clock.advance(10_000);
      const turns = watchTurns();
      const isTaken = await driver.say('engineer', line).then(
        () => true,
        () => false,
      );
      await new Promise((resolve) => setImmediate(resolve));
      turns.stop();
      // What is too large is refused by its size alone: all that took time is the writing of it.
      return isTaken ? turns.longest() : 0;
    };
    for (const line of ['help', 'stream list', 'stream show main']) await ask(line);
    const slow: string[] = [];
    let taken = 0;
    for (const { name, text } of SHAPES) {
      let took = Infinity;
      // What the engine compiles, and collects, the first time is not what the text costs.
      for (let tries = 0; tries < 10 && took > LONGEST_TURN_MS; tries += 1)
        took = Math.min(took, await ask(`stream show ${text(length)}`));
      if (took > 0) taken += 1;
      if (!isWithin(took, LONGEST_TURN_MS)) slow.push(`${name}: ${took.toFixed()} ms`);
    }
    expect(slow).toEqual([]);
    expect(taken).toBeGreaterThan(SHAPES.length / 2);
  });
});
