import { commands } from '../../commands/index.ts';
import { alertNotes } from '../../src/config/alerts/notes.ts';
import { variableNames } from '../../src/config/named-variables.ts';
import type { Config } from '../../src/config/schema.ts';
import { loadConfig } from '../../src/config/load.ts';
import { problemLine, type Problem } from '../../src/config/problem.ts';
import { readConfigFile } from '../../src/config/read-file.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import { WrongInput } from './wrong-input.ts';
import { didYouMean } from '../../src/text/nearest.ts';

/**
 * The configuration of a file, checked as at the start, without the secrets that it names: rules need none. Without a
 * path, that of the demonstration. @throws WrongInput with one line a problem
 */
export function loadRules(
  path: string | undefined,
  readFile: (path: string) => string,
): { readonly config: Config; readonly notes: readonly string[] } {
  const { value, locate } = path === undefined ? {} : readConfigFile(path, readFile, PLATFORMS);
  const standIns = Object.fromEntries(
    variableNames({
      accounts: value?.accounts ?? {},
      audit: value?.audit ?? {},
      webhooks: value?.webhooks ?? {},
      oncall: value?.oncall ?? { rotations: {} },
    }).map((name, index) => [name, `stand-in-for-a-value-${index}`]),
  );
  const loading = loadConfig({
    env: path === undefined ? {} : { AIRDESK_CONFIG: path, ...standIns },
    // Profile files hold keys: what is in them, and in files of certificates, is checked at the start.
    readFile: (asked) => (asked === path ? readFile(asked) : '-----BEGIN CERTIFICATE-----'),
    platforms: PLATFORMS,
    commands,
  });
  if (!loading.ok) throw new WrongInput(listed(loading.problems));
  const { config } = loading.loaded;
  const notes = alertNotes(config, {
    hasEndpoint: true,
    platforms: PLATFORMS.map((platform) => ({ platform, isSetUp: true })),
  });
  return { config, notes: locate ? notes.map((note) => problemLine(locate(note))) : [] };
}

/** The account that events are of. @throws WrongInput where there is no such account */
export function accountOf(config: Config, asked: string | undefined): string {
  if (asked === undefined) return config.defaultAccount;
  if (Object.hasOwn(config.accounts, asked)) return asked;
  throw new WrongInput(`there is no account "${asked}"${didYouMean(asked, Object.keys(config.accounts))}`);
}

function listed(problems: readonly Problem[]): string {
  return `the configuration has problems:\n${problems.map((problem) => `  ${problemLine(problem)}`).join('\n')}`;
}
