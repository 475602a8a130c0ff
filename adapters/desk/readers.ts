import type { LiveEvent } from '../../src/platform/live-feed.ts';

/** Whether a reader (user id) may see what is about all these accounts. */
export type MayRead = (userId: string, accounts: readonly string[]) => boolean;

/** What is on air and what is wrong, for readers by their user id. */
export interface LiveForReaders {
  readonly now: () => readonly LiveEvent[];
  /** Tells every change until the returned function is called. */
  readonly watch: (hear: (event: LiveEvent) => void) => () => void;
  readonly maySee: (userId: string, event: LiveEvent) => boolean;
}
