import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { isAct } from '../../../src/command.ts';
import { killCommand } from './kill-command.ts';
import { KILLED_COMMANDS, type KilledCommand } from './killed-commands.ts';
import { buildOwnProcess } from './own-process.ts';
import { sideBySide } from './side-by-side.ts';
import type { Writes } from './wrong-in-the-end.ts';

/** Processes that are killed side by side. */
const SIDE_BY_SIDE = 4;
/** Boundaries of each command at which it is always killed: so many, others for each command. */
const SAMPLE = 1;

let program: string;
beforeAll(async () => {
  program = await buildOwnProcess('kill-command');
});

interface Boundary {
  readonly command: KilledCommand;
  readonly at: number;
  readonly step: string;
  /** What a life that was not killed wrote. */
  readonly writes: Writes;
}

/** All that went wrong, each with where it was killed. */
async function wrongAt(boundaries: readonly Boundary[]): Promise<string[]> {
  const wrong: string[] = [];
  await sideBySide(boundaries, SIDE_BY_SIDE, async ({ command, at, step, writes }) => {
    const { problems } = await killCommand(program, command, at, writes);
    wrong.push(...problems.map((problem) => `${command.line}, boundary ${at} (${step}): ${problem}`));
  });
  return wrong;
}

describe('kill -9 in the life of a command', { timeout: 600_000 }, () => {
  const [first] = KILLED_COMMANDS;
  if (!first) throw new Error('no command');
  let steps: readonly string[] = [];
  /** What each writes where nothing is killed. */
  const written = new Map<KilledCommand, Writes>();
  const writesOf = (command: KilledCommand): Writes => written.get(command) ?? { asked: [], undone: [] };

  /** What a row of a shape makes runs through the same code as those of its shape that are killed: not each row is. */
  const ROWS =
    /^(?:api|domain|cert|key|referer|monitor remove|pull (?:start|stop|remove|set|extend|end|failover|failback)|backup set|delay|mix|pad|record|snapshot|caster (?:overlay|sound|add|set|copy|release|remove|restore|input|layout|watermark|text|output)|\w+ (?:template|rule)) ?/u;

  it('knows every command that acts, with its Undo', () => {
    const known = KILLED_COMMANDS.flatMap(({ line, undo }) => [line, ...(undo === undefined ? [] : [undo])]);
    const missing = commands
      .filter((command) => isAct(command) && !ROWS.test(command.name))
      .filter(({ name }) => !known.some((line) => line.startsWith(name)));
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('not killed: nothing is wrong, and each writes and takes back', async () => {
    const wrong: string[] = [];
    await sideBySide(KILLED_COMMANDS, SIDE_BY_SIDE, async (command) => {
      const undisturbed = await killCommand(program, command, 0);
      written.set(command, undisturbed.writes);
      if (command === first) ({ steps } = undisturbed);
      wrong.push(...undisturbed.problems.map((problem) => `${command.line}: ${problem}`));
    });
    expect(wrong).toEqual([]);
    expect(steps.length).toBeGreaterThan(20);
    const without = KILLED_COMMANDS.filter((command) => {
      const { asked, undone } = writesOf(command);
      return asked.length === 0 || (command.undo !== undefined) !== undone.length > 0;
    });
    expect(without.map(({ line }) => line)).toEqual([]);
  });

  // Minutes of real processes: with KILL_COMMANDS=1 here, and of every command by npm run kill-everywhere.
  it.runIf(process.env['KILL_COMMANDS'])(
    'at every write boundary: one call at most, told to its end, with its Undo',
    async () => {
      const writes = writesOf(first);
      expect(
        await wrongAt(steps.map((step, place) => ({ command: first, at: place + 1, step, writes }))),
      ).toEqual([]);
    },
  );

  // All of them: npm run kill-everywhere.
  it('of every other command, at some', async () => {
    const half = KILLED_COMMANDS.filter((_, place) => place % 2 === 0);
    const boundaries = half.flatMap((command, place) =>
      Array.from({ length: SAMPLE }, (_, turn) => {
        // Those of the start are the same for all, and are passed in the first command.
        const from = Math.floor(steps.length / 3);
        const spread = (steps.length - from) / SAMPLE;
        const at = from + Math.floor(spread * turn + (spread * place) / half.length) + 1;
        return { command, at, step: steps[at - 1] ?? 'beyond', writes: writesOf(command) };
      }),
    );
    expect(await wrongAt(boundaries)).toEqual([]);
  });
});
