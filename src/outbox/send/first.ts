import type { MessageRef } from '../../reply.ts';
import { arrived } from '../copy.ts';
import { failureOf } from './failure.ts';
import { keyOf } from './key.ts';
import type { Outbox } from '../outbox.ts';
import { keep, LATE_MS, type Works } from './works.ts';

/** What is posted in answer to an ask, outside the queue, and what is pressed on. */
export interface First {
  readonly post: Outbox['first'];
  seenAt(id: string, message: MessageRef): void;
}

/** Creates it. `look`: what a content is owed may have changed. */
export function createFirst(works: Works, look: (id: string) => void): First {
  const { book, clock, contents, log } = works;

  return {
    async post(id, channel, post) {
      const copy = book.copyIn(id, channel);
      const version = contents.get(id)?.version ?? 0;
      copy.held = true;
      // Other channels are owed it, and do not wait for this one.
      look(id);
      try {
        const ref = await post(keyOf(copy.delivery.id));
        copy.held = false;
        // Who pressed on it before the answer came has told where it is, and a newer state may stand there by now.
        const sent = copy.delivery.ref ? Math.min(copy.delivery.sent, version) : version;
        await keep(works, copy, arrived(copy.delivery, clock.now(), ref ? { ref, sent } : { sent }));
        copy.rhythm = { edits: 0, postedAt: clock.now() };
        look(id);
        return 'shown';
      } catch (error) {
        copy.held = false;
        if (copy.delivery.ref) return 'shown';
        // Whoever asked for it decides what becomes of it before anything is sent again.
        if (failureOf(error).fate !== 'unknown') throw error;
        log.warn(
          { err: error, delivery: copy.delivery.id },
          'whether a card arrived is not known; it is looked for',
        );
        copy.maybe = true;
        copy.lost = { until: clock.now() + LATE_MS, looked: false };
        look(id);
        return 'lost';
      }
    },

    seenAt(id, message) {
      const copy = book.copyAt(id, message);
      const { ref } = copy.delivery;
      copy.held = false;
      if (ref?.messageId === message.messageId && ref.channelId === message.channelId) return;
      // Another one stands in its place, since it could not be edited any more.
      if (ref && copy.delivery.renewed?.from === message.messageId) return;
      copy.maybe = false;
      copy.lost = undefined;
      copy.gone = undefined;
      void keep(works, copy, arrived(copy.delivery, clock.now(), { ref: message, sent: 0 }));
    },
  };
}
