import type { Clock } from '../../src/clock.ts';
import { TOKEN_MS } from './message/limits.ts';

interface TicketFacts {
  readonly applicationId: string;
  readonly interactionId: string;
  readonly token: string;
  /** When the interaction reached us, by a clock that is not set. */
  readonly at: number;
  /** The first response was "thinking…" to the asker, which waits to be filled or taken away. */
  readonly placeholder: boolean;
}

/**
 * What Discord hands out with an interaction for answering it within 15 min. The token works like a key: it is kept out
 * of reach of JSON.stringify and of loggers.
 */
export class Ticket {
  readonly #facts: TicketFacts;
  #placeholder: boolean;
  #form = false;

  constructor(facts: TicketFacts) {
    this.#facts = facts;
    this.#placeholder = facts.placeholder;
  }

  /** Whether the first response is a form; then there is no placeholder. */
  get isForm(): boolean {
    return this.#form;
  }

  set isForm(isForm: boolean) {
    this.#form = isForm;
    this.#placeholder = !isForm && this.#facts.placeholder;
  }

  get interactionId(): string {
    return this.#facts.interactionId;
  }

  get applicationId(): string {
    return this.#facts.applicationId;
  }

  /** When it was handed out, by a clock that is not set. */
  get at(): number {
    return this.#facts.at;
  }

  /** Path of the answers, token included: not to be logged. */
  get webhookPath(): string {
    return `/webhooks/${this.#facts.applicationId}/${encodeURIComponent(this.#facts.token)}`;
  }

  /** Path of the first response, token included: not to be logged. */
  get callbackPath(): string {
    return `/interactions/${this.#facts.interactionId}/${encodeURIComponent(this.#facts.token)}/callback`;
  }

  /** Whether the placeholder was there to be taken: true once, for the one who may now fill or delete it. */
  takePlaceholder(): boolean {
    const taken = this.#placeholder;
    this.#placeholder = false;
    return taken;
  }

  /** Whether Discord still takes answers with it. */
  isGood(now: number): boolean {
    return now - this.#facts.at < TOKEN_MS;
  }
}

/** The ticket of a place; undefined where there is none that is still good, as after a restart. */
export function ticketOf(ticket: unknown, now: number): Ticket | undefined {
  return ticket instanceof Ticket && ticket.isGood(now) ? ticket : undefined;
}

/** A message that can be edited through a ticket: `@original` or an id under its webhook path. */
interface Reachable {
  readonly ticket: Ticket;
  readonly message: string;
}

/** Tickets by the message that they can edit. Only in memory, bounded, for as long as they are good. */
export interface Tickets {
  keep(messageId: string, ticket: Ticket, message: string): void;
  find(messageId: string): Reachable | undefined;
}

const MOST_KEPT = 1_000;

export function createTickets(clock: Clock): Tickets {
  const kept = new Map<string, Reachable>();
  return {
    keep: (messageId, ticket, message) => {
      kept.delete(messageId);
      kept.set(messageId, { ticket, message });
      for (const [id, { ticket: old }] of kept) {
        if (kept.size <= MOST_KEPT && old.isGood(clock.now())) break;
        kept.delete(id);
      }
    },
    find: (messageId) => {
      const found = kept.get(messageId);
      return found?.ticket.isGood(clock.now()) ? found : undefined;
    },
  };
}
