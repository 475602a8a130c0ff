import '../machine/loaded.ts';
import { expect } from 'vitest';
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { quiet } from '../machine/quiet.ts';
import { createDeskDriver } from '../paths/stage/desk-driver.ts';
import { createTestClock } from './test-clock.ts';

/** A newcomer at the desk of `npm start`, while time passes. */
export interface Newcomer {
  readonly origin: string;
  readonly driver: ReturnType<typeof createDeskDriver>;
  /** Waits until a message reads like this. */
  readonly shows: (text: RegExp) => Promise<void>;
  /** Orders something of the sandbox under `/_sandbox`. */
  readonly steer: (path: string, body: string) => Promise<void>;
  /** Presses a button of "break something". Answers the HTTP status. */
  readonly breaks: (id: string, as?: string) => Promise<number>;
}

/** Starts the demonstration in a folder, does something as a newcomer, and stops it. `at`: when it starts; the rest are variables. */
export async function asNewcomer(
  folder: string,
  does: (newcomer: Newcomer) => Promise<void>,
  { at, ...more }: Readonly<Record<string, string>> & { readonly at?: string } = {},
): Promise<void> {
  const clock = createTestClock(at === undefined ? undefined : Date.parse(at));
  const env = { PORT: '0', AIRDESK_DATA: folder, LOG_LEVEL: 'error', ...more };
  const airdesk = await startAirdesk({ env, clock });
  const { origin } = airdesk;
  const driver = createDeskDriver({ origin });
  let isOver = false;
  const passing = (async () => {
    while (!isOver) {
      clock.advance(200);
      await new Promise((resolve) => setTimeout(resolve, 2));
      // On a busy machine, what waits for an answer must not run out of time meanwhile.
      await quiet();
    }
  })();
  const post = async (path: string, body: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', origin };
    return (await fetch(`${origin}${path}`, { method: 'POST', headers, body })).status;
  };
  try {
    await does({
      origin,
      driver,
      shows: (text) =>
        expect
          .poll(() => driver.messages().some((one) => text.test(one.text)), { timeout: 60_000 })
          .toBe(true),
      steer: async (path, body) => expect(await post(path, body)).toBe(200),
      breaks: (id, as = 'engineer') => post('/desk/breaks', JSON.stringify({ as, id })),
    });
  } finally {
    await Promise.all([driver.stop(), airdesk.close()]);
    isOver = true;
    await passing;
  }
}
