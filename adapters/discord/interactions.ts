import type { FormFirst, Handle } from '../../src/platform/adapter.ts';
import type { Clock } from '../../src/clock.ts';
import type { Log } from '../../src/observability/log.ts';
import type { Modal } from './message/components.ts';
import { FLAGS } from './message/limits.ts';
import { decodeMessageId } from '../../src/platform/message-id.ts';
import { type Asked, parse } from './parse.ts';
import { renderForm } from './render-form.ts';
import { choicesFor, type Suggest } from './commands/suggest.ts';
import type { Ticket, Tickets } from './ticket.ts';

/** Asks that are worked on at once; beyond that people are told to try again. */
const MAX_PENDING = 1_000;
const BUSY = 'Airdesk is busy. Try again in a moment. / Airdesk 正忙，请稍后再试。';
const NOT_OURS = 'Airdesk does not know this control. / Airdesk 无法识别此操作。';

/** Discord's first response to an interaction (docs.discord.com/developers/interactions/receiving-and-responding). */
export type FirstResponse =
  | { readonly type: 1 | 6 }
  | { readonly type: 4; readonly data: { readonly content: string; readonly flags: number } }
  | { readonly type: 5; readonly data: { readonly flags: number } }
  | { readonly type: 8; readonly data: { readonly choices: readonly { name: string; value: string }[] } }
  | { readonly type: 9; readonly data: Modal };

/** What is said at once, and what is done after that was sent. */
export interface Taken {
  readonly response: FirstResponse;
  /** Needed to send the response where it does not go back on the same connection. */
  readonly ticket?: Ticket;
  readonly work?: () => void;
  /** Instead of `work`, where the response could not be sent. */
  readonly drop?: () => void;
  /** Where Discord does not take the response as it is: what to send in its place, before the same work. */
  readonly plainly?: () => FirstResponse;
}

interface InteractionsOptions {
  readonly applicationId: string;
  readonly suggest: Suggest | undefined;
  readonly tickets: Tickets;
  readonly clock: Clock;
  /** The same, never set: tickets age by it. */
  readonly waits: Clock;
  readonly log: Log;
}

/** Turns interactions into intents, whichever way they come. */
export interface Interactions {
  /** Undefined: no interaction of ours, nothing to say. */
  take(payload: unknown): Promise<Taken | undefined>;
  open(handle: Handle, formFirst?: FormFirst): void;
  close(): void;
  isOpen(): boolean;
  /** Also waits for this before all is done. */
  readonly later: (work: Promise<void>) => void;
  /** Resolves when no work is left. */
  drain(): Promise<void>;
}

function say(content: string): FirstResponse {
  return { type: 4, data: { content, flags: FLAGS.ephemeral } };
}

export function createInteractions(options: InteractionsOptions): Interactions {
  const { applicationId, suggest, tickets, clock, waits, log } = options;
  const pending = new Set<Promise<void>>();
  let handle: Handle | undefined;
  let formFirst: FormFirst = () => undefined;

  function later(work: Promise<void>): void {
    pending.add(work);
    void work.finally(() => pending.delete(work));
  }

  function takeIntent({ intent, ticket }: Extract<Asked, { kind: 'intent' }>, run: Handle): Taken {
    if (pending.size >= MAX_PENDING) {
      log.error({ pending: pending.size }, 'Discord ask refused: too many at once');
      return { response: say(BUSY), ticket };
    }
    // Counted from here on, so that a burst is refused before it is acknowledged.
    let decide: (isSent: boolean) => void = () => undefined;
    later(
      new Promise<boolean>((resolve) => (decide = resolve))
        .then((isSent) => (isSent ? run(intent) : undefined))
        .catch(() => log.error({ intent: intent.id }, 'Discord ask failed')),
    );
    const acknowledgement = (): FirstResponse => {
      ticket.isForm = false;
      // Whether an answer is for the asker alone has to be said now. The channel's is a message of its own.
      if (intent.kind !== 'press') return { type: 5, data: { flags: FLAGS.ephemeral } };
      tickets.keep(decodeMessageId(intent.message.messageId).id, ticket, '@original');
      return { type: 6 };
    };
    const work = { ticket, work: () => decide(true), drop: () => decide(false) };
    // A form is the first response or none at all, and none follows a form.
    const form = intent.kind === 'submit' ? undefined : formFirst(intent);
    if (!form) return { response: acknowledgement(), ...work };
    ticket.isForm = true;
    return { response: { type: 9, data: renderForm(form) }, ...work, plainly: acknowledgement };
  }

  return {
    take: async (payload) => {
      const asked = parse(payload, clock.now(), waits.now());
      if (!asked) return undefined;
      if (asked.kind === 'ping') return { response: { type: 1 } };
      const { ticket } = asked;
      if (!handle || ticket.applicationId !== applicationId) {
        log.warn({ interaction: ticket.interactionId }, 'Discord interaction of another application ignored');
        return undefined;
      }
      switch (asked.kind) {
        case 'intent':
          return takeIntent(asked, handle);
        case 'suggest':
          return {
            response: { type: 8, data: { choices: [...(await choicesFor(suggest, asked.query, clock))] } },
            ticket,
          };
        case 'unknown':
          log.info({ type: asked.type }, 'Discord interaction of an unknown kind answered');
          return { response: asked.type === 4 ? { type: 8, data: { choices: [] } } : say(NOT_OURS), ticket };
      }
    },
    open: (onIntent, first = () => undefined) => {
      handle = onIntent;
      formFirst = first;
    },
    close: () => {
      handle = undefined;
    },
    isOpen: () => handle !== undefined,
    later,
    drain: async () => {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
