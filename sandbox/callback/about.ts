import type { Upstream } from '../stream/streams.ts';

/** The account's number in every message. */
export const APP_ID = 1_250_000_000;

/** What a message tells of: a push (running or made up), the moment, and a task where there is one. */
export interface About {
  readonly upstream: Upstream;
  /** ms UTC */
  readonly now: number;
  /** Id of the record, pull or processing task. Absent: the message's own default. */
  readonly task?: string | undefined;
  /** Draws hexadecimal text of so many bytes. */
  readonly hex: (bytes: number) => string;
}

/** The fields of a message, before it is signed. */
export type Message = Readonly<Record<string, unknown>>;
