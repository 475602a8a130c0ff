import type { KeptPresses } from '../card/kept-presses.ts';
import type { Intent } from '../intent.ts';
import type { Card, Reply } from '../reply.ts';
import type { Adapter } from './adapter.ts';
import type { Announcer } from './announcer.ts';

/** The same adapter, which is given no id of a button that is too long for it: a token goes out, and comes back as the id. */
export function withShortIds(adapter: Adapter & Announcer, presses: KeptPresses): Adapter & Announcer {
  const shortened = async (card: Card): Promise<Card> => {
    await presses.keep(idsOf(card));
    const short = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: presses.short(one.id) });
    return {
      ...card,
      ...(card.buttons && { buttons: card.buttons.map(short) }),
      ...(card.selects && {
        selects: card.selects.map((select) => ({ ...select, choices: select.choices.map(short) })),
      }),
    };
  };
  const replied = async (reply: Reply): Promise<Reply> => (reply.kind === 'card' ? shortened(reply) : reply);
  const read = (intent: Intent): Intent =>
    intent.kind === 'press' ? { ...intent, button: presses.full(intent.button) } : intent;
  return {
    name: adapter.name,
    capabilities: adapter.capabilities,
    ...(adapter.volatile === undefined ? {} : { volatile: adapter.volatile }),
    start: (handle, formFirst) =>
      adapter.start(
        (intent) => handle(read(intent)),
        (intent) => formFirst?.(read(intent)),
      ),
    stop: () => adapter.stop(),
    post: async (place, actor, reply, key) => adapter.post(place, actor, await replied(reply), key),
    edit: async (message, card, pressed) => adapter.edit(message, await shortened(card), pressed),
    announce: async (channelId, card, key, thread) =>
      adapter.announce(channelId, await shortened(card), key, thread),
    update: async (message, card) => adapter.update(message, await shortened(card)),
    addToThread: (message, text, key) => adapter.addToThread(message, text, key),
    find: (channelId, key, since, thread) => adapter.find(channelId, key, since, thread),
  };
}

function idsOf({ buttons = [], selects = [] }: Card): string[] {
  return [...buttons, ...selects.flatMap(({ choices }) => choices)].map(({ id }) => id);
}
