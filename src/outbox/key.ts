import { createHash } from 'node:crypto';

/**
 * The key under which a message is announced: the same for each try of one message, also after a restart, and another
 * once that message was deleted. 22 characters.
 */
export function keyOf(delivery: string, gone?: string): string {
  const text = gone === undefined ? delivery : `${delivery}\n${gone}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
