import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DrawnAlert } from '../../live-view.ts';
import { CardButton } from '../card/controls.tsx';
import { pressOfAlert } from '../state/ask.ts';
import { pressed, pressProblems } from '../state/store.ts';
import { target } from '../state/target.ts';
import { Breakable } from '../words/breakable.tsx';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { AlertMore } from './alert-more.tsx';
import { AlertState } from './alert-state.tsx';
import { firstButtons } from './order.ts';

/** An alert: how bad it is and what, how it stands, and the two buttons that fit. Opened, its whole card. */
export function AlertRow({ alert }: { readonly alert: DrawnAlert }): JSX.Element {
  const { id, severity, state, waits } = alert;
  const card = alert.cards[language.value];
  const link = `alert/${id}`;
  const isOpen = target.value === link;
  const key = `alert-${id}`;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  // "Acknowledge" is a word of the list's own: what confirms something else has another one.
  const first = firstButtons(card.buttons);
  // Both rows of buttons wait for the same press.
  const controls = JSON.stringify(card.buttons);
  const waiting = pressed.value.get(key);
  const busy = waiting?.of === controls ? waiting.button : undefined;
  const problem = pressProblems.value.get(key);
  return (
    <li
      class="alert"
      data-alert={id}
      data-severity={severity}
      data-state={state}
      data-waits={waits}
      ref={row}
    >
      <a class="alert-head" href={isOpen ? '#' : `#${link}`} aria-expanded={isOpen}>
        <span class="alert-severity">{words().severity[severity]}</span>{' '}
        <span class="alert-what" dir="auto">
          <Breakable text={alert.what[language.value]} />
        </span>
      </a>
      <AlertState alert={alert} />
      {first.length > 0 && (
        <div class="buttons">
          {first.map((button) => (
            <CardButton
              key={button.id}
              button={
                state === 'firing' && button.id.startsWith('alert:ack:')
                  ? { ...button, label: words().acknowledge }
                  : button
              }
              busy={busy}
              start={(pressedButton) => pressOfAlert(key, pressedButton, controls)}
            />
          ))}
        </div>
      )}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isOpen && <AlertMore alert={alert} without={first} />}
    </li>
  );
}
