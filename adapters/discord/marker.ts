import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * A number that stands for `key`, as the `id` of a message's container: 1 to 2^31 - 1. Discord keeps the ids of
 * components and hands them out with the message (docs.discord.com/developers/components/reference); people do not see
 * them.
 */
export function markerOf(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE(0) & 0x7fffffff || 1;
}

/** A message of a channel's list, as far as it is read. */
export const ListedSchema = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    nonce: z.union([z.string(), z.number()]).optional(),
    components: z.array(z.object({ id: z.number().optional() })).default([]),
  }),
);

/** Whether a message was announced with `key`. A list need not tell a nonce. */
export function isMarked(message: z.infer<typeof ListedSchema>[number], key: string): boolean {
  return message.nonce === key || message.components.some(({ id }) => id === markerOf(key));
}
