import type { Config } from './schema.ts';
import type { CallbackEndpoint } from '../callback/receive/endpoint.ts';
import { type Variables, CALLBACK_TOKEN, CALLBACK_TOKEN_RULE } from './variables.ts';
import type { Misfit } from './problem.ts';

export type { CallbackEndpoint };

/** Every endpoint, with its secrets. Variables of the environment belong to the default account where no account names its own. */
export function callbackEndpoints(
  config: Config,
  variables: Variables,
  former: Former = () => [],
): readonly CallbackEndpoint[] {
  return placedEndpoints(config, variables, former).map(({ endpoint }) => endpoint);
}

/** Whether an account has an endpoint of its own, so that those of the environment have no effect. */
export function namesEndpoints(config: Pick<Config, 'accounts'>): boolean {
  return Object.values(config.accounts).some(({ callbacks }) => callbacks !== undefined);
}

/** Tokens that open nothing, or two endpoints at once. */
export function endpointMisfits(config: Config, variables: Variables): Misfit[] {
  const first = new Map<string, string>();
  return placedEndpoints(config, variables).flatMap(({ endpoint: { account, token }, path }): Misfit[] => {
    if (path === undefined) return [];
    const at = [...path, 'tokenEnv'];
    if (!CALLBACK_TOKEN.test(token))
      return [{ path: at, text: `the variable's value ${CALLBACK_TOKEN_RULE}` }];
    const other = first.get(token);
    if (other !== undefined) {
      const text = `holds the token of ${other} as well; give each account a token of its own`;
      return [{ path: at, text }];
    }
    first.set(token, account);
    return [];
  });
}

/** Endpoints that take whatever knows their path, since no key is given. */
export function endpointNotes(config: Config, variables: Variables): Misfit[] {
  return placedEndpoints(config, variables).flatMap(({ endpoint, path }): Misfit[] => {
    if (endpoint.key !== undefined) return [];
    return path === undefined
      ? [{ path: ['LIVE_CALLBACK_TOKEN'], text: `${UNSIGNED}; set LIVE_CALLBACK_KEY to it` }]
      : [{ path, text: `${UNSIGNED}; name the variable that holds it: keyEnv` }];
  });
}

const UNSIGNED =
  'callbacks are not authenticated by signature, only by their path, without the callback key of the template';

/** Former values of a variable that are still good. */
type Former = (name: string) => readonly string[];

interface PlacedEndpoint {
  readonly endpoint: CallbackEndpoint;
  /** Where in airdesk.yaml; undefined where it comes from the environment. */
  readonly path: readonly string[] | undefined;
}

function placedEndpoints(config: Config, variables: Variables, former: Former = () => []): PlacedEndpoint[] {
  if (!namesEndpoints(config)) {
    const token = variables['LIVE_CALLBACK_TOKEN'];
    if (token === undefined) return [];
    const keys = valuesOf(['LIVE_CALLBACK_KEY', 'LIVE_CALLBACK_KEY_OLD'], variables, former);
    return [{ endpoint: endpointOf(config.defaultAccount, token, keys), path: undefined }];
  }
  return Object.entries(config.accounts).flatMap(([account, { callbacks }]): PlacedEndpoint[] => {
    const token = callbacks && variables[callbacks.tokenEnv];
    if (!callbacks || token === undefined) return [];
    const keys = valuesOf(keyVariables(callbacks), variables, former);
    return [{ endpoint: endpointOf(account, token, keys), path: ['accounts', account, 'callbacks'] }];
  });
}

function endpointOf(account: string, token: string, keys: readonly (string | undefined)[]): CallbackEndpoint {
  const [key, ...otherKeys] = new Set(keys.filter((each) => each !== undefined));
  return {
    ...{ account, token },
    ...(key !== undefined && { key }),
    ...(otherKeys.length > 0 && { otherKeys }),
  };
}

/** Those that are set, then former ones that are still good. */
function valuesOf(
  names: readonly string[],
  variables: Variables,
  former: Former,
): readonly (string | undefined)[] {
  return [...names.map((name) => variables[name]), ...names.flatMap((name) => former(name))];
}

/** The variables that hold the callback keys of an account. */
function keyVariables({
  keyEnv = [],
}: {
  readonly keyEnv?: string | readonly string[] | undefined;
}): readonly string[] {
  return typeof keyEnv === 'string' ? [keyEnv] : keyEnv;
}
