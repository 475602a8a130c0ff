import { hash } from 'node:crypto';
import { stuckOf } from '../stuck-edit.ts';
import type { ChannelMessage } from '../channel.ts';

/**
 * The key under which a message is announced: the same for each try of one message, also after a restart, and another
 * once that message was deleted or cannot be edited any more (`before`). 22 characters.
 */
export function keyOf(delivery: string, before?: string): string {
  const text = before === undefined ? delivery : `${delivery}\n${before}`;
  return hash('sha256', text, 'base64url').slice(0, 22);
}

/** Id of the message in whose place a copy is posted. */
export function replacedBy(channelMessage: ChannelMessage): string | undefined {
  return channelMessage.gone ?? stuckOf(channelMessage)?.message;
}
