import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import type { Outcome } from './live-error.ts';
import type { Credentials } from './sign.ts';

/** What is told of every call, for metrics and logs. */
export interface CallRecord {
  readonly action: string;
  /** From the call to its end, retries included. */
  readonly ms: number;
  readonly outcome: 'ok' | Outcome;
  /** The error's code; `ok` where there was none. */
  readonly code: string;
  /** How often it was sent, or tried to. */
  readonly attempts: number;
}

/** What a client of one account is made from. */
export interface LiveClientOptions {
  /** Host, or origin with scheme and port. */
  readonly endpoint: string;
  /** For the actions that take one. */
  readonly region: string;
  /** Asked before every attempt; caches by itself. */
  readonly credentials: () => Promise<Credentials>;
  /** Takes secrets out of an answer's text before it is read; it stays JSON. */
  readonly clean?: (body: string) => string;
  /** The language of the cloud's error messages. */
  readonly language?: 'zh-CN' | 'en-US';
  /** Whole time for a call, retries included, ms. Default 8,000. */
  readonly timeoutMs?: number;
  readonly clock: Clock;
  /** From 0 to 1, for the jitter between retries. */
  readonly random: () => number;
  /** How requests are sent instead of by an own pool. Closed by whoever made it. */
  readonly dispatcher?: Dispatcher;
  readonly onCall?: (call: CallRecord) => void;
  /** Told with each answer by how much our clock is ahead of the one that answered, ms. */
  readonly onTime?: (aheadMs: number) => void;
  /** How much of an action's rate calls take at most for which nobody waits, 0 to 1. Default a fifth. */
  readonly lookShare?: number;
  /** Greatest number of connections. Default 32. */
  readonly connections?: number;
  /** Greatest number of calls that are under way at once. Default 1,000. */
  readonly maxCalls?: number;
  /** Greatest length of an answer, bytes. Default 10 MiB. */
  readonly maxAnswerBytes?: number;
}
