import type { Announcer } from '../../src/platform/announcer.ts';
import { messageRef } from './message-ref.ts';
import type { Room } from './room.ts';

const MOST_KEYS = 2_000;

/**
 * Announces at the desk, to everybody who has the page open or opens it while the message is kept. Nobody is called by
 * name: the page is in front of them. There are no threads.
 */
export function createAnnouncer(room: Room): Announcer {
  /** Messages by key, in memory as they themselves are. */
  const announced = new Map<string, string>();

  function kept(key: string): string | undefined {
    const id = announced.get(key);
    return id !== undefined && room.has(id) ? id : undefined;
  }

  return {
    volatile: true,
    async announce(_channelId, card, key) {
      const known = kept(key);
      if (known !== undefined) return messageRef(known);
      const id = room.announce(card, key);
      announced.delete(key);
      announced.set(key, id);
      const [oldest] = announced.keys();
      if (announced.size > MOST_KEYS && oldest !== undefined) announced.delete(oldest);
      return messageRef(id);
    },
    async update({ messageId }, card) {
      if (!room.has(messageId)) return 'gone';
      room.edit(messageId, { ...card, visibility: 'channel' });
      return 'updated';
    },
    addToThread: async () => 'none',
    async find(_channelId, key) {
      const id = kept(key);
      return id === undefined ? 'none' : messageRef(id);
    },
  };
}
