import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { createDiscordAdapter, type DiscordAdapter } from '../../../adapters/discord/index.ts';
import type { Suggest } from '../../../adapters/discord/commands/suggest.ts';
import type { FormFirst, Handle } from '../../../src/platform/adapter.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Intent } from '../../../src/intent.ts';
import { createFakeDiscord, type FakeDiscord, type Wire } from '../../fakes/discord/fake-discord.ts';

/** The real adapter on a real server, against the fake Discord. */
export interface Setup {
  readonly fake: FakeDiscord;
  readonly adapter: DiscordAdapter;
  readonly wire: Wire;
  readonly botOrigin: string;
  /** What reached the core. */
  readonly intents: Intent[];
  /** Every log line, as text. */
  readonly logs: string[];
  stop(): Promise<void>;
}

/** Starts both. `handle` is called after an intent was recorded. */
export async function startDiscord(options: {
  readonly clock: Clock;
  readonly mode?: 'http' | 'gateway';
  readonly handle?: Handle;
  readonly formFirst?: FormFirst;
  readonly suggest?: Suggest;
  readonly applicationId?: string;
  readonly publicKey?: string;
  readonly alertChannels?: readonly string[];
  /** Before the adapter starts. */
  readonly prepare?: (fake: FakeDiscord) => void;
}): Promise<Setup> {
  const { clock, mode = 'http', handle, suggest, prepare } = options;
  const fake = await createFakeDiscord({ clock });
  const intents: Intent[] = [];
  const logs: string[] = [];
  const write = (facts: object, message: string) => void logs.push(`${message} ${JSON.stringify(facts)}`);
  const http = new Hono();
  const adapter = createDiscordAdapter({
    token: fake.token,
    applicationId: options.applicationId ?? fake.applicationId,
    ...(mode === 'http' ? { publicKey: options.publicKey ?? fake.publicKey } : {}),
    apiUrl: fake.apiUrl,
    http,
    clock,
    log: { debug: write, info: write, warn: write, error: write },
    ...(suggest ? { suggest } : {}),
    alertChannels: options.alertChannels,
  });
  const server = serve({ fetch: http.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const botOrigin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await adapter.stop();
    await fake.stop();
    await new Promise((resolve) => server.close(resolve));
  };
  prepare?.(fake);
  try {
    await adapter.start(async (intent) => {
      intents.push(intent);
      await handle?.(intent);
    }, options.formFirst);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    fake,
    adapter,
    wire: mode === 'http' ? { mode, botOrigin } : { mode },
    botOrigin,
    intents,
    logs,
    stop,
  };
}
