import { createHash } from 'node:crypto';
import type { Card } from '../../src/reply.ts';
import { isOneOf, type Messages } from './messages.ts';
import { renderText } from './render.ts';

/** The thread is folded away (archived), or locked besides. */
const FOLDED = ['discord.50083'];

/**
 * Edits a message that may stand in a thread that Discord has folded away after a quiet time. No edit opens such a
 * thread, a message does: a line says what has changed, and the edit is made again. A locked thread takes no line.
 * @throws what the edit, or the line, throws
 */
export async function reopening(
  messages: Messages,
  channelId: string,
  messageId: string,
  card: Card,
  edit: () => Promise<void>,
): Promise<void> {
  try {
    await edit();
  } catch (error) {
    if (!isOneOf(error, FOLDED)) throw error;
    // Under the same nonce where the answer is lost: the line is there once.
    const nonce = createHash('sha256').update(`${messageId}\n${card.title}`).digest('base64url').slice(0, 22);
    await messages.send(channelId, renderText(card.title), nonce, true);
    await edit();
  }
}
