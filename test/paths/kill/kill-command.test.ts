import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { isAct } from '../../../src/command.ts';
import { KILLED_COMMANDS, killCommand, type KilledCommand } from './kill-command.ts';
import { buildOwnProcess } from './own-process.ts';
import { sideBySide } from './side-by-side.ts';

/** Processes that are killed side by side. */
const SIDE_BY_SIDE = 4;
/** Boundaries of each command at which it is always killed: so many, spread evenly over those of the first. */
const SAMPLE = 2;

let program: string;
beforeAll(async () => {
  program = await buildOwnProcess('kill-command');
}, 60_000);

interface Boundary {
  readonly command: KilledCommand;
  readonly at: number;
  readonly step: string;
}

/** All that went wrong, each with where it was killed. */
async function wrongAt(boundaries: readonly Boundary[]): Promise<string[]> {
  const wrong: string[] = [];
  await sideBySide(boundaries, SIDE_BY_SIDE, async ({ command, at, step }) => {
    const { problems } = await killCommand(program, command, at);
    wrong.push(...problems.map((problem) => `${command.line}, boundary ${at} (${step}): ${problem}`));
  });
  return wrong;
}

describe('kill -9 in the life of a command', { timeout: 600_000 }, () => {
  const [first] = KILLED_COMMANDS;
  if (!first) throw new Error('no command');
  let steps: readonly string[] = [];

  /**
   * What a row of a shape makes, and calls of the API as they are, run through the same code as these: their own writes are
   * not killed at each boundary yet.
   */
  const ROWS =
    /^(?:api|domain|cert|key|referer|monitor (?:remove|add|set|withdraw|return)|pull (?:start|stop|remove|set|extend|end|failover|failback|add|withdraw)|callback setup|backup set|delay|mix|pad|record|snapshot|caster (?:overlay|sound|add|set|copy|release|remove|restore|input|layout|watermark|text|output)|\w+ (?:template|rule)) ?/u;

  it('knows every command that acts, with its Undo', () => {
    const known = KILLED_COMMANDS.flatMap(({ line, undo }) => [line, ...(undo === undefined ? [] : [undo])]);
    const missing = commands
      .filter((command) => isAct(command) && !ROWS.test(command.name))
      .filter(({ name }) => !known.some((line) => line.startsWith(name)));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('not killed: nothing is wrong', async () => {
    const undisturbed = await killCommand(program, first, 0);
    ({ steps } = undisturbed);
    expect(undisturbed.problems).toEqual([]);
    expect(steps.length).toBeGreaterThan(20);
  });

  // Minutes of real processes: with KILL_COMMANDS=1 here, and of every command by npm run kill-everywhere.
  it.runIf(process.env['KILL_COMMANDS'])(
    'at every write boundary: one call at most, told to its end, with its Undo',
    async () => {
      expect(await wrongAt(steps.map((step, place) => ({ command: first, at: place + 1, step })))).toEqual(
        [],
      );
    },
  );

  // All of them: npm run kill-everywhere.
  it('of every command, at some', async () => {
    const boundaries = KILLED_COMMANDS.flatMap((command, place) =>
      Array.from({ length: SAMPLE }, (_, turn) => {
        // Those of the start are the same for all, and are passed in the first command.
        const from = Math.floor(steps.length / 3);
        const spread = (steps.length - from) / SAMPLE;
        const at = from + Math.floor(spread * turn + (spread * place) / KILLED_COMMANDS.length) + 1;
        return { command, at, step: steps[at - 1] ?? 'beyond' };
      }),
    );
    expect(await wrongAt(boundaries)).toEqual([]);
  });
});
