import type { Log } from '../observability/log.ts';
import type { MessageRef } from '../reply.ts';

/** What a platform can do besides: keep a message in sight. Not every platform can, so it is no part of Adapter. */
export interface Pins {
  /** Pins a message of ours, or lets it go. As it is already is success. @throws DeliveryError */
  readonly pin: (message: MessageRef, on: boolean) => Promise<void>;
}

/** Pins where the platform can. A panel that is not pinned is still a panel. */
export async function pinQuietly(
  pins: ReadonlyMap<string, Pins>,
  message: MessageRef,
  on: boolean,
  log: Log,
): Promise<void> {
  try {
    await pins.get(message.platform)?.pin(message, on);
  } catch (error) {
    log.warn({ err: error, message, on }, 'a panel could not be pinned or let go');
  }
}
