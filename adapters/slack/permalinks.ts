import { z } from 'zod';
import { createOrderedMap, keepNewest } from '../../src/bounds/ordered-map.ts';
import { DeliveryError } from '../../src/errors.ts';
import { decodeMessageId } from '../../src/platform/message-id.ts';
import type { Card, MessageRef } from '../../src/reply.ts';
import type { SlackApi } from './web-api.ts';

/** So many addresses of messages are remembered. */
const MOST = 500;

/** chat.getPermalink (docs.slack.dev/reference/methods/chat.getpermalink); needs no scope. */
const AnswerSchema = z.object({ permalink: z.url({ protocol: /^https?$/ }).max(512) });

/** Makes a link of the message that a card leads to. */
export type Linked = (card: Card) => Promise<Card>;

/** A card whose message has no address, for whatever reason, goes out without the link. */
export function createPermalinks(api: SlackApi): Linked {
  const known = createOrderedMap<string, string>();

  async function addressOf({ channelId, messageId }: MessageRef): Promise<string | undefined> {
    const { id } = decodeMessageId(messageId);
    const key = `${channelId} ${id}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    try {
      const what = { channel: channelId, message_ts: id };
      const answer = await api.call('chat.getPermalink', what, { repeatable: true, once: true });
      const address = AnswerSchema.safeParse(answer).data?.permalink;
      if (address === undefined) return undefined;
      known.set(key, address);
      keepNewest(known, MOST);
      return address;
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      return undefined;
    }
  }

  return async (card) => {
    const { about, ...rest } = card;
    const url = about?.message.platform === 'slack' ? await addressOf(about.message) : undefined;
    if (!about || url === undefined) return rest;
    return { ...rest, links: [{ label: about.label, url }, ...(card.links ?? [])] };
  };
}
