import type { StreamName } from '../../../src/live/read/stream-name.ts';

/** Where is looked up what a name may mean. */
export interface StreamLookup {
  /** The streams of exactly this name that are there now, on whatever domain. */
  readonly called: (stream: string) => Promise<readonly StreamName[]>;
  /** Whether there is such a stream: it is pushed, or forbidden. */
  readonly isThere: (name: StreamName) => Promise<boolean>;
}
