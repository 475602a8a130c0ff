import type { StreamName } from '../stream/streams.ts';

/** One push of a stream that viewers can go back in, in one rendition. Times in ms UTC. */
export interface Shift extends StreamName {
  readonly session: string;
  readonly start: number;
  /** Undefined: it still runs. */
  end: number | undefined;
  readonly kind: number;
  /** 0 where it is not transcoded. */
  readonly transcodeId: number;
  /** How long it can be gone back, s. */
  readonly storedSeconds: number;
}
