import type { StreamName } from '../stream/streams.ts';

/** A running mix of streams. */
export interface Mix {
  readonly session: string;
  /** Names of the streams that go in; pictures and canvases are none. */
  readonly inputs: readonly string[];
  readonly output: string;
  /** The stream that comes out: a new one, pushed by the cloud. Undefined: one of those that go in. */
  readonly push: (StreamName & { readonly sequence: string }) | undefined;
}
