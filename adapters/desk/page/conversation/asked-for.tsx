import type { JSX } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { Icon } from '../card/icon.tsx';
import { askedFor, findAskedFor, waitsIn } from '../state/asked-for.ts';
import { connection } from '../state/store.ts';
import { target } from '../state/target.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { focusWhenDrawn, showMessage } from './place.ts';

/**
 * Where the address leads to a preview: its card is shown with its button focused while it waits. Otherwise a sentence says
 * how it ended, and its card is shown where it is still in the conversation.
 */
export function AskedForStrip(): JSX.Element | null {
  const [kind, proposal = ''] = target.value.split(/\/(.*)/su);
  const isMeant = kind === 'asked' && proposal !== '' && connection.value === 'connected';
  const message = isMeant ? waitsIn(proposal) : undefined;
  const told = askedFor.value;
  useLayoutEffect(() => {
    if (message === undefined) return;
    askedFor.value = undefined;
    requestAnimationFrame(() => {
      showMessage(message);
      focusWhenDrawn(message);
    });
  }, [message]);
  useEffect(() => {
    askedFor.value = undefined;
    if (isMeant && waitsIn(proposal) === undefined) void findAskedFor(proposal);
  }, [isMeant, proposal]);
  const shown = told?.messageId;
  useLayoutEffect(() => {
    if (shown !== undefined) requestAnimationFrame(() => showMessage(shown));
  }, [shown]);
  if (!told || !isMeant || message !== undefined) return null;
  return (
    <p class="asked-for" role="status">
      <span dir="auto">{language.value === 'zh-CN' ? told.words.zh : told.words.en}</span>
      <button
        type="button"
        class="quiet square"
        aria-label={words().close}
        onClick={() => {
          location.hash = '';
        }}
      >
        <Icon name="close" />
      </button>
    </p>
  );
}
