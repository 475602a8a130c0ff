import type { Log as FullLog } from '../../src/log.ts';

/** The part of a structured logger that the adapter needs. */
export type Log = Pick<FullLog, 'info' | 'warn' | 'error'>;
