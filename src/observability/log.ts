import { pino, stdTimeFunctions, type DestinationStream } from 'pino';

import { createRedact } from './redact.ts';
import type { Secrets } from './secrets.ts';

/** Structured lines. Fields may hold anything, errors included (as `err`); secrets are taken out. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/**
 * A log that writes one JSON line an entry to `destination` (default: standard output). `secrets` are values that must
 * not appear, beside all that looks like one.
 */
export function createLog(
  level: LogLevel,
  destination?: DestinationStream,
  secrets: readonly string[] | Pick<Secrets, 'without'> = [],
): Log {
  const options = {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // The library's own reads errors again; what is passed is plain and clean already.
    serializers: { err: (clean: unknown) => clean },
  };
  const lines = destination ? pino(options, destination) : pino(options);
  const redact = createRedact(secrets);
  const write = (at: LogLevel) => (fields: object, message: string) => {
    if (lines.isLevelEnabled(at)) lines[at](asFields(redact(fields)), String(redact(message)));
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function asFields(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { fields: value };
}

/** How much is logged, from the most to the least. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** One of LOG_LEVELS. */
export type LogLevel = (typeof LOG_LEVELS)[number];
