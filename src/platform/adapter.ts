import type { Actor, Intent, Place } from '../intent.ts';
import type { Card, MessageRef, Reply } from '../reply.ts';

/** What a platform can and cannot do. */
export interface Capabilities {
  /** Forms (modals) can be opened in answer to a command or a press. */
  readonly forms: boolean;
}

/** Takes an intent; resolves when its answer has been handed to the adapter. Never rejects. */
export type Handle = (intent: Intent) => Promise<void>;

/** One chat platform. Transport only: no permission, no cloud call, no wording of errors. */
export interface Adapter {
  readonly name: string;
  readonly capabilities: Capabilities;
  start(handle: Handle): Promise<void>;
  /** Stops taking intents. Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
  /**
   * Posts a reply to a place. With visibility `asker`, only `actor` sees it.
   * Resolves with undefined where the platform gives no way to edit what was posted (ephemeral messages, forms). `key`:
   * what the message can be found by when its answer is lost, as Announcer.announce takes it.
   * @throws DeliveryError
   */
  post(place: Place, actor: Actor, reply: Reply, key?: string): Promise<MessageRef | undefined>;
  /**
   * Replaces a message. Where it was deleted, posts it anew and resolves with the new ref. What stands and cannot be
   * edited, for a while or for good, is an error that is `onlyThis`. `pressed`: where it was pressed just now; what only one
   * person sees, some platforms replace only through that.
   * @throws DeliveryError
   */
  edit(message: MessageRef, card: Card, pressed?: Place): Promise<MessageRef>;
}
