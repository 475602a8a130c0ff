/**
 * Kills Airdesk at every write boundary of every command that acts, and of its Undo: `npm run kill-everywhere`, or
 * `npm run kill-everywhere -- "monitor start"` for those that begin so. Prints counts; ends with 1 where anything is wrong.
 */
import { killCommand } from './kill-command.ts';
import { KILLED_COMMANDS, type KilledCommand } from './killed-commands.ts';
import { buildOwnProcess } from './own-process.ts';
import { sideBySide } from './side-by-side.ts';

const SIDE_BY_SIDE = 8;
const [only = ''] = process.argv.slice(2);
const program = await buildOwnProcess('kill-everywhere');
const counts = { boundaries: 0, killed: 0, wrong: 0 };

for (const command of KILLED_COMMANDS.filter(({ line }) => line.startsWith(only)))
  await everyBoundary(command);
process.stdout.write(
  `All: ${counts.boundaries} boundaries, killed at ${counts.killed}, ${counts.wrong} wrong.\n`,
);
process.exitCode = counts.wrong > 0 ? 1 : 0;

async function everyBoundary(command: KilledCommand): Promise<void> {
  const undisturbed = await killCommand(program, command, 0);
  tell(command, 0, 'not killed', undisturbed.problems);
  const { steps, writes } = undisturbed;
  let killed = 0;
  await sideBySide(
    steps.map((step, place) => ({ step, at: place + 1 })),
    SIDE_BY_SIDE,
    async ({ step, at }) => {
      const life = await killCommand(program, command, at, writes);
      if (life.killed) killed += 1;
      tell(command, at, step, life.problems);
    },
  );
  counts.boundaries += steps.length;
  counts.killed += killed;
  process.stdout.write(`${command.line}: ${steps.length} boundaries, killed at ${killed}\n`);
}

function tell({ line }: KilledCommand, at: number, step: string, problems: readonly string[]): void {
  if (problems.length > 0) counts.wrong += 1;
  for (const problem of problems)
    process.stdout.write(`WRONG ${line}, boundary ${at} (${step}): ${problem}\n`);
}
