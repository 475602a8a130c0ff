import type { Misfit } from './schema-problems.ts';
import type { Config } from './schema.ts';
import type { Variables } from './environment.ts';
import type { Door } from '../callback/receive/endpoint.ts';

export type { Door };

/** What the last part of a callback path looks like: long enough not to be guessed, and the same in every URL parser. */
export const CALLBACK_TOKEN = /^[A-Za-z0-9_-]{16,128}$/;
export const CALLBACK_TOKEN_RULE =
  'must be 16 to 128 letters, digits, - or _, as openssl rand -hex 24 prints';

/** Every door, with its secrets. Variables of the environment belong to the default account where no account names its own. */
export function callbackDoors(config: Config, variables: Variables): readonly Door[] {
  return placedDoors(config, variables).map(({ door }) => door);
}

/** Whether an account has a door of its own, so that those of the environment have no effect. */
export function namesDoors(config: Pick<Config, 'accounts'>): boolean {
  return Object.values(config.accounts).some(({ callbacks }) => callbacks !== undefined);
}

/** Tokens that open nothing, or two doors at once. */
export function doorMisfits(config: Config, variables: Variables): Misfit[] {
  const first = new Map<string, string>();
  return placedDoors(config, variables).flatMap(({ door: { account, token }, path }): Misfit[] => {
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

/** Doors that take whatever knows their path, since no key is given. */
export function doorNotes(config: Config, variables: Variables): Misfit[] {
  return placedDoors(config, variables).flatMap(({ door, path }): Misfit[] => {
    if (door.key !== undefined) return [];
    return path === undefined
      ? [{ path: ['LIVE_CALLBACK_TOKEN'], text: `${UNSIGNED}; set LIVE_CALLBACK_KEY to it` }]
      : [{ path, text: `${UNSIGNED}; name the variable that holds it: keyEnv` }];
  });
}

const UNSIGNED =
  'callbacks are not authenticated by signature, only by their path, without the callback key of the template';

interface PlacedDoor {
  readonly door: Door;
  /** Where in airdesk.yaml; undefined where it comes from the environment. */
  readonly path: readonly string[] | undefined;
}

function placedDoors(config: Config, variables: Variables): PlacedDoor[] {
  if (!namesDoors(config)) {
    const token = variables['LIVE_CALLBACK_TOKEN'];
    if (token === undefined) return [];
    const keys = [variables['LIVE_CALLBACK_KEY'], variables['LIVE_CALLBACK_KEY_OLD']];
    return [{ door: doorOf(config.defaultAccount, token, keys), path: undefined }];
  }
  return Object.entries(config.accounts).flatMap(([account, { callbacks }]): PlacedDoor[] => {
    const token = callbacks && variables[callbacks.tokenEnv];
    if (!callbacks || token === undefined) return [];
    const keys = keyVariables(callbacks).map((name) => variables[name]);
    return [{ door: doorOf(account, token, keys), path: ['accounts', account, 'callbacks'] }];
  });
}

function doorOf(account: string, token: string, keys: readonly (string | undefined)[]): Door {
  const [key, ...otherKeys] = new Set(keys.filter((each) => each !== undefined));
  return {
    ...{ account, token },
    ...(key !== undefined && { key }),
    ...(otherKeys.length > 0 && { otherKeys }),
  };
}

/** The variables that hold the callback keys of an account. */
function keyVariables({
  keyEnv = [],
}: {
  readonly keyEnv?: string | readonly string[] | undefined;
}): readonly string[] {
  return typeof keyEnv === 'string' ? [keyEnv] : keyEnv;
}
