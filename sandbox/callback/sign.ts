import { createHash } from 'node:crypto';
import type { Message } from './about.ts';

/** How long a message is valid, s. */
export const VALID_SECONDS = 600;

/** The message with its expiry `t` (unix s) and `sign`, `MD5(key + t)` in lower case: it covers the expiry only. */
export function signed(message: Message, key: string, t: number): Message {
  return { ...message, t, sign: createHash('md5').update(`${key}${t}`).digest('hex') };
}

/** The same with a signature of another key. */
export function forged(message: Message, key: string, t: number): Message {
  return signed(message, `not ${key}`, t);
}
