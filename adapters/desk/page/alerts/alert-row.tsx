import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DrawnAlert } from '../../live-view.ts';
import type { DrawnCard } from '../../render.ts';
import { CardButton } from '../card/controls.tsx';
import { pressOfAlert } from '../state/ask.ts';
import { pressed, pressProblems } from '../state/store.ts';
import { target } from '../state/target.ts';
import { Breakable } from '../words/breakable.tsx';
import { freeHeight } from '../steady/heights.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { AlertMore } from './alert-more.tsx';
import { AlertState } from './alert-state.tsx';
import { firstButtons } from './order.ts';

/** An alert: how bad it is and what, how it stands, and the two buttons that fit. Opened, its whole card. */
export function AlertRow({
  alert,
  isGone,
}: {
  readonly alert: DrawnAlert;
  /** It is part of another one now, and keeps its place under a hand. */
  readonly isGone: boolean;
}): JSX.Element {
  const { id, severity, state, waits } = alert;
  const card = alert.cards[language.value];
  const link = `alert/${id}`;
  const isOpen = target.value === link;
  const key = `alert-${id}`;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    freeHeight(row.current);
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  // "Acknowledge" is a word of the list's own: what confirms something else has another one.
  const first = firstButtons(card.buttons);
  // Both rows of buttons wait for the same press.
  const controls = JSON.stringify(card.buttons);
  const isOpenStill = state !== 'recovered' && state !== 'closed';
  // Each has a place of its own, so that none comes where another one was when it comes or goes.
  const help = first.find((button) => button.id.startsWith('run'));
  // Of one that is taken on, taking it on again is on its card.
  const taken = state === 'acknowledged' ? undefined : first.find((button) => button !== help);
  const shown = (button: DrawnCard['buttons'][number]): JSX.Element => (
    <CardButton
      key={button.id}
      button={button === taken && state === 'firing' ? { ...button, label: words().acknowledge } : button}
      busy={busy}
      start={(pressedButton) => pressOfAlert(key, pressedButton, controls)}
    />
  );
  const details = (isOpenStill || taken !== undefined) && (
    <a class="action" href={isOpen ? '#' : `#${link}`}>
      {isOpen ? words().less : words().open}
    </a>
  );
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
      data-gone={isGone ? '' : undefined}
      ref={row}
    >
      <a class="alert-head" href={isOpen ? '#' : `#${link}`} aria-expanded={isOpen}>
        <span class="alert-severity">{words().severity[severity]}</span>{' '}
        <span class="alert-what" dir="auto">
          <Breakable text={alert.what[language.value]} />
        </span>
      </a>
      <AlertState alert={alert} />
      {(first.length > 0 || isOpenStill) && (
        <div class="buttons">
          {help ? shown(help) : details}
          {taken ? shown(taken) : help && details}
        </div>
      )}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isOpen && (
        <AlertMore
          alert={alert}
          without={help && taken ? [help, taken] : help ? [help] : taken ? [taken] : []}
        />
      )}
    </li>
  );
}
