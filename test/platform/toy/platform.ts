import type { ChatPlatform } from '../../../src/platform/chat-platform.ts';
import { createToyAdapter } from './adapter.ts';
import { createToyAnnouncer } from './announcer.ts';
import { toyDescription } from './description.ts';
import type { ToyRoom } from './room.ts';

/** A platform that there is not, with what one has to bring. `room`: its far end. */
export function toyPlatform(room: ToyRoom): ChatPlatform {
  return {
    ...toyDescription,
    async join({ settings, http, clock, onForged }) {
      const key = settings.variables['TOY_KEY'];
      if (key === undefined) return undefined;
      const adapter = createToyAdapter({ key, room, http, clock, onForged });
      return {
        adapter: { ...adapter, ...createToyAnnouncer(room) },
        isConnected: () => adapter.isConnected(),
      };
    },
  };
}
