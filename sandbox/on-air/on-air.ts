import type { Bound } from '../feature/feature.ts';
import type { Upstream } from '../stream/streams.ts';

/** A stream that is pushed, with what was bound to it when it began: later changes hold from its next beginning on. */
export interface OnAir {
  /** The push that it began with. */
  readonly upstream: Upstream;
  readonly bound: Bound;
  /** It began under a delay. */
  readonly isDelayed: boolean;
  /** Ends what runs along with the push: recordings, pictures, time shift. */
  readonly stops: readonly (() => void)[];
}
