import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { Icon } from '../card/icon.tsx';
import { Message } from '../card/message.tsx';
import { askAgain } from '../state/ask.ts';
import { connection, entries, isWelcoming, pane, type Entry } from '../state/store.ts';
import { words } from '../words/words.ts';
import { Welcome } from '../app/welcome.tsx';
import { target } from '../state/target.ts';
import { afterChange, isAtEnd, scrollsIn, showMessage, toEnd, unseen } from './place.ts';

/** The messages, and what one asked oneself, the newest at the end. */
export function Log(): JSX.Element {
  const all = entries.value;
  useLayoutEffect(() => {
    afterChange((id) => {
      const entry = all.find(({ key }) => key === id);
      return entry?.kind === 'message' ? entry.cameAt : undefined;
    });
  }, [all]);
  // The address leads to a card.
  const [kind, id] = target.value.split(/\/(.*)/su);
  const isThere = kind === 'card' && all.some(({ key }) => key === id);
  useLayoutEffect(() => {
    if (isThere && id !== undefined) requestAnimationFrame(() => showMessage(id));
  }, [isThere, id]);
  // What was not in view could not be scrolled.
  useLayoutEffect(() => {
    if (pane.value === 'conversation') toEnd();
  }, [pane.value]);
  return (
    <>
      <div
        class="scroller"
        tabIndex={-1}
        ref={scrollsIn}
        onScroll={() => {
          if (isAtEnd()) unseen.value = 0;
        }}
      >
        <div
          class="log"
          role="log"
          aria-live="polite"
          aria-relevant="additions text"
          aria-busy={connection.value === 'connecting'}
        >
          {all.map((entry) =>
            entry.kind === 'message' ? (
              <Message key={entry.key} message={entry.message} isOfBefore={entry.isOfBefore ?? false} />
            ) : (
              <Asked key={entry.key} entry={entry} />
            ),
          )}
        </div>
        {isWelcoming.value && <Welcome />}
      </div>
      {unseen.value > 0 && (
        // Below what scrolls: nothing that is read lies behind it.
        <div class="below">
          <button type="button" class="newer" onClick={toEnd}>
            <Icon name="down" />
            {words().newer(unseen.value)}
          </button>
        </div>
      )}
    </>
  );
}

function Asked({ entry }: { readonly entry: Extract<Entry, { kind: 'ask' }> }): JSX.Element {
  const { key, line, isWaiting, problem } = entry;
  return (
    <div class="asked" data-waiting={isWaiting ? '' : undefined}>
      <span class="asked-line" dir="auto">{`/live ${line}`}</span>
      {isWaiting && <span class="visually-hidden">{words().asking}</span>}
      {problem !== undefined && (
        <span class="problem" role="alert">
          {problem}{' '}
          <button type="button" class="quiet" onClick={() => askAgain(key)}>
            {words().again}
          </button>
        </span>
      )}
    </div>
  );
}
