import { blindNotes } from './alerts/blind-notes.ts';
import { alertNotes } from './alerts/notes.ts';
import { auditMisfits } from './audit/problems.ts';
import { callbackEndpoints, endpointMisfits, endpointNotes, namesEndpoints } from './callback-endpoints.ts';
import { missingFiles, missingVariables, variableNames } from './named-variables.ts';
import { checkReferences } from './references.ts';
import type { Platform } from '../platform/platform.ts';
import { roleNotes, type CheckedCommand } from './role-notes.ts';
import { AccountSchema, type Config, type ConfigFile } from './schema.ts';
import { defaultRoles, demoConfig } from './defaults.ts';
import { knownVariables, readEnvironment, secretVariables, type Environment } from './environment.ts';
import type { Problem, Misfit } from './problem.ts';
import { fileOf, readConfigFile, type ReadConfigFile } from './read-file.ts';
import { unknownVariables } from './unknown-variables.ts';
import { regionMisfits } from './region-misfits.ts';
import { problem, withFileReferences, type ReadFile, type Variables } from './variables.ts';

/** Everything that decides how Airdesk runs. */
export interface Loaded {
  readonly config: Config;
  /** Holds secrets. Its `variables` include those that accounts name. */
  readonly environment: Environment;
  /** Every secret value that is known, to be kept out of logs. */
  readonly secrets: readonly string[];
  /** Neither a configuration nor a cloud: runs against the sandbox with demoConfig. */
  readonly demo: boolean;
  /** Not wrong, but probably not what was meant. */
  readonly notes: readonly Problem[];
}

/** Where loadConfig reads, and what the file may name. */
export interface LoadOptions {
  readonly env: Variables;
  readonly readFile: ReadFile;
  /** The chat platforms that there are. */
  readonly platforms: readonly Platform[];
  /** The commands, to check those that roles and buttons name. */
  readonly commands?: readonly CheckedCommand[];
}

/** Reads environment and airdesk.yaml, once, at start. Finds all problems, not only the first; with any there is no config. */
export function loadConfig({
  env,
  readFile,
  platforms,
  commands,
}: LoadOptions): { ok: true; loaded: Loaded } | { ok: false; problems: readonly Problem[] } {
  const { environment, problems } = readEnvironment(env, readFile, platforms);
  const path = environment ? environment.configFile : nonEmpty(env['AIRDESK_CONFIG']);
  const demo = isDemo(environment);
  const commandNames = commands?.map(({ name }) => name);
  const file = demo
    ? fileOf(demoConfig(platforms, commandNames), platforms)
    : path === undefined
      ? fileOf({}, platforms)
      : readConfigFile(path, readFile, platforms);
  const found = [...problems, ...file.problems];
  if (!file.value) return { ok: false, problems: found };

  const config = completed(file.value, environment, commandNames);
  const accounts = withFileReferences(env, variableNames(config), readFile);
  const misfits = [
    ...severalAccounts(file.value),
    ...checkReferences(config, commandNames, platforms),
    ...missingVariables(config, accounts.variables),
    ...missingFiles(config, readFile),
    ...endpointMisfits(config, accounts.variables),
    ...auditMisfits(config, accounts.variables, readFile),
  ];
  found.push(...accounts.problems, ...misfits.map(file.locate));
  if (!environment || found.length > 0) return { ok: false, problems: found };

  const variables = { ...environment.variables, ...accounts.variables };
  const secrets = [...secretVariables(platforms), ...variableNames(config)].flatMap(
    (name) => variables[name] ?? [],
  );
  const whole = { ...environment, variables };
  const unknown = unknownVariables(env, [...knownVariables(platforms), ...variableNames(config)]);
  const notes = demo
    ? unknown
    : [
        ...unknown,
        ...notesOn(file.value, environment),
        ...regionMisfits(config).map((misfit) =>
          environment.liveRegion === undefined || Object.keys(file.value?.accounts ?? {}).length > 0
            ? file.locate(misfit)
            : problem('LIVE_REGION', misfit.text),
        ),
        ...roleNotes(config.roles, commands ?? []).map(file.locate),
        ...alertNotesOn(config, whole, platforms, file.locate),
        ...blindNotes(config).map(file.locate),
      ];
  return {
    ok: true,
    loaded: { config, environment: whole, secrets, demo, notes },
  };
}

