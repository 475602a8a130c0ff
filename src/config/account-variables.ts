import type { Misfit } from './schema-problems.ts';
import type { Config } from './schema.ts';
import type { ReadFile, Variables } from './environment.ts';

function namedVariables(config: Pick<Config, 'accounts'>): { path: string[]; name: string }[] {
  return Object.entries(config.accounts).flatMap(([account, { credentials, callbacks = {} }]) => {
    const keys = typeof credentials === 'object' && 'secretIdEnv' in credentials ? credentials : {};
    const named = (group: string, settings: Readonly<Record<string, string | readonly string[]>>) =>
      Object.entries(settings).flatMap(([setting, names]) => {
        const path = ['accounts', account, group, setting];
        if (typeof names === 'string') return [{ path, name: names }];
        return names.map((name, at) => ({ path: [...path, String(at)], name }));
      });
    return [...named('credentials', keys), ...named('callbacks', callbacks)];
  });
}

/** The environment variables that accounts name for their keys and callbacks. */
export function variableNames(config: Pick<Config, 'accounts'>): string[] {
  return [...new Set(namedVariables(config).map(({ name }) => name))];
}

/** Accounts whose variables are not set. */
export function missingVariables(config: Config, variables: Variables): Misfit[] {
  return namedVariables(config).flatMap(({ path, name }) =>
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
