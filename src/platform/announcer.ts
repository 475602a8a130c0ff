import type { Card, MessageRef } from '../reply.ts';

/**
 * What the outbox needs of a platform: messages that nobody asked for. Each method makes one try and does not wait out
 * rate limits: the outbox decides what goes next. All throw DeliveryError: `fate` says whether it may have arrived,
 * `retryAfterMs` how long the platform asks to wait.
 */
export interface Announcer {
  /** Messages are gone after a restart of this process. */
  readonly volatile?: boolean;
  /**
   * Posts a card. `key` (at most 25 letters, digits, `-`, `_`) is the same when the same message is tried again: where
   * the platform has such a thing, a repeat within minutes is the same message. `thread`: where messages of a channel can
   * stand in a thread of another one, that one's.
   */
  announce(channelId: string, card: Card, key: string, thread?: string): Promise<MessageRef>;
  /**
   * Replaces what a message shows. `gone` where it was deleted. What stands and cannot be edited, for a while or for good,
   * is a DeliveryError that is `onlyThis`.
   */
  update(message: MessageRef, card: Card): Promise<'updated' | 'gone'>;
  /** Adds a plain text to the message's thread. `none` where the platform or the channel has none for us. */
  addToThread(message: MessageRef, text: string, key: string): Promise<'added' | 'gone' | 'none'>;
  /**
   * Looks for a message of ours that was announced with `key` since `since` (ms UTC). `unknown` where that cannot be
   * told (a missing permission).
   */
  find(
    channelId: string,
    key: string,
    since: number,
    thread?: string,
  ): Promise<MessageRef | 'none' | 'unknown'>;
}
