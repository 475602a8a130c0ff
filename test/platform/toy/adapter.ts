import type { Hono } from 'hono';
import { z } from 'zod';
import type { Clock } from '../../../src/clock.ts';
import type { Intent } from '../../../src/intent.ts';
import type { Adapter, Handle } from '../../../src/platform/adapter.ts';
import type { MessageRef } from '../../../src/reply.ts';
import type { ToyMessage, ToyRoom } from './room.ts';

const AskSchema = z.object({
  id: z.string(),
  by: z.string(),
  teams: z.array(z.string()).default([]),
  channel: z.string(),
  line: z.string().optional(),
  press: z.object({ message: z.string(), button: z.string() }).optional(),
});

/** The toy's adapter: asks come to `POST /toy/asks`, cards go to its room. */
export function createToyAdapter(options: {
  readonly key: string;
  readonly room: ToyRoom;
  readonly http: Hono;
  readonly clock: Clock;
  readonly onForged: (why: string) => void;
}): Adapter & { isConnected(): boolean } {
  const { key, room, http, clock, onForged } = options;
  const running = new Set<Promise<void>>();
  let handle: Handle | undefined;

  http.post('/toy/asks', async (context) => {
    if (context.req.header('x-toy-key') !== key) {
      onForged('key');
      return context.text('', 401);
    }
    const take = handle;
    if (!take) return context.text('', 503);
    const run = take(toIntent(AskSchema.parse(await context.req.json()), clock.now()));
    running.add(run);
    void run.then(() => running.delete(run));
    return context.text('', 202);
  });

  return {
    name: 'toy',
    capabilities: { formFields: 0, formsAgain: 'never' },
    start: async (to) => void (handle = to),
    async stop() {
      handle = undefined;
      await Promise.all(running);
    },
    async post(place, actor, reply, messageKey) {
      if (reply.kind !== 'card') throw new Error('the toy has no forms');
      const onlyFor = reply.visibility === 'asker' ? actor.userId : undefined;
      return refTo(room.post(place.channelId, reply, messageKey, onlyFor));
    },
    async edit(message, card) {
      const shown = room.find(message.messageId);
      if (!shown) return refTo(room.post(message.channelId, card));
      shown.card = card;
      return message;
    },
    isConnected: () => handle !== undefined,
  };
}

/** How a message of the toy is found again. */
export function refTo({ channelId, id }: ToyMessage): MessageRef {
  return { platform: 'toy', channelId, messageId: id };
}

function toIntent({ id, by, teams, channel, line, press }: z.output<typeof AskSchema>, at: number): Intent {
  const asked = {
    id: `toy:${id}`,
    at,
    actor: { platform: 'toy', userId: by, name: by, platformRoles: teams },
    place: { platform: 'toy', channelId: channel },
  };
  if (!press) return { ...asked, kind: 'command', line: line ?? '' };
  const message = { platform: 'toy', channelId: channel, messageId: press.message };
  return { ...asked, kind: 'press', button: press.button, message };
}
