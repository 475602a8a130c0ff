import type { StreamName } from '../stream/streams.ts';

/** Viewers see a stream so much later. Times in ms UTC. */
export interface Delay extends StreamName {
  readonly seconds: number;
  readonly since: number;
  readonly until: number;
}
