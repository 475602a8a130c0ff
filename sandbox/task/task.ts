import type { StreamName } from '../stream/streams.ts';

/** What a task makes of a stream. */
export type TaskKind = 'record' | 'snapshot';

/** Recording or pictures of a stream between two times, at every push in between. Times in ms UTC. */
export interface StreamTask extends StreamName {
  readonly id: string;
  readonly kind: TaskKind;
  readonly startTime: number;
  readonly endTime: number;
  readonly templateId: number;
  /** When it was stopped by a call. Undefined: never. */
  stopped: number | undefined;
  /** Past its end, or stopped: it starts no more. */
  isOver: boolean;
  /** No more listed; what runs runs to the end of the push. */
  isDeleted: boolean;
  /** Ends what runs. Undefined: nothing does. */
  run: (() => void) | undefined;
  /** Cancels what waits for the clock. */
  timers: readonly (() => void)[];
}
