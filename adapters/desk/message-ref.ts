import type { MessageRef } from '../../src/reply.ts';

/** Where a message of the desk's one channel is. */
export function messageRef(messageId: string): MessageRef {
  return { platform: 'desk', channelId: 'desk', messageId };
}
