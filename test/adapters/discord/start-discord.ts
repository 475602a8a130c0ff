import { Hono } from 'hono';
import { createDiscordAdapter, type DiscordAdapter } from '../../../adapters/discord/index.ts';
import type { Suggest } from '../../../adapters/discord/commands/suggest.ts';
import type { FormFirst, Handle } from '../../../src/platform/adapter.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Intent } from '../../../src/intent.ts';
import { createFakeDiscord, type FakeDiscord, type Wire } from '../../fakes/discord/fake-discord.ts';
import { logOf } from '../../fakes/logs.ts';
import { serveOnLoopback } from '../../fakes/loopback.ts';

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
  const http = new Hono();
  const adapter = createDiscordAdapter({
    token: fake.token,
    applicationId: options.applicationId ?? fake.applicationId,
    ...(mode === 'http' ? { publicKey: options.publicKey ?? fake.publicKey } : {}),
    apiUrl: fake.apiUrl,
    http,
    clock,
    log: logOf(logs),
    ...(suggest ? { suggest } : {}),
    alertChannels: options.alertChannels,
  });
  const { origin: botOrigin, close } = await serveOnLoopback(http);
  const stop = async () => {
    await adapter.stop();
    await fake.stop();
    await close();
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
