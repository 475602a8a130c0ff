import type { Content, Contents } from '../outbox/outbox.ts';
import type { CommandCard, CommandCards } from './command-cards.ts';

/** So long after a change somebody waits to see it, ms; later it is one of many things that are owed. */
const WAITED_FOR_MS = 120_000;

/** What the outbox shows of commands. */
export function createCardContents(cards: CommandCards, now: () => number): Contents {
  const contentOf = (card: CommandCard): Content => ({
    id: card.id,
    version: card.version,
    urgency: Math.abs(now() - card.changedAt) < WAITED_FOR_MS ? 'person' : 'info',
    channels: card.channels,
    over: card.over,
    since: card.createdAt,
    steps: 0,
    asked: true,
    owed: card.owed,
    ...threadOf(card),
  });

  function shownNow(id: string): CommandCard {
    const card = cards.get(id);
    if (!card) throw new Error(`there is no card ${id}`);
    return card;
  }

  return {
    *all() {
      for (const card of cards.all()) yield contentOf(card);
    },
    get(id) {
      const card = cards.get(id);
      return card && contentOf(card);
    },
    card: (id) => shownNow(id).card,
    threadLines: () => [],
    digest: ([id]) => shownNow(id ?? '').card,
    fallbacks: () => [],
  };
}

function threadOf({ channels: [own], thread }: CommandCard): Pick<Content, 'thread'> {
  return own === undefined || thread === undefined ? {} : { thread: { channel: own, id: thread } };
}
