import type { Text } from './text/language.ts';

/** What an error tells besides its message. */
export interface ErrorFacts {
  /** Stable, for logs, metrics and tests: the cloud's code, or one of ours as `airdesk.bad-option`. */
  readonly code: string;
  /** What the operator does next. */
  readonly hint: Text;
  /** Whether asking again later can help. */
  readonly retryable?: boolean;
  /** The cloud's request id, where it answered. */
  readonly requestId?: string | undefined;
  readonly cause?: unknown;
}

/** The one family of errors. `message` is for the log; `hint` is for people. Neither holds a secret. */
export class AirdeskError extends Error {
  readonly code: string;
  readonly hint: Text;
  readonly retryable: boolean;
  readonly requestId: string | undefined;

  constructor(message: string, facts: ErrorFacts) {
    super(message, { cause: facts.cause });
    this.name = new.target.name;
    this.code = facts.code;
    this.hint = facts.hint;
    this.retryable = facts.retryable ?? false;
    this.requestId = facts.requestId;
  }
}

/** Which option a refusal is about, by its name or by the value that was given: a form marks its field. */
export interface About {
  readonly option?: string;
  /** Exactly as it was given. */
  readonly given?: string;
  /** How a choice is written for people, where what its button sends is not for reading. */
  readonly shown?: Readonly<Record<string, string>>;
  /** The choices are what may have been meant, nearest first: who asked is asked, with a few of them. */
  readonly meant?: boolean;
  /** Whom to ask who can help, where somebody may not. */
  readonly whom?: Text;
}

/**
 * We say no, and nothing was done: bad option, ambiguous target, missing permission, state changed.
 * `title` and `hint` are shown to the asker; `choices` are command lines offered as buttons or listed. It has no stack:
 * it is an answer, not a fault, and hundreds are made to say what somebody may do.
 */
export class Refusal extends AirdeskError {
  readonly title: Text;
  readonly choices: readonly string[];
  readonly about: About;

  constructor(code: string, title: Text, hint: Text, choices: readonly string[] = [], about: About = {}) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(title.en, { code, hint });
    Error.stackTraceLimit = limit;
    this.title = title;
    this.choices = choices;
    this.about = about;
  }
}

/** Whether a message that could not be delivered may be there all the same. */
export type Fate = 'not-sent' | 'unknown' | 'refused';

/** A message could not be delivered to a chat platform. `retryable` tells transient from permanent failures. */
export class DeliveryError extends AirdeskError {
  readonly fate: Fate;
  /** How long the platform asks to wait, ms. */
  readonly retryAfterMs: number | undefined;
  /** The platform takes nothing of ours at all, as when our token was revoked. */
  readonly everywhere: boolean;
  /** Only this one message cannot be edited; it stands as it is, and everything else gets through. */
  readonly onlyThis: boolean;
  /** The platform's word is in none of our tables: it may pass. */
  readonly unheardOf: boolean;

  constructor(
    message: string,
    facts: ErrorFacts & {
      readonly fate?: Fate;
      readonly retryAfterMs?: number | undefined;
      readonly everywhere?: boolean;
      readonly onlyThis?: boolean;
      readonly unheardOf?: boolean;
    },
  ) {
    super(message, facts);
    this.everywhere = facts.everywhere ?? false;
    this.onlyThis = facts.onlyThis ?? false;
    this.unheardOf = facts.unheardOf ?? false;
    this.fate = facts.fate ?? (facts.retryable ? 'not-sent' : 'refused');
    this.retryAfterMs = facts.retryAfterMs;
  }
}
