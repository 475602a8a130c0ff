import { Hono } from 'hono';
import { createSlackAdapter, type SlackAdapter } from '../../../adapters/slack/index.ts';
import type { Handle } from '../../../src/platform/adapter.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Intent } from '../../../src/intent.ts';
import { createFakeSlack, type FakeSlack, type Wire } from '../../fakes/slack/fake-slack.ts';
import { logOf } from '../../fakes/logs.ts';
import { serveOnLoopback } from '../../fakes/loopback.ts';

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
  const http = new Hono();
  const adapter = createSlackAdapter({
    botToken: fake.botToken,
    ...(mode === 'http' ? { signingSecret: fake.signingSecret } : { appToken: fake.appToken }),
    apiUrl: fake.apiUrl,
    http,
    clock,
    log: logOf(logs),
  });
  const { origin, close } = await serveOnLoopback(http);
  await adapter.start(async (intent) => {
    intents.push(intent);
    await handle?.(intent);
  });
  return {
    fake,
    adapter,
    wire: mode === 'http' ? { mode, botOrigin: origin } : { mode },
    intents,
    logs,
    stop: async () => {
      await adapter.stop();
      await fake.stop();
      await close();
    },
  };
}
