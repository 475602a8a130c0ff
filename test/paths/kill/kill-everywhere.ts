/**
 * Kills Airdesk at every write boundary of every command that acts, and of its Undo, of a night in which people are called, and of one
 * in which what they took on runs out: `npm run kill-everywhere`, or `npm run kill-everywhere -- "monitor start"` for the commands
 * that begin so, `-- calls` and `-- ends` for the nights. Prints counts; ends with 1 where anything is wrong.
 */
import { killCalls } from './kill-calls.ts';
import { killEnds } from './kill-ends.ts';
import { killCommand } from './kill-command.ts';
import { KILLED_COMMANDS, type KilledCommand } from './killed-commands.ts';
import { buildOwnProcess } from './own-process.ts';
import { sideBySide } from './side-by-side.ts';

const SIDE_BY_SIDE = 8;
const CALLS = 'calls';
const ENDS = 'ends';
const [only = ''] = process.argv.slice(2);
const program = await buildOwnProcess('kill-everywhere');
const counts = { boundaries: 0, killed: 0, wrong: 0 };

for (const command of KILLED_COMMANDS.filter(({ line }) => line.startsWith(only)))
  await everyBoundary(command.line, lifeOf(command));
if (CALLS.startsWith(only)) await everyBoundary(CALLS, (at) => killCalls(program, at));
if (ENDS.startsWith(only)) await everyBoundary(ENDS, (at) => killEnds(program, at));
process.stdout.write(
  `All: ${counts.boundaries} boundaries, killed at ${counts.killed}, ${counts.wrong} wrong.\n`,
);
process.exitCode = counts.wrong > 0 ? 1 : 0;

/** A life that is killed at a boundary; 0: that is not. */
type Life = (at: number) => Promise<{
  readonly steps: readonly string[];
  readonly killed: boolean;
  readonly problems: readonly string[];
}>;

/** What the command writes at the cloud is compared with what it wrote when nothing was killed. */
function lifeOf(command: KilledCommand): Life {
  let writes: Parameters<typeof killCommand>[3];
  return async (at) => {
    const life = await killCommand(program, command, at, writes);
    if (at === 0) writes = life.writes;
    return life;
  };
}

async function everyBoundary(name: string, life: Life): Promise<void> {
  const undisturbed = await life(0);
  tell(name, 0, 'not killed', undisturbed.problems);
  const { steps } = undisturbed;
  let killed = 0;
  await sideBySide(
    steps.map((step, place) => ({ step, at: place + 1 })),
    SIDE_BY_SIDE,
    async ({ step, at }) => {
      const ended = await life(at);
      if (ended.killed) killed += 1;
      tell(name, at, step, ended.problems);
    },
  );
  counts.boundaries += steps.length;
  counts.killed += killed;
  process.stdout.write(`${name}: ${steps.length} boundaries, killed at ${killed}\n`);
}

function tell(name: string, at: number, step: string, problems: readonly string[]): void {
  if (problems.length > 0) counts.wrong += 1;
  for (const problem of problems)
    process.stdout.write(`WRONG ${name}, boundary ${at} (${step}): ${problem}\n`);
}
