import type { Hono } from 'hono';
import type { Adapter, FormFirst, Handle } from '../../src/platform/adapter.ts';
import { serveOnLoopback } from '../fakes/loopback.ts';
import type { TestClock } from '../fakes/test-clock.ts';
import { settled } from './passing-time.ts';

/** An adapter that has started, and where its routes are. */
export interface Running<A extends Adapter> {
  readonly adapter: A;
  readonly origin: string;
  /** Stops the adapter, while time passes, and then its server. */
  readonly close: () => Promise<void>;
}

/** Serves the routes that the adapter has put on `http`, and starts it. */
export async function runAdapter<A extends Adapter>(
  clock: TestClock,
  http: Hono,
  adapter: A,
  handle: Handle,
  formFirst: FormFirst,
): Promise<Running<A>> {
  const { origin, close } = await serveOnLoopback(http);
  await adapter.start(handle, formFirst);
  return {
    adapter,
    origin,
    async close() {
      await settled(clock, adapter.stop());
      await close();
    },
  };
}
