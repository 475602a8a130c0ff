import fetch from 'node-fetch';
import type { Clock } from '../../clock.ts';

/** The vendor's policy for push and disconnect: an answer within 20 s, then 12 more tries a minute apart. */
const TIMEOUT_MS = 20_000;
const RETRY_MS = 60_000;
const RETRIES = 12;
const MAX_OPEN = 1000;

/** How many deliveries came to which end. */
interface DeliveryCounts {
  delivered: number;
  /** Tries without an answer of 200. */
  failedTries: number;
  /** Given up after the last try, or because too many were open. */
  givenUp: number;
}

/** Posts messages to the callback URL until they are answered. */
export interface Delivery {
  send(url: string, message: Readonly<Record<string, unknown>>): void;
  counts(): Readonly<DeliveryCounts>;
  /** Resolves when no request is under way; retries that wait for the clock do not count. */
  settled(): Promise<void>;
  /** Forgets what is waiting and cuts what is under way. */
  stop(): void;
}

/** Creates a Delivery. Retries carry the same body, so their `t` grows old as documented. */
export function createDelivery(clock: Clock): Delivery {
  const counts: DeliveryCounts = { delivered: 0, failedTries: 0, givenUp: 0 };
  const running = new Set<Promise<void>>();
  const aborts = new Set<AbortController>();
  const waiting = new Set<() => void>();
  let stopped = false;

  async function post(url: string, body: string): Promise<boolean> {
    const abort = new AbortController();
    aborts.add(abort);
    const cancel = clock.after(TIMEOUT_MS, () => abort.abort());
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        redirect: 'manual',
        signal: abort.signal,
      });
      // The body is of no interest: leave it, and the connection with it.
      response.body?.on('error', () => undefined);
      abort.abort();
      return response.status === 200;
    } catch {
      return false;
    } finally {
      cancel();
      aborts.delete(abort);
    }
  }

  async function attempt(url: string, body: string, retriesLeft: number): Promise<void> {
    const answered = await post(url, body);
    if (stopped) return;
    if (answered) counts.delivered += 1;
    else counts.failedTries += 1;
    if (answered) return;
    if (retriesLeft === 0) {
      counts.givenUp += 1;
      return;
    }
    const cancel = clock.after(RETRY_MS, () => {
      waiting.delete(cancel);
      start(url, body, retriesLeft - 1);
    });
    waiting.add(cancel);
  }

  function start(url: string, body: string, retriesLeft: number): void {
    const run = attempt(url, body, retriesLeft).finally(() => running.delete(run));
    running.add(run);
  }

  return {
    send(url, message) {
      if (running.size + waiting.size >= MAX_OPEN) counts.givenUp += 1;
      else start(url, JSON.stringify(message), RETRIES);
    },
    counts: () => ({ ...counts }),
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    stop() {
      stopped = true;
      for (const cancel of waiting) cancel();
      waiting.clear();
      for (const abort of aborts) abort.abort();
    },
  };
}
