import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { CallbackEndpoint } from '../src/config/callback-endpoints.ts';
import type { Clock } from '../src/clock.ts';
import type { Config } from '../src/config/schema.ts';
import type { Environment } from '../src/config/environment.ts';
import type { Breaks } from '../src/platform/breaks.ts';
import { createBreaks } from './breaks.ts';
import { demoScene } from './demo-scene.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from './keys.ts';
import { controlRoutes } from './control/routes.ts';
import { createSandbox } from './sandbox.ts';
import type { Text } from '../src/text/language.ts';
import type { Variables } from '../src/config/variables.ts';

/** What stands on the desk while the sandbox is the cloud. */
const NOTICE: Text = {
  en: 'Sandbox: nothing here touches a real broadcast.',
  zh: '沙箱环境：此处的任何操作都不影响真实直播。',
};

/** Stands on every card meanwhile. */
const MARK: Text = { en: 'Sandbox', zh: '沙箱' };

/** Late enough to be seen as a delay, early enough not to be waited for, ms. */
const EFFECT_DELAY_MS = 300;

/** The sandbox in place of a cloud account. */
export interface SandboxCloud {
  /** What points at it. */
  readonly config: Config;
  readonly variables: Variables;
  /** Stands on the desk. */
  readonly notice: Text;
  /** Stands on every card. */
  readonly mark: Text;
  /** Where its callbacks arrive. */
  readonly endpoints: readonly CallbackEndpoint[];
  /** What steers it, as under `/_sandbox`. */
  readonly steering: Hono;
  /** What a newcomer may break in it. */
  readonly breaks: Breaks;
  /** From now on callbacks go to Airdesk at `origin`. */
  tellCallbacks(origin: string): void;
  close(): Promise<void>;
}

/** Starts the sandbox, and makes the configuration that points at it. */
export async function startSandbox(
  clock: Clock,
  loaded: { readonly config: Config; readonly environment: Environment },
): Promise<SandboxCloud> {
  const { config, environment } = loaded;
  const secretId = environment.variables['SANDBOX_SECRET_ID'] ?? DEFAULT_SECRET_ID;
  const secretKey = environment.variables['SANDBOX_SECRET_KEY'] ?? DEFAULT_SECRET_KEY;
  const sandbox = createSandbox({
    clock,
    seed: 1,
    secretId,
    secretKey,
    scene: demoScene,
    effectDelayMs: EFFECT_DELAY_MS,
    // Where Airdesk itself listens.
    callbackHosts: [environment.host, `[${environment.host}]`],
  });
  const { origin } = await sandbox.listen({ port: 0 });
  const [token, key] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const accounts = Object.fromEntries(
    Object.entries(config.accounts).map(([name, account]) => [name, { ...account, endpoint: origin }]),
  );
  return {
    config: { ...config, accounts },
    variables: {
      ...environment.variables,
      TENCENTCLOUD_SECRET_ID: secretId,
      TENCENTCLOUD_SECRET_KEY: secretKey,
    },
    notice: NOTICE,
    mark: MARK,
    steering: controlRoutes(sandbox),
    breaks: createBreaks(sandbox),
    endpoints: [{ account: config.defaultAccount, token, key }],
    tellCallbacks: (to) => sandbox.beginWith({ url: `${to}/callbacks/live/${token}`, key }),
    close: () => sandbox.close(),
  };
}
