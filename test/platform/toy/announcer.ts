import type { Announcer } from '../../../src/platform/announcer.ts';
import { refTo } from './adapter.ts';
import type { ToyRoom } from './room.ts';

/** The toy's announcer. */
export function createToyAnnouncer(room: ToyRoom): Announcer {
  return {
    announce: async (channelId, card, key) => refTo(room.post(channelId, card, key)),
    async update({ messageId }, card) {
      const shown = room.find(messageId);
      if (!shown) return 'gone';
      shown.card = card;
      return 'updated';
    },
    async addToThread({ messageId }, text) {
      const shown = room.find(messageId);
      shown?.thread.push(text);
      return shown ? 'added' : 'gone';
    },
    async find(channelId, key) {
      const found = room.messages.find((each) => each.channelId === channelId && each.key === key);
      return found ? refTo(found) : 'none';
    },
  };
}
