import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DrawnCard } from '../../render.ts';
import type { RoomMessage } from '../../room.ts';
import { press } from '../state/ask.ts';
import { pressProblems } from '../state/store.ts';
import { Breakable } from '../words/breakable.tsx';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { CardBody } from './body.tsx';
import { Controls } from './controls.tsx';
import { Icon } from './icon.tsx';
import { Time } from './lasting.tsx';

/** A preview that waits is led to by what it is, which outlives its message; anything else by the message. */
function linkTo(id: string, { tone, buttons }: DrawnCard): string {
  const confirm = tone === 'ask' ? buttons.find((button) => button.id.startsWith('confirm:')) : undefined;
  return confirm ? `asked/${confirm.id.slice('confirm:'.length)}` : `card/${id}`;
}

/** A message of the conversation. Controls that stay the same keep what is chosen in them and the focus. */
export function Message({
  message,
  isOfBefore,
}: {
  readonly message: RoomMessage;
  /** The desk was restarted since. */
  readonly isOfBefore: boolean;
}): JSX.Element {
  const card = message.cards?.[language.value] ?? message.card;
  const titleId = `title-${message.order}`;
  const article = useRef<HTMLElement>(null);
  const hadFocus = useRef(false);
  const problem = pressProblems.value.get(message.id);
  hadFocus.current = article.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    // What had the focus is gone: it stays on the card.
    if (hadFocus.current && article.current?.contains(document.activeElement) !== true)
      article.current?.focus({ preventScroll: true });
  });
  return (
    <article
      ref={article}
      tabIndex={-1}
      class="card"
      data-message={message.id}
      data-tone={card.tone}
      aria-labelledby={titleId}
      // What changes all the time is not read out each time.
      aria-live={message.pinned ? 'off' : undefined}
    >
      <header class="card-head">
        <Icon name={card.tone} />
        <span class="tone">{card.standing ?? words()[card.tone]}</span>
        {message.private && (
          <span class="badge">
            <Icon name="private" />
            {words().onlyYou}
          </span>
        )}
        {isOfBefore && <span class="badge">{words().beforeRestart}</span>}
        <a class="stamp" href={`#${linkTo(message.id, card)}`}>
          <Time at={message.changedAt} />
        </a>
      </header>
      <h2 id={titleId} dir="auto">
        <Breakable text={card.title} />
      </h2>
      <CardBody card={card} />
      <Controls
        card={card}
        of={message.id}
        press={(button, controls) => press(message.id, button, controls)}
      />
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {card.footer !== undefined && (
        <footer class="small" dir="auto">
          {card.footer}
        </footer>
      )}
    </article>
  );
}
