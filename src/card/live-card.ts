import { sleep } from '../clock.ts';
import type { Core } from '../core.ts';
import { DeliveryError } from '../errors.ts';
import type { Actor, Place } from '../intent.ts';
import type { Card, MessageRef } from '../reply.ts';

/** Waits between tries of an edit that failed for a passing reason, ms. */
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000, 30_000];

/** One card that changes through its life, in every place where it is. */
export interface LiveCard {
  /** Shows this now; what was not delivered yet is skipped. */
  show(card: Card): void;
  /** Resolves when the newest is delivered, or cannot be. */
  settled(): Promise<void>;
}

/**
 * Edits of one card, one at a time, newest wins: people never see an older state after a newer one, and the work on
 * the cloud never waits for the chat platform. Where there is no message yet, the card is posted to `place`.
 */
export function createLiveCard(
  core: Pick<Core, 'adapters' | 'clock' | 'log' | 'counts'>,
  messages: readonly MessageRef[],
  place: Place,
  actor: Actor,
): LiveCard {
  const spots: (MessageRef | undefined)[] = messages.length > 0 ? [...messages] : [undefined];
  let newest: Card | undefined;
  let delivering: Promise<void> | undefined;

  const deliverTo = async (index: number, card: Card): Promise<void> => {
    const platform = spots[index]?.platform ?? place.platform;
    const adapter = core.adapters.get(platform);
    if (!adapter) {
      core.log.warn({ platform }, 'a card is on a platform that is not connected');
      return;
    }
    for (let attempt = 0; newest === undefined; attempt++) {
      try {
        const message = spots[index];
        spots[index] = message ? await adapter.edit(message, card) : await adapter.post(place, actor, card);
        core.counts.delivery(platform, 'ok');
        return;
      } catch (error) {
        core.counts.delivery(platform, 'failed');
        core.log.warn({ platform, err: error }, 'a card could not be delivered');
        const wait = RETRY_MS[attempt];
        if (wait === undefined || !(error instanceof DeliveryError) || !error.retryable) return;
        await sleep(core.clock, wait);
      }
    }
  };

  const deliver = async (): Promise<void> => {
    while (newest) {
      const card = newest;
      newest = undefined;
      await Promise.all(spots.map((_, index) => deliverTo(index, card)));
    }
    delivering = undefined;
  };

  return {
    show(card) {
      newest = card;
      delivering ??= deliver();
    },
    settled: async () => delivering,
  };
}
