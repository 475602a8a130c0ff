import type { MessageRef } from '../../reply.ts';
import { arrived } from '../channel-message.ts';
import { failureOf } from './failure.ts';
import { keyOf } from './key.ts';
import type { Outbox } from '../outbox.ts';
import { keep, LATE_MS, type SendContext } from './send-context.ts';

/** What is posted in answer to an ask, outside the queue, and what is pressed on. */
export interface First {
  readonly post: Outbox['first'];
  seenAt(id: string, message: MessageRef): void;
}

/** `look`: to be called where what a content is owed may have changed. */
export function createFirst(context: SendContext, look: (id: string) => void): First {
  const { allDeliveries, clock, contents, log } = context;

  return {
    async post(id, channel, post) {
      const channelMessage = allDeliveries.messageIn(id, channel);
      const version = contents.get(id)?.version ?? 0;
      channelMessage.held = true;
      // Other channels are owed it, and do not wait for this one.
      look(id);
      try {
        const ref = await post(keyOf(channelMessage.delivery.id));
        channelMessage.held = false;
        // Who pressed on it before the answer came has told where it is, and a newer state may stand there by now.
        const sent = channelMessage.delivery.ref ? Math.min(channelMessage.delivery.sent, version) : version;
        await keep(
          context,
          channelMessage,
          arrived(channelMessage.delivery, clock.now(), ref ? { ref, sent } : { sent }),
        );
        channelMessage.rhythm = { edits: 0, postedAt: clock.now() };
        look(id);
        return 'shown';
      } catch (error) {
        channelMessage.held = false;
        if (channelMessage.delivery.ref) return 'shown';
        // Whoever asked for it decides what becomes of it before anything is sent again.
        if (failureOf(error).fate !== 'unknown') throw error;
        log.warn(
          { err: error, delivery: channelMessage.delivery.id },
          'whether a card arrived is not known; it is looked for',
        );
        channelMessage.maybe = true;
        channelMessage.lost = { until: clock.now() + LATE_MS, looked: false };
        look(id);
        return 'lost';
      }
    },

    seenAt(id, message) {
      const channelMessage = allDeliveries.messageAt(id, message);
      const { ref } = channelMessage.delivery;
      channelMessage.held = false;
      if (ref?.messageId === message.messageId && ref.channelId === message.channelId) return;
      // Another one stands in its place, since it could not be edited any more.
      if (ref && channelMessage.delivery.renewed?.from === message.messageId) return;
      channelMessage.maybe = false;
      channelMessage.lost = undefined;
      channelMessage.gone = undefined;
      void keep(
        context,
        channelMessage,
        arrived(channelMessage.delivery, clock.now(), { ref: message, sent: 0 }),
      );
    },
  };
}
