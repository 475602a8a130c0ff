import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { createSlackAdapter, type SlackAdapter } from '../../../adapters/slack/index.ts';
import type { Handle } from '../../../src/platform/adapter.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Intent } from '../../../src/intent.ts';
import { createFakeSlack, type FakeSlack, type Wire } from '../../fakes/slack/fake-slack.ts';

/** The real adapter on a real server, against the fake Slack. */
export interface Setup {
  readonly fake: FakeSlack;
  readonly adapter: SlackAdapter;
  readonly wire: Wire;
  /** What reached the core. */
  readonly intents: Intent[];
  /** Every log line, as text. */
  readonly logs: string[];
  stop(): Promise<void>;
}

/** Starts both. `handle` is called after an intent was recorded. */
export async function startSlack(options: {
  readonly clock: Clock;
  readonly mode?: 'http' | 'socket';
  readonly handle?: Handle;
  /** Before the adapter starts. */
  readonly prepare?: (fake: FakeSlack) => void;
}): Promise<Setup> {
  const { clock, mode = 'http', handle, prepare } = options;
  const fake = await createFakeSlack({ clock });
  prepare?.(fake);
  const intents: Intent[] = [];
  const logs: string[] = [];
  const write = (facts: object, message: string) => void logs.push(`${message} ${JSON.stringify(facts)}`);
  const http = new Hono();
  const adapter = createSlackAdapter({
    botToken: fake.botToken,
    ...(mode === 'http' ? { signingSecret: fake.signingSecret } : { appToken: fake.appToken }),
    apiUrl: fake.apiUrl,
    http,
    clock,
    log: { debug: write, info: write, warn: write, error: write },
  });
  const server = serve({ fetch: http.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  await adapter.start(async (intent) => {
    intents.push(intent);
    await handle?.(intent);
  });
  const { port } = server.address() as AddressInfo;
  return {
    fake,
    adapter,
    wire: mode === 'http' ? { mode, botOrigin: `http://127.0.0.1:${port}` } : { mode },
    intents,
    logs,
    stop: async () => {
      await adapter.stop();
      await fake.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
