import type { Deliveries } from './deliveries.ts';
import type { Contents, OutboxState } from './outbox.ts';

/** What follows from the copies. */
interface Found {
  readonly pending: number;
  readonly dead: OutboxState['dead'];
  /** Since when the oldest critical is owed that some channel does not have, ms UTC. */
  readonly criticalSince: number | undefined;
}

/** What tells how the deliveries are doing at `now`, ms UTC. It is asked often, and looks at all only when something changed. */
export function createState(allDeliveries: Deliveries, contents: Contents): (now: number) => OutboxState {
  let found: Found | undefined;
  let changes = -1;
  return (now) => {
    if (!found || changes !== allDeliveries.changes) found = look(allDeliveries, contents);
    changes = allDeliveries.changes;
    const { pending, dead, criticalSince } = found;
    return {
      pending,
      dead,
      oldestCriticalMs: criticalSince === undefined ? 0 : Math.max(0, now - criticalSince),
      down: [...allDeliveries.platforms.values()].filter(({ down }) => down).map(({ name }) => name),
    };
  };
}

function look(allDeliveries: Deliveries, contents: Contents): Found {
  const channels = [...allDeliveries.platforms.values()].flatMap((platform) => platform.channels);
  let criticalSince: number | undefined;
  for (const { key, queue, channelMessages } of channels) {
    for (const id of queue.ids()) {
      const channelMessage = channelMessages.get(id);
      if (channelMessage?.owed !== 'post' || channelMessage.delivery.sent > 0) continue;
      const content = contents.get(id);
      if (content?.urgency !== 'critical' || !content.channels.includes(key)) continue;
      criticalSince = Math.min(criticalSince ?? content.since, content.since);
    }
  }
  const dead = channels.flatMap((channel) =>
    [...channel.dead].flatMap(({ message, delivery }) =>
      delivery.dead
        ? [{ message, channel: channel.key, code: delivery.dead.code, why: delivery.dead.why }]
        : [],
    ),
  );
  const pending = channels.reduce((sum, { queue }) => sum + queue.size, 0) - dead.length;
  return { pending, dead, criticalSince };
}
