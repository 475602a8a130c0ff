import type { z } from 'zod';
import type { FakeMessage } from './guild.ts';
import { FLAG } from './message-schema.ts';

/** What a route answers. */
export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** An answer that it was done. */
export const done = (body: unknown, status = 200): RouteAnswer => ({ status, body });
/** Done, with nothing to say. */
export const nothing: RouteAnswer = { status: 204 };
/** A refusal with Discord's own code (docs: opcodes-and-status-codes). */
export const no = (status: number, code: number, message: string, errors?: unknown): RouteAnswer => ({
  status,
  body: { message, code, ...(errors === undefined ? {} : { errors }) },
});

export const unknownMessage = no(404, 10_008, 'Unknown Message');
export const unknownWebhook = no(404, 10_015, 'Unknown Webhook');

/** What a schema makes of a body, or Discord's refusal of it. */
export function read<T>(
  schema: z.ZodType<T>,
  body: unknown,
): { readonly data: T } | { readonly refused: RouteAnswer } {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { data: parsed.data };
  const errors = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { refused: no(400, 50_035, 'Invalid Form Body', errors) };
}

/** Our bot's user, which has another id than its application, as those of older applications have. */
export const BOT_USER_ID = '100000000000000007';

/** A message as Discord hands it out. */
export function asPayload(message: FakeMessage): Readonly<Record<string, unknown>> {
  return {
    id: message.id,
    channel_id: message.channelId,
    type: 0,
    content: message.content,
    components: message.components,
    embeds: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: message.pinned,
    tts: false,
    timestamp: new Date(message.postedAt).toISOString(),
    edited_timestamp: null,
    flags:
      (message.onlyFor === undefined ? 0 : FLAG.ephemeral) |
      (message.components.some(({ type }) => type !== 1) ? FLAG.components : 0),
    author: {
      id: message.authorId ?? BOT_USER_ID,
      username: message.authorId === undefined ? 'airdesk' : 'other',
      discriminator: '0',
      avatar: null,
      bot: true,
    },
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
  };
}
