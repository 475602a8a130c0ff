/** `airdesk`: every part of it by one name. bin/airdesk.cjs leads here, once Node is new enough. */
import '../src/start/without-debugger.ts';
import { closest } from 'fastest-levenshtein';
import { VERSION } from '../src/observability/version.ts';
import { SUBCOMMANDS } from './subcommands.ts';

const code = await run(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;

async function run(args: readonly string[]): Promise<number | undefined> {
  const [first = ''] = args;
  if (first === '') return tell(help(), 2);
  if (['help', '--help', '-h'].includes(first)) return tell(help(args[1]), 0);
  if (['version', '--version', '-v'].includes(first)) return tell(VERSION, 0);
  for (const { name, run: carryOut } of SUBCOMMANDS) {
    const words = name.split(' ');
    if (words.some((word, at) => args[at] !== word)) continue;
    const rest = args.slice(words.length);
    return rest.includes('--help') ? tell(help(first), 0) : carryOut(rest);
  }
  const names = SUBCOMMANDS.map(({ name }) => name);
  const meant = names.find((name) => name.startsWith(`${first} `)) ?? closest(args.join(' '), names);
  return tell(
    `There is no "airdesk ${args.slice(0, 2).join(' ')}"; did you mean "airdesk ${meant}"? All: airdesk help`,
    2,
  );
}

/** All, or those that begin with a word. */
function help(word?: string): string {
  const asked = SUBCOMMANDS.filter(({ name }) => word === undefined || name.split(' ')[0] === word);
  const shown = asked.length > 0 ? asked : SUBCOMMANDS;
  const lines = shown.map(
    ({ name, takes, about }) => `  airdesk ${`${name} ${takes}`.trim()}\n      ${about}`,
  );
  return [
    `Airdesk ${VERSION}`,
    ...lines,
    '  airdesk help, airdesk --version',
    'Settings: docs/configuration.md. Running it: docs/operations.md.',
  ].join('\n');
}

function tell(text: string, exitCode: number): number {
  (exitCode === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return exitCode;
}
