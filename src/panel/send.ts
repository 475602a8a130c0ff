import { steady, type Clock } from '../clock.ts';
import { DeliveryError } from '../errors.ts';
import type { Counts } from '../observability/counts.ts';
import type { Log } from '../observability/log.ts';
import { keyOf } from '../outbox/send/key.ts';
import type { Adapter } from '../platform/adapter.ts';
import { pinQuietly, type Pins } from '../platform/pins.ts';
import type { Card, MessageRef } from '../reply.ts';
import type { Store } from '../store/store.ts';
import { isGivenUp, type Outcome } from './back-off.ts';
import type { Kept } from './kept.ts';
import { deletePanel, savePanel, type Panel } from './panel.ts';

/** A panel whose message stands and cannot be edited is posted again so often at most, ms. */
const ANEW_MS = 60 * 60_000;

/** What sending a panel works with. */
export interface SendOptions {
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Pick<Counts, 'delivery'>;
  /** By platform. */
  readonly pins: ReadonlyMap<string, Pins>;
  /** How a try went. */
  readonly went: (panel: Kept, outcome: Outcome) => void;
  readonly frame: (panel: Panel, card: Card) => Card;
  /** It is kept no more. False where another one took its place meanwhile. */
  readonly giveUp: (panel: Kept) => boolean;
}

/**
 * Creates what shows a panel's card in its message: edited, posted again where the message is gone or cannot be edited
 * for long, given up where the channel refuses it. What fails is told by `went`. Rejects only where the disk fails.
 */
export function createSend(options: SendOptions): (panel: Kept, card: Card, mark: string) => Promise<void> {
  const { adapters, store, clock: wall, log, counts, pins, went, frame, giveUp } = options;
  const clock = steady(wall);
  return send;

  async function send(panel: Kept, card: Card, mark: string): Promise<void> {
    const { value } = panel.stored;
    const { platform } = value.message;
    const adapter = adapters.get(platform);
    if (!adapter) {
      went(panel, { was: 'unconnected' });
      return;
    }
    try {
      const message = await adapter.edit(value.message, frame(value, card));
      counts.delivery(platform, 'ok');
      const isThere = isSameMessage(message, value.message);
      shown(panel, mark, isThere ? 'shown' : 'gone');
      if (isThere) return;
      log.warn({ panel: value.id, message }, 'the message of a panel was gone; it was posted anew');
      panel.mark = undefined;
      await renew(panel, { ...value, message, renewedAt: wall.now(), renewedWhy: 'gone' });
    } catch (error) {
      counts.delivery(platform, 'failed');
      if (error instanceof DeliveryError && error.onlyThis) await stuck(panel, adapter, card, mark, error);
      else await failed(panel, error);
    }
  }

  function shown(panel: Kept, mark: string, was: 'shown' | 'gone'): void {
    panel.mark = mark;
    panel.editedAt = clock.now();
    panel.trouble = undefined;
    went(panel, { was });
  }

  async function renew(panel: Kept, renewed: Panel): Promise<void> {
    const { version } = panel.stored;
    // Kept even where the disk fails, or the next edit would post one more.
    panel.stored = { version, value: renewed };
    panel.stored = await savePanel(store, renewed, version);
    await pinQuietly(pins, renewed.message, true, log);
  }

  /** The platform limits edits of old messages: the panel goes slow, and is posted again about hourly. */
  async function stuck(
    panel: Kept,
    adapter: Adapter,
    card: Card,
    mark: string,
    error: DeliveryError,
  ): Promise<void> {
    const { value } = panel.stored;
    // Where the clock on the wall was set back, its message is older than it looks.
    const left = Math.min((value.renewedAt ?? value.postedAt) + ANEW_MS - wall.now(), ANEW_MS);
    panel.trouble = error.code;
    if (left > 0) {
      went(panel, { was: 'stuck', forMs: Math.min(error.retryAfterMs ?? ANEW_MS, left) });
      log.info({ panel: value.id, code: error.code }, 'a panel cannot be edited for now');
      return;
    }
    try {
      const next = { ...value, renewedAt: wall.now(), renewedWhy: 'stuck' } as const;
      // The same for each try, so that a lost answer makes no second panel where the platform can tell.
      const key = keyOf(value.id, value.message.messageId);
      const message = await adapter.post(value.place, value.by, frame(next, card), key);
      if (!message) throw error;
      counts.delivery(value.place.platform, 'ok');
      shown(panel, mark, 'shown');
      await pinQuietly(pins, value.message, false, log);
      await renew(panel, { ...next, message });
    } catch (problem) {
      await failed(panel, problem);
    }
  }

  async function failed(panel: Kept, error: unknown): Promise<void> {
    const { id } = panel.stored.value;
    panel.trouble = error instanceof DeliveryError ? error.code : 'airdesk.internal';
    const refused = error instanceof DeliveryError && !error.retryable;
    went(panel, { was: refused ? 'refused' : 'undelivered' });
    log.warn({ err: error, panel: id, refused: panel.pacing.refused }, 'a panel could not be shown');
    if (!isGivenUp(panel.pacing) || !giveUp(panel)) return;
    await deletePanel(store, id);
    log.error(
      { panel: id, code: panel.trouble },
      'a panel was removed: its channel refuses it; post it again where it is wanted',
    );
  }
}

/** Whether it is the same message. */
export function isSameMessage(a: MessageRef, b: MessageRef): boolean {
  return a.platform === b.platform && a.channelId === b.channelId && a.messageId === b.messageId;
}
