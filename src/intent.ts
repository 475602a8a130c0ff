import type { Language } from './text/language.ts';
import type { MessageRef } from './reply.ts';

/** Who asks, as the platform knows them. */
export interface Actor {
  /** The platform's key, as `slack`. */
  readonly platform: string;
  /** The platform's id of the user. */
  readonly userId: string;
  /** The name the platform shows. Hostile text: escape it. */
  readonly name: string;
  /** Ids of the roles or groups that the platform itself vouches for. */
  readonly platformRoles?: readonly string[];
  /** The language the platform says this user reads, where it tells. */
  readonly language?: Language;
}

/** A channel that is inside another one. `parentId`: that other one; absent where the platform did not tell. */
export interface Thread {
  readonly parentId?: string | undefined;
}

/** Where it was asked, and how an answer gets there. */
export interface Place {
  readonly platform: string;
  readonly channelId: string;
  readonly threadId?: string;
  /** Given where the channel is itself a thread or a forum post, or may be one. */
  readonly thread?: Thread;
  /**
   * What the platform handed out for answering this one intent (a Slack response_url and trigger_id, a Discord
   * interaction token). Opaque outside the adapter, short-lived, never stored or logged.
   */
  readonly ticket?: unknown;
}

interface Asked {
  /** Unique per ask; a redelivery by the platform carries the same id. */
  readonly id: string;
  /** When it reached us, ms UTC. */
  readonly at: number;
  readonly actor: Actor;
  readonly place: Place;
}

/** A typed command line without the platform's prefix, as `stream drop live.example.com/live/main`. */
export interface CommandIntent extends Asked {
  readonly kind: 'command';
  readonly line: string;
}

/** A button. `button` is the id that a Reply gave it. */
export interface PressIntent extends Asked {
  readonly kind: 'press';
  readonly button: string;
  /** The message that carries the button. */
  readonly message: MessageRef;
}

/** A form that was sent. `form` is the id that a Form gave itself. */
export interface SubmitIntent extends Asked {
  readonly kind: 'submit';
  readonly form: string;
  readonly values: Readonly<Record<string, string>>;
}

/** One ask by one actor in one place, handled once. */
export type Intent = CommandIntent | PressIntent | SubmitIntent;
