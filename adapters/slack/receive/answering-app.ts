import { App, type Receiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { BoltLogger } from './bolt-logger.ts';
import { typeOf } from './type-of.ts';
import type { Log } from '../../../src/observability/log.ts';

type ReceiverEvent = Parameters<App['processEvent']>[0];

interface AnsweringAppOptions {
  readonly botToken: string;
  readonly receiver: Receiver;
  readonly clientOptions: WebClientOptions;
  readonly boltLogger: BoltLogger;
  readonly log: Log;
}

/**
 * A bolt App that answers whatever comes: bolt leaves payloads of unknown types, and those it stumbles over, without
 * an acknowledgement, which people see as a failure after 3 s.
 */
export class AnsweringApp extends App {
  readonly #log: Log;

  constructor({ botToken, receiver, clientOptions, boltLogger, log }: AnsweringAppOptions) {
    super({
      receiver,
      // A fixed answer: bolt would call auth.test in its constructor and fail without anybody to catch it.
      authorize: async () => ({ botToken }),
      clientOptions,
      logger: boltLogger,
      convoStore: false,
      ignoreSelf: false,
    });
    this.#log = log;
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const state = { acknowledged: false };
    const ack: ReceiverEvent['ack'] = async (response?: unknown) => {
      if (state.acknowledged) return;
      state.acknowledged = true;
      await event.ack(response);
    };
    try {
      await super.processEvent({ ...event, ack });
    } catch (error) {
      this.#log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'Slack payload failed');
    }
    if (state.acknowledged) return;
    this.#log.warn({ type: typeOf(event.body) }, 'Slack payload of an unknown type acknowledged');
    await ack().catch(() => this.#log.warn({}, 'Slack payload could not be acknowledged'));
  }
}
