import { onTestFinished } from 'vitest';
import type { CallbackTarget } from '../../sandbox/control/schemas.ts';
import type { SandboxOptions } from '../../sandbox/sandbox.ts';
import { startReceiver, type Receiver } from './callback-receiver.ts';
import { createBench, type Bench } from './caller.ts';

/** What the callbacks of a HeardBench are signed with, unless its target says another key. */
export const CALLBACK_KEY = 'callback-key';

/** A bench with a receiver of what its sandbox sends to the account's callback URL. */
export interface HeardBench extends Bench {
  readonly receiver: Receiver;
}

/**
 * Opens one for the test that runs, and closes it when that has finished. `answer`: the status of each message's answer, by
 * its number from 1; null for none. `target`: how the callback's settings differ.
 */
export async function openHeardBench(
  options: Partial<SandboxOptions> = {},
  answer?: (count: number) => number | null,
  target: Partial<CallbackTarget> = {},
): Promise<HeardBench> {
  const receiver = await startReceiver(answer);
  const callback = { url: receiver.url, key: CALLBACK_KEY, ...target };
  const bench = createBench({ callback, ...options });
  onTestFinished(async () => {
    await receiver.close();
    await bench.sandbox.close();
  });
  return { ...bench, receiver };
}
