import { z } from 'zod';

/**
 * What Slack hands out with an ask for answering it. `triggerId` opens one modal within 3 s; `responseUrl` takes 5
 * answers within 30 min, also where the bot is no member. Both work like keys: they are kept out of reach of
 * JSON.stringify and of loggers.
 */
export class Ticket {
  readonly #triggerId: string | undefined;
  readonly #responseUrl: string | undefined;

  readonly #isOfPress: boolean;

  #isFormAgain = false;

  constructor(triggerId: string | undefined, responseUrl: string | undefined, isOfPress = false) {
    this.#triggerId = triggerId;
    this.#responseUrl = responseUrl;
    this.#isOfPress = isOfPress;
  }

  get triggerId(): string | undefined {
    return this.#triggerId;
  }

  /** Of a press: whoever pressed is answered at once, and need not wait out a limit. */
  get isOfPress(): boolean {
    return this.#isOfPress;
  }

  /** The form that was sent stands open with what is wrong in it: that was the acknowledgement. */
  get isFormAgain(): boolean {
    return this.#isFormAgain;
  }

  set isFormAgain(isFormAgain: boolean) {
    this.#isFormAgain = isFormAgain;
  }

  get responseUrl(): string | undefined {
    return this.#responseUrl;
  }
}

const NO_TICKET = new Ticket(undefined, undefined);

/** The ticket of a place; an empty one where there is none, as after a restart. */
export function ticketOf(ticket: unknown): Ticket {
  return ticket instanceof Ticket ? ticket : NO_TICKET;
}

/** Where a modal was asked for, as its private_metadata carries it. */
export interface Origin {
  readonly channelId: string;
  readonly threadId?: string | undefined;
  readonly responseUrl?: string | undefined;
}

const OriginSchema = z.object({
  channelId: z.string().min(1),
  threadId: z.string().optional(),
  responseUrl: z.string().optional(),
});

/** Writes an origin into private_metadata (at most 3,000 characters). */
export function encodeOrigin(origin: Origin): string {
  return JSON.stringify(origin);
}

/** Reads an origin back; undefined when it is not ours. */
export function decodeOrigin(metadata: string): Origin | undefined {
  try {
    return OriginSchema.safeParse(JSON.parse(metadata)).data;
  } catch {
    return undefined;
  }
}
