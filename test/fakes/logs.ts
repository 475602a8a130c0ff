import type { Log } from '../../src/observability/log.ts';

/** A log whose lines of every level go to `write`. */
export function logTo(write: Log['info']): Log {
  return { debug: write, info: write, warn: write, error: write };
}

/** A log that keeps nothing. */
export const silentLog: Log = logTo(() => undefined);

/** A log that keeps each entry in `lines`, as its message and then its fields in JSON. */
export function logOf(lines: string[]): Log {
  return logTo((fields, message) => void lines.push(`${message} ${JSON.stringify(fields)}`));
}
