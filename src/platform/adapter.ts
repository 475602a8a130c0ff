import type { Actor, Intent, Place } from '../intent.ts';
import type { Card, Form, MessageRef, Reply } from '../reply.ts';

/** What a platform can and cannot do. */
export interface Capabilities {
  /** How many fields a form (a modal) can have that is opened in answer to a command or a press; 0: there are no forms. */
  readonly formFields: number;
  /**
   * When a form that was sent can be shown once more, with what is wrong in it: `never`, since only a press opens another
   * one; `at-once`, in place of its acknowledgement; `always`, also after the cloud was asked.
   */
  readonly formsAgain: 'never' | 'at-once' | 'always';
}

/** Takes an intent; resolves when its answer has been handed to the adapter. Never rejects. */
export type Handle = (intent: Intent) => Promise<void>;

/**
 * The form that an intent is answered with, where it is answered with one. Told without waiting for anything, and before
 * the intent is handled: on some platforms a form can only be the first answer. The intent is handled all the same, and the
 * form is posted then; whoever has shown it already has no more to do. Never throws.
 */
export type FormFirst = (intent: Intent) => Form | undefined;

/** One chat platform. Transport only: no permission, no cloud call, no wording of errors. */
export interface Adapter {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** `formFirst`: left out, no form is shown before an intent is handled. */
  start(handle: Handle, formFirst?: FormFirst): Promise<void>;
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
