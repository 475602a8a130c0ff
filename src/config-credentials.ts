import type { Misfit } from './config-schema-problems.ts';
import type { Config } from './config.ts';
import type { ReadFile, Variables } from './environment.ts';

function credentialVariables(config: Config): { path: string[]; name: string }[] {
  return Object.entries(config.accounts).flatMap(([account, { credentials }]) =>
    typeof credentials === 'object' && 'secretIdEnv' in credentials
      ? Object.entries(credentials).map(([setting, name]) => ({
          path: ['accounts', account, 'credentials', setting],
          name,
        }))
      : [],
  );
}

/** The environment variables that accounts name for their keys. */
export function variableNames(config: Config): string[] {
  return [...new Set(credentialVariables(config).map(({ name }) => name))];
}

/** Accounts whose variables are not set. */
export function missingVariables(config: Config, variables: Variables): Misfit[] {
  return credentialVariables(config).flatMap(({ path, name }) =>
    variables[name] === undefined
      ? [{ path, text: `the environment variable ${name} is not set (nor ${name}_FILE)` }]
      : [],
  );
}

/** Accounts whose profile file cannot be read. */
export function missingFiles(config: Config, readFile: ReadFile): Misfit[] {
  return Object.entries(config.accounts).flatMap(([account, { credentials }]): Misfit[] => {
    if (typeof credentials !== 'object' || !('file' in credentials)) return [];
    try {
      readFile(credentials.file);
      return [];
    } catch {
      return [{ path: ['accounts', account, 'credentials', 'file'], text: 'the file cannot be read' }];
    }
  });
}
