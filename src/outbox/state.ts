import type { Book } from './book.ts';
import type { Contents, OutboxState } from './outbox.ts';

/** How the deliveries are doing. */
export function stateOf(book: Book, contents: Contents, now: number): OutboxState {
  const platforms = [...book.platforms.values()];
  const channels = platforms.flatMap((platform) => platform.channels);
  let oldestCriticalMs = 0;
  for (const { key, queue, copies } of channels) {
    for (const id of queue.ids()) {
      const copy = copies.get(id);
      const content = contents.get(id);
      if (copy?.debt !== 'post' || copy.delivery.sent > 0) continue;
      if (content?.urgency !== 'critical' || !content.channels.includes(key)) continue;
      oldestCriticalMs = Math.max(oldestCriticalMs, now - content.since);
    }
  }
  const dead = channels.flatMap((channel) =>
    [...channel.dead].flatMap(({ message, delivery }) =>
      delivery.dead
        ? [{ message, channel: channel.key, code: delivery.dead.code, why: delivery.dead.why }]
        : [],
    ),
  );
  return {
    pending: channels.reduce((sum, { queue }) => sum + queue.size, 0) - dead.length,
    oldestCriticalMs,
    dead,
    down: platforms.filter(({ down }) => down).map(({ name }) => name),
  };
}
