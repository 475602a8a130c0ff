import { Agent, request } from 'undici';
import type { Clock } from '../../src/clock.ts';
import { createDeliveryLog, type DeliveryLog } from './delivery-log.ts';
import type { CallbackRecords } from './records.ts';
import type { MayGoTo } from './stays-here.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** Requests under way at once; a message more waits its turn. */
const MAX_UNDER_WAY = 64;
/** Messages that are open in all, those between two tries included. */
const MAX_OPEN = 10_000;

/** One message on its way to a URL. */
export interface Sending {
  /** The id under which it is listed; duplicates share it. */
  readonly id: string;
  readonly type: number;
  readonly url: string;
  /** What is posted; asked for before each try. The same for every try, its `t` grows old as documented. */
  readonly body: () => string;
  readonly policy: RetryPolicy;
  /** Sent only so much later, ms. */
  readonly delayMs?: number;
  /** Runs once, after the first try. */
  readonly afterFirstTry?: () => void;
}

/** Posts messages until they are answered with 200, over kept-alive connections. */
export interface Delivery {
  send(sending: Sending): void;
  /** What became of them, in all and by type. */
  readonly log: DeliveryLog;
  /** Resolves when no request is under way; what waits for the clock does not count. */
  settled(): Promise<void>;
  /** Forgets what is waiting and cuts what is under way. */
  stop(): void;
}

/** Creates a Delivery. Each try is written into the records. What may not go where it is meant to is given up at once. */
export function createDelivery(clock: Clock, records: CallbackRecords, mayGoTo: MayGoTo): Delivery {
  const log = createDeliveryLog();
  const agent = new Agent({ connections: MAX_UNDER_WAY, headersTimeout: 0, bodyTimeout: 0 });
  const running = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let queue: (() => Promise<void>)[] = [];
  let next = 0;
  let stopped = false;

  async function post({ type, url, body, policy }: Sending): Promise<boolean> {
    const at = clock.now();
    const text = body();
    const note = (status: number) =>
      records.add({ at, answeredAt: clock.now(), type, request: text, status });
    const abort = new AbortController();
    const cancel = clock.after(policy.timeoutMs, () => abort.abort());
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text,
        signal: abort.signal,
        dispatcher: agent,
      });
      // The body is of no interest; read away, it leaves the connection to the next message.
      answer.body.dump().catch(() => undefined);
      note(answer.statusCode);
      return answer.statusCode === 200;
    } catch {
      note(0);
      return false;
    } finally {
      cancel();
    }
  }

  async function attempt(sending: Sending, tried: number): Promise<void> {
    const answered = await post(sending);
    if (stopped) return;
    log.tried(sending, answered);
    if (tried === 0) sending.afterFirstTry?.();
    if (answered) return;
    if (tried >= sending.policy.retries) log.gaveUp(sending);
    else later(sending.policy.everyMs, sending, tried + 1);
  }

  function later(ms: number, sending: Sending, tried: number): void {
    const cancel = clock.after(ms, () => {
      waiting.delete(cancel);
      enqueue(sending, tried);
    });
    waiting.add(cancel);
  }

  function enqueue(sending: Sending, tried: number): void {
    queue.push(() => attempt(sending, tried));
    pump();
  }

  function pump(): void {
    while (running.size < MAX_UNDER_WAY) {
      const start = queue[next];
      if (!start) break;
      next += 1;
      const run = start().finally(() => {
        running.delete(run);
        pump();
      });
      running.add(run);
    }
    if (next < queue.length) return;
    queue = [];
    next = 0;
  }

  return {
    log,
    send(sending) {
      const open = running.size + queue.length - next + waiting.size;
      log.began(sending);
      if (stopped || open >= MAX_OPEN || !mayGoTo(sending.url)) log.gaveUp(sending);
      else if (sending.delayMs) later(sending.delayMs, sending, 0);
      else enqueue(sending, 0);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    stop() {
      stopped = true;
      queue = [];
      next = 0;
      for (const cancel of waiting) cancel();
      waiting.clear();
      void agent.destroy();
    },
  };
}
