import { createOrderedMap, keepNewest } from '../../../src/bounds/ordered-map.ts';
import type { Clock } from '../../../src/clock.ts';
import { isOneOf, type Messages } from '../messages.ts';
import { renderText } from '../render.ts';
import type { DiscordApi } from '../rest.ts';

const NO_CHANNEL = ['discord.10003'];
const NO_MESSAGE = ['discord.10008', 'discord.10003'];
const HAS_ONE_ALREADY = ['discord.160004'];
/** Missing access, missing permission, a kind of channel without threads, as many threads as a server may have. */
const NOT_HERE = ['discord.50001', 'discord.50013', 'discord.50024', 'discord.160006'];
/** Locked by a person, or archived so that we cannot open it. */
const CLOSED = ['discord.50083', 'discord.160005'];
const NOT_HERE_MS = 10 * 60_000;
const MOST_CHANNELS = 1_000;
/** A day, in minutes, after which Discord folds a quiet thread away. */
const FOLD_AFTER = 1_440;

/** Threads of messages. A thread has the id of the message that it began with. */
export interface Threads {
  /** Writes into a message's thread, which is begun where there is none. Throws DeliveryError. */
  add(channelId: string, messageId: string, text: string, nonce: string): Promise<'added' | 'gone' | 'none'>;
}

export function createThreads(options: {
  readonly api: DiscordApi;
  readonly messages: Messages;
  readonly clock: Clock;
}): Threads {
  const { api, messages, clock } = options;
  /** Channels in which we get no thread, and until when that is believed. */
  const without = createOrderedMap<string, number>();

  function remember(channelId: string): void {
    without.set(channelId, clock.now() + NOT_HERE_MS);
    keepNewest(without, MOST_CHANNELS);
  }

  async function begin(channelId: string, messageId: string): Promise<'begun' | 'gone'> {
    try {
      await api.call({
        name: 'create thread',
        method: 'POST',
        path: `/channels/${channelId}/messages/${messageId}/threads`,
        // The title has no language: nobody asked for it, so nobody's language is known.
        body: { name: 'History / 记录', auto_archive_duration: FOLD_AFTER },
        repeatable: true,
        once: true,
        bucket: `POST threads ${channelId}`,
      });
      return 'begun';
    } catch (error) {
      if (isOneOf(error, HAS_ONE_ALREADY)) return 'begun';
      if (isOneOf(error, NO_MESSAGE)) return 'gone';
      throw error;
    }
  }

  async function write(channelId: string, messageId: string, text: string, nonce: string) {
    const send = () => messages.send(messageId, renderText(text), nonce, true);
    try {
      await send();
    } catch (error) {
      if (!isOneOf(error, NO_CHANNEL)) throw error;
      if ((await begin(channelId, messageId)) === 'gone') return 'gone';
      await send();
    }
    return 'added';
  }

  return {
    add: async (channelId, messageId, text, nonce) => {
      if ((without.get(channelId) ?? 0) > clock.now()) return 'none';
      try {
        return await write(channelId, messageId, text, nonce);
      } catch (error) {
        if (isOneOf(error, CLOSED)) return 'none';
        if (!isOneOf(error, NOT_HERE)) throw error;
        remember(channelId);
        return 'none';
      }
    },
  };
}