/** Nothing says what to work on. */
function isDemo(environment: Environment | undefined): boolean {
  if (!environment) return false;
  const { configFile, hasCloudKey, liveEndpoint } = environment;
  return configFile === undefined && !hasCloudKey && liveEndpoint === undefined;
}

/** Fills in the account of the environment, the usual roles and the default account. */
function completed(
  file: ConfigFile,
  environment: Environment | undefined,
  commandNames: readonly string[] | undefined,
): Config {
  const named = Object.keys(file.accounts);
  const accounts =
    named.length > 0
      ? file.accounts
      : {
          main: AccountSchema.parse({
            endpoint: environment?.liveEndpoint,
            region: environment?.liveRegion,
          }),
        };
  return {
    ...file,
    accounts,
    roles: Object.keys(file.roles).length > 0 ? file.roles : defaultRoles(commandNames),
    defaultAccount: file.defaultAccount ?? Object.keys(accounts)[0] ?? 'main',
  };
}

function severalAccounts(file: ConfigFile): Misfit[] {
  const named = Object.keys(file.accounts);
  if (named.length < 2 || file.defaultAccount !== undefined) return [];
  return [
    {
      path: ['accounts'],
      text: `there are several; say which is meant by default: defaultAccount: ${named[0] ?? ''}`,
    },
  ];
}

function notesOn(file: ConfigFile, environment: Environment): Problem[] {
  const notes: Problem[] = [];
  if (Object.keys(file.people).length === 0) {
    notes.push({
      source: environment.configFile ?? 'environment',
      path: environment.configFile === undefined ? 'AIRDESK_CONFIG' : 'people',
      text: 'names nobody, so every command is refused; see airdesk.example.yaml',
    });
  }
  const { variables } = environment;
  const useless = [
    ...(Object.keys(file.accounts).length > 0
      ? without('the file names its accounts', {
          LIVE_ENDPOINT: environment.liveEndpoint,
          LIVE_REGION: environment.liveRegion,
        })
      : []),
    ...(namesEndpoints(file)
      ? without('the file names the callbacks of its accounts', {
          LIVE_CALLBACK_TOKEN: variables['LIVE_CALLBACK_TOKEN'],
          LIVE_CALLBACK_KEY: variables['LIVE_CALLBACK_KEY'],
          LIVE_CALLBACK_KEY_OLD: variables['LIVE_CALLBACK_KEY_OLD'],
        })
      : []),
  ];
  return [...notes, ...useless];
}

/** A note on each variable that is set and has no effect. */
function without(why: string, settings: Variables): Problem[] {
  return Object.entries(settings).flatMap(([path, value]) =>
    value === undefined ? [] : [{ source: 'environment', path, text: `has no effect, since ${why}` }],
  );
}

function alertNotesOn(
  config: Config,
  environment: Environment,
  platforms: readonly Platform[],
  locate: ReadConfigFile['locate'],
): Problem[] {
  const { variables } = environment;
  const around = platforms.map((platform) => ({
    platform,
    isSetUp: platform.environment.isSetUp(environment),
  }));
  const hasEndpoint = callbackEndpoints(config, variables).length > 0;
  const notes = [
    ...endpointNotes(config, variables),
    ...alertNotes(config, { hasEndpoint, platforms: around }),
  ];
  return notes.map((note) =>
    note.path[0] === 'LIVE_CALLBACK_TOKEN'
      ? { source: 'environment', path: 'LIVE_CALLBACK_TOKEN', text: note.text }
      : locate(note),
  );
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
