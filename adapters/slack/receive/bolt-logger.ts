import { LogLevel } from '@slack/bolt';
import type { Log } from '../../../src/observability/log.ts';

/** The logger that bolt and its parts take. */
export interface BoltLogger {
  debug(...parts: unknown[]): void;
  info(...parts: unknown[]): void;
  warn(...parts: unknown[]): void;
  error(...parts: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
}

const SECRET = /xox[a-z]-[\w-]+|xapp-[\w-]+|https:\/\/hooks\.slack\S+|wss?:\/\/\S+|(ticket|token)=\S+/gi;

function sentence(parts: readonly unknown[]): string {
  return parts
    .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
    .filter((part) => part !== '')
    .join(' ')
    .replace(SECRET, '[secret]')
    .slice(0, 300);
}

/**
 * Passes bolt's warnings and errors on as plain sentences; its other lines can hold whole payloads and are dropped.
 * Tokens and addresses that work like tokens are blotted out.
 */
export function createBoltLogger(log: Log): BoltLogger {
  const drop = () => undefined;
  return {
    debug: drop,
    info: drop,
    warn: (...parts) => log.warn({ from: 'bolt' }, sentence(parts)),
    error: (...parts) => log.warn({ from: 'bolt' }, sentence(parts)),
    setLevel: drop,
    getLevel: () => LogLevel.WARN,
    setName: drop,
  };
}
