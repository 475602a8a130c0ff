import { sceneWith } from '../../sandbox/scene.ts';
import type { ReceivedMessage } from './callback-receiver.ts';
import type { Answered, Bench } from './caller.ts';
import { openHeardBench } from './heard-bench.ts';
import { faultsOf } from './whole-answer.ts';

type Params = Readonly<Record<string, unknown>>;

/** The stream that most tests push. */
export const STREAM = { domain: 'push.example.com', app: 'live', stream: 'main' };
/** The same as calls name it. */
export const NAME = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
/** Where the clock begins, unix s. */
export const NOW = Date.UTC(2026, 2, 1, 20) / 1000;

/** An empty account that is called by any action, with receivers of its messages. */
export interface Account extends Bench {
  /** Calls an action; a good answer must be whole. */
  readonly ask: (action: string, params?: Params) => Promise<Answered>;
  /** The output of a call that is not refused. */
  readonly out: (action: string, params?: Params) => Promise<Record<string, unknown>>;
  /** The code of a refusal; '' where there is none. */
  readonly code: (action: string, params?: Params) => Promise<string>;
  /** What came to the account's usual URL so far: type and the fields asked for. */
  readonly heard: (...fields: string[]) => Promise<unknown[][]>;
  readonly messages: readonly ReceivedMessage[];
  readonly url: string;
}

/** Opens an Account for the test that runs; it is closed when that has finished. */
export async function openAccount(parts: Parameters<typeof sceneWith>[0] = {}): Promise<Account> {
  const { receiver, ...bench } = await openHeardBench({ scene: sceneWith(parts) });
  async function ask(action: string, params: Params = {}): Promise<Answered> {
    const answered = await bench.call(action as 'DeleteLivePadRule', params as never);
    const faults = answered.code === undefined ? faultsOf(action, answered.output) : [];
    if (faults.length > 0) throw new Error(faults.join('; '));
    return answered;
  }
  return {
    ...bench,
    ask,
    async out(action, params) {
      const { code, message, output } = await ask(action, params);
      if (code !== undefined) throw new Error(`${action}: ${code}: ${message ?? ''}`);
      return output;
    },
    code: async (action, params) => (await ask(action, params)).code ?? '',
    async heard(...fields) {
      await bench.sandbox.settled();
      return receiver.messages.map(({ body }) => [body['event_type'], ...fields.map((field) => body[field])]);
    },
    messages: receiver.messages,
    url: receiver.url,
  };
}
