import type { Config } from './schema.ts';
import type { ReadFile, Variables } from './variables.ts';
import type { Misfit } from './problem.ts';
import { webhookVariables } from './webhooks.ts';

/** The parts of airdesk.yaml that name variables. */
type Naming = Pick<Config, 'accounts' | 'audit' | 'webhooks'>;

interface Named {
  readonly path: readonly string[];
  readonly name: string;
}

function namedVariables(config: Naming): Named[] {
  const { webhook } = config.audit;
  const ofAudit = webhook ? [{ path: ['audit', 'webhook', 'secretEnv'], name: webhook.secretEnv }] : [];
  return [...ofAccounts(config), ...ofAudit, ...webhookVariables(config)];
}

function ofAccounts(config: Pick<Config, 'accounts'>): Named[] {
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

/** The environment variables that airdesk.yaml names: of accounts for their keys and callbacks, of the audit's export, of webhooks. */
export function variableNames(config: Naming): string[] {
  return [...new Set(namedVariables(config).map(({ name }) => name))];
}

/** Variables that are named and not set. */
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
