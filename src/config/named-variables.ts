import type { Config } from './schema.ts';
import type { ReadFile, Variables } from './variables.ts';
import type { Misfit } from './problem.ts';
import { webhookVariables } from './webhooks/webhooks.ts';

/** The parts of airdesk.yaml that name variables. */
type Naming = Pick<Config, 'accounts' | 'audit' | 'webhooks' | 'oncall'>;

interface Named {
  readonly path: readonly string[];
  readonly name: string;
}

function namedVariables(config: Naming): Named[] {
  const { webhook } = config.audit;
  const ofAudit = webhook ? [{ path: ['audit', 'webhook', 'secretEnv'], name: webhook.secretEnv }] : [];
  return [...ofAccounts(config), ...ofAudit, ...webhookVariables(config), ...ofRotations(config)];
}

function ofAccounts(config: Pick<Config, 'accounts'>): Named[] {
  return Object.entries(config.accounts).flatMap(([account, { credentials, callbacks = {} }]) => {
    const keys = typeof credentials === 'object' && 'secretIdEnv' in credentials ? credentials : {};
    const named = (group: string, settings: Readonly<Record<string, string | readonly string[]>>) =>
      Object.entries(settings).flatMap(([setting, names]): Named[] => {
        const path = ['accounts', account, group, setting];
        if (typeof names === 'string') return [{ path, name: names }];
        return names.map((name, at) => ({ path: [...path, String(at)], name }));
      });
    return [...named('credentials', keys), ...named('callbacks', callbacks)];
  });
}

/** Addresses of calendars hold a key. */
function ofRotations({ oncall }: Pick<Config, 'oncall'>): Named[] {
  return Object.entries(oncall.rotations).flatMap(([rotation, { calendar }]): Named[] => {
    const name = calendar?.urlEnv;
    return name === undefined
      ? []
      : [{ path: ['oncall', 'rotations', rotation, 'calendar', 'urlEnv'], name }];
  });
}

/** The environment variables that airdesk.yaml names: of accounts, of the audit's export, of webhooks and of calendars. */
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
