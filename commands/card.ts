import type { Card } from '../src/reply.ts';

type Parts = Partial<Omit<Card, 'kind' | 'title'>>;

/** An answer of a reading command: neutral and for the whole channel, unless `parts` says otherwise. */
export function card(title: string, parts: Parts): Card {
  return { kind: 'card', tone: 'info', visibility: 'channel', title, ...parts };
}
