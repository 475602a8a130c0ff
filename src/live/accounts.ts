import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Log } from '../observability/log.ts';
import { createLiveClient, type CallRecord, type LiveClient } from './client.ts';
import { createKeyring, type Keyring } from './credentials/keyring.ts';
import { createCredentials } from './credentials/credentials.ts';
import type { Secrets } from '../observability/secrets.ts';
import type { Live } from './live.ts';
import type { Variables } from '../config/variables.ts';

/** The clients of all configured accounts. */
export interface Accounts {
  /** @throws Error when there is no such account. */
  live(account: string): Live;
  /** The keys may be others now: they are looked up before the next call. */
  lookAgain(): void;
  close(): Promise<void>;
}

/** What the clients of all accounts are made from. */
export interface AccountsDeps {
  readonly config: Config;
  /** Where credentials are looked for. */
  readonly variables: Variables;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Told of every key that is found, and taken out of what the cloud says. */
  readonly secrets: Pick<Secrets, 'add' | 'without'>;
  readonly onCall: (call: CallRecord, account: string) => void;
  /** As LiveClientOptions has it. */
  readonly onTime: (aheadMs: number) => void;
}

/** Creates one client an account; nothing is sent and no credentials are looked for before the first call. */
export function createAccounts(deps: AccountsDeps): Accounts {
  const { config, variables, clock, random, log, onCall, secrets } = deps;
  const clients = new Map<string, LiveClient>();
  const keyrings: Keyring[] = [];
  for (const [name, account] of Object.entries(config.accounts)) {
    const look = () =>
      createCredentials(account.credentials, {
        clock,
        random,
        env: variables,
        readFile: (path) => readFile(path, 'utf8'),
        home: homedir(),
        onProblem: (error) => log.warn({ err: error, account: name }, 'credentials could not be refreshed'),
      });
    const keyring = createKeyring(look, clock, () =>
      log.error({ account: name }, 'the cloud refuses the new key; the former one goes on for ten minutes'),
    );
    keyrings.push(keyring);
    const credentials = async () => {
      const keys = await keyring.keys();
      secrets.add([keys.secretId, keys.secretKey, keys.token]);
      return keys;
    };
    const client = createLiveClient({
      endpoint: account.endpoint,
      region: account.region,
      credentials,
      clean: secrets.without,
      lookShare: config.alerts.polling.sharePercent / 100,
      timeoutMs: config.policy.callTimeoutSeconds * 1000,
      clock,
      random,
      onCall: (call) => {
        keyring.called(call.code);
        onCall(call, name);
      },
      onTime: (aheadMs) => deps.onTime(aheadMs),
      ...(account.language ? { language: account.language === 'zh-CN' ? 'zh-CN' : 'en-US' } : {}),
    });
    clients.set(name, client);
  }
  return {
    live(account) {
      const client = clients.get(account);
      if (!client) throw new Error(`there is no account ${account}`);
      return client;
    },
    lookAgain() {
      for (const keyring of keyrings) keyring.lookAgain();
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
