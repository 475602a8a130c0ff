import { z } from 'zod';
import { createOrderedMap, keepNewest, type OrderedMap } from '../../src/bounds/ordered-map.ts';
import { DeliveryError } from '../../src/errors.ts';
import { decodeMessageId } from '../../src/platform/message-id.ts';
import { directTo } from '../../src/platform/direct.ts';
import type { Card } from '../../src/reply.ts';
import { outcomeUnknown } from './refusals/delivery-errors.ts';
import type { DiscordApi } from './rest.ts';

/** So many conversations and channels are remembered. */
const MOST = 500;

/** docs.discord.com/developers/resources/channel#channel-object, as far as it is read. */
const ChannelSchema = z.object({ id: z.string(), guild_id: z.string().optional() });

/** What has to be asked of Discord before a message can call somebody. */
export interface Direct {
  /** The channel behind an id of ours: of a person, the conversation with them. Throws DeliveryError. */
  channelOf(channelId: string): Promise<string>;
  /** The card with a link to the message that it leads to; without, where that has no address. */
  linked(card: Card): Promise<Card>;
}

export function createDirect(api: DiscordApi): Direct {
  const conversations = createOrderedMap<string, string>();
  const guilds = createOrderedMap<string, string>();

  async function open(userId: string): Promise<string> {
    const answer = await api.call({
      ...{ name: 'open conversation', method: 'POST', path: '/users/@me/channels' },
      ...{ body: { recipient_id: userId }, bucket: 'POST conversations' },
      // There is one conversation with somebody, however often it is opened.
      ...{ repeatable: true, once: true },
    });
    const id = ChannelSchema.safeParse(answer).data?.id;
    if (id === undefined) throw outcomeUnknown('open conversation', 'no channel in the answer');
    return id;
  }

  async function guildOf(channelId: string): Promise<string | undefined> {
    const before = guilds.get(channelId);
    if (before !== undefined) return before;
    try {
      const answer = await api.call({
        ...{ name: 'get channel', method: 'GET', path: `/channels/${channelId}` },
        ...{ repeatable: true, once: true, bucket: `GET channel ${channelId}` },
      });
      const guild = ChannelSchema.safeParse(answer).data?.guild_id;
      if (guild !== undefined) remember(guilds, channelId, guild);
      return guild;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return undefined;
    }
  }

  return {
    channelOf: async (channelId) => {
      const userId = directTo(channelId);
      if (userId === undefined) return channelId;
      const before = conversations.get(userId);
      if (before !== undefined) return before;
      const id = await open(userId);
      remember(conversations, userId, id);
      return id;
    },
    linked: async (card) => {
      const { about, ...rest } = card;
      if (about?.message.platform !== 'discord') return rest;
      const { channelId, messageId } = about.message;
      const guild = await guildOf(channelId);
      if (guild === undefined) return rest;
      const url = `https://discord.com/channels/${guild}/${channelId}/${decodeMessageId(messageId).id}`;
      return { ...rest, links: [{ label: about.label, url }, ...(card.links ?? [])] };
    },
  };
}

function remember(map: OrderedMap<string, string>, key: string, value: string): void {
  map.set(key, value);
  keepNewest(map, MOST);
}
