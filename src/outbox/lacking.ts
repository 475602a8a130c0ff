import type { Content } from './outbox.ts';
import type { ChannelMessage } from './channel.ts';

/** Whether it is posted again where somebody deleted it. */
export function isOwedAnew({ owed, over }: Content): boolean {
  return owed === undefined ? !over : owed === 'anew';
}

/** Whether the channel does not have its newest state. */
export function isLacking({ delivery, gone }: ChannelMessage, content: Content): boolean {
  if (delivery.sent >= content.version && gone === undefined) return false;
  if (isOwedAnew(content)) return true;
  // Over, and told in a digest or deleted by somebody: there is nothing left to edit.
  return gone === undefined && (delivery.ref !== undefined || delivery.sent === 0);
}
