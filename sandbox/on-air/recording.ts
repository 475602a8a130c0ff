import type { OnAir } from './on-air.ts';
import type { Format } from './record-detail.ts';

/** The recording of one format of a stream, from its start to its end; HLS may wait in between for the stream. */
export interface Recording {
  readonly onAir: OnAir;
  readonly format: Format;
  /** The task that made it. Absent: a rule did. */
  readonly taskId: string | undefined;
  readonly session: string;
  readonly detail: string;
  /** When the present file began, ms UTC. */
  fileSince: number;
  /** Messages on its state so far. */
  told: number;
  /** Cancels the timer of the next file, or of the wait for the stream. */
  cancel: () => void;
}
