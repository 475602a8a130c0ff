import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { accountOf, loadRules } from './rules-test/load-rules.ts';
import { readEvents } from './rules-test/read-events.ts';
import { outcomeText, preface } from './rules-test/show.ts';
import { tryRules } from './rules-test/try-rules.ts';
import { WrongInput } from './rules-test/wrong-input.ts';

const USAGE =
  'Usage: airdesk rules EVENTS [--config FILE] [--at TIME] [--account NAME] [--json]\nEVENTS: a file with the body of a callback, a list of them, or one a line; - for standard input.';

/** Where what is said goes. */
export interface Output {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

/**
 * `airdesk rules EVENTS`: shows what given callbacks would do under the rules of airdesk.yaml. Needs no secret, asks no
 * cloud (it counts as being as the callbacks say), sends nothing. Resolves with the exit code: 2 where the events or the
 * configuration cannot be read.
 */
export async function rules(args: readonly string[], output: Output = process): Promise<number> {
  try {
    await run([...args], output);
    return 0;
  } catch (error) {
    if (!(error instanceof WrongInput)) throw error;
    output.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function run(args: string[], { stdout, stderr }: Output): Promise<void> {
  const { values, file } = readArguments(args);
  const path =
    values.config ??
    process.env['AIRDESK_CONFIG'] ??
    (existsSync('airdesk.yaml') ? 'airdesk.yaml' : undefined);
  const { config, notes } = loadRules(path, (asked) => readFileSync(asked, 'utf8'));
  const account = accountOf(config, values.account);
  const name = file === '-' ? 'standard input' : file;
  const bodies = readEvents(name, readText(file, name));
  const outcomes = await tryRules({ config, account, bodies, at: timeOf(values.at), now: systemClock.now() });
  if (values.json) {
    stdout.write(
      `${JSON.stringify(
        outcomes.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
        null,
        2,
      )}\n`,
    );
    return;
  }
  for (const note of notes) stderr.write(`${note}\n`);
  const blocks = outcomes.map((one) => outcomeText(one, config));
  stdout.write(`${[preface(config, account, path ?? 'the demonstration'), ...blocks].join('\n\n')}\n`);
}

function readArguments(args: string[]) {
  const options = {
    config: { type: 'string' },
    at: { type: 'string' },
    account: { type: 'string' },
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (file !== undefined && more.length === 0) return { values, file };
  } catch (error) {
    throw new WrongInput(`${error instanceof Error ? error.message : ''}\n${USAGE}`);
  }
  throw new WrongInput(USAGE);
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new WrongInput(`${name} cannot be read`);
  }
}

function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isFinite(at)) return at;
  throw new WrongInput(`--at ${text} is not a time with its zone, as 2026-12-01T20:00:00Z`);
}
