import { signal } from '@preact/signals';
import type { AskedFor } from '../../../../src/platform/records.ts';
import { fetchRecord, wordsOf } from '../wire/send.ts';
import { entries } from './store.ts';

/** What became of the preview that the address leads to: a sentence, and the message that shows it where there is one. */
export type Told = Partial<Pick<AskedFor, 'messageId' | 'waits'>> & { readonly words: AskedFor['words'] };

export const askedFor = signal<Told | undefined>(undefined);

/** The message of the conversation in which this preview waits. */
export function waitsIn(proposal: string): string | undefined {
  const button = `confirm:${proposal}`;
  return entries.value.findLast(
    (entry) =>
      entry.kind === 'message' &&
      entry.message.card.tone === 'ask' &&
      entry.message.card.buttons.some(({ id }) => id === button),
  )?.key;
}

/** Asks the desk what became of it. */
export async function findAskedFor(proposal: string): Promise<void> {
  try {
    askedFor.value = await fetchRecord<AskedFor>(`/desk/asked/${encodeURIComponent(proposal)}`);
  } catch (error) {
    const said = wordsOf(error);
    askedFor.value = { words: { en: said, zh: said } };
  }
}
