import type { JSX } from 'preact';
import { Icon } from '../card/icon.tsx';
import { entries } from '../state/store.ts';
import { Breakable } from '../words/breakable.tsx';
import { language } from '../words/language.ts';
import { showMessage } from './place.ts';

/** A strip with the title of the newest pinned message, above the messages and over none of them; pressing it goes there. */
export function Pinned(): JSX.Element | null {
  const newest = entries.value
    .flatMap((entry) => (entry.kind === 'message' && entry.message.pinned ? [entry] : []))
    .sort(
      (a, b) =>
        Number(b.isOfBefore ?? false) - Number(a.isOfBefore ?? false) || a.message.order - b.message.order,
    )
    .at(-1)?.message;
  if (!newest) return null;
  const card = newest.cards?.[language.value] ?? newest.card;
  return (
    <button type="button" class="pinned" data-tone={card.tone} onClick={() => showMessage(newest.id)}>
      <Icon name="pin" />
      <span class="pinned-title" dir="auto">
        <Breakable text={card.title} />
      </span>
    </button>
  );
}
