import { patientClock } from '../src/clock.ts';
import { problemLine } from '../src/config/problem.ts';
import { checkInstall } from '../src/start/check/check-install.ts';
import { PLATFORMS } from '../src/start/platforms.ts';

/**
 * `airdesk check`: whether Airdesk could run as configured. Prints one line a problem, each with what to do. Resolves with
 * the exit code: 1 where there is a problem; what is only worth a note does not count.
 */
export async function check(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write('Usage: airdesk check\n');
    return 2;
  }
  const { problems, notes, looked } = await checkInstall({
    env: process.env,
    platforms: PLATFORMS,
    clock: patientClock,
  });
  for (const found of problems) process.stdout.write(`${oneLine(problemLine(found))}\n`);
  for (const note of notes) process.stdout.write(`note: ${oneLine(problemLine(note))}\n`);
  const counted = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  process.stdout.write(
    `${problems.length === 0 ? 'No problem' : counted}. Looked at: ${looked.join(', ')}.\n`,
  );
  return problems.length === 0 ? 0 : 1;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
