import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { DrawnCard } from '../../render.ts';
import { pressed } from '../state/store.ts';
import { words } from '../words/words.ts';

/** The controls of a card as text: other ones are other controls, and wait for nothing. */
function controlsKey({ buttons, selects, links }: DrawnCard): string {
  return JSON.stringify([buttons, selects, links]);
}

interface Pressing {
  /** What the press is noted under: the message. */
  readonly of: string;
  readonly press: (button: string, controls: string) => void;
}

/** The buttons, selects and links of a card. */
export function Controls({ card, of, press }: Pressing & { readonly card: DrawnCard }): JSX.Element | null {
  const { buttons, selects, links } = card;
  if (buttons.length + selects.length + links.length === 0) return null;
  const key = controlsKey(card);
  const waiting = pressed.value.get(of);
  const busy = waiting?.of === key ? waiting.button : undefined;
  const start = (button: string): void => {
    if (busy === undefined) press(button, key);
  };
  return (
    <div class="controls">
      {buttons.length > 0 && (
        <div class="buttons">
          {buttons.map((button) => (
            <CardButton key={button.id} button={button} busy={busy} start={start} />
          ))}
        </div>
      )}
      {selects.map((select) => (
        <Choose key={select.id} select={select} busy={busy} start={start} />
      ))}
      {links.length > 0 && (
        <div class="buttons">
          {links.map(({ label, url }) => (
            // Opens beside the desk, which learns nothing of it.
            <a key={url} class="action" href={url} target="_blank" rel="noopener noreferrer">
              <bdi>{label}</bdi>
            </a>
          ))}
        </div>
      )}
    </div>
  );
}

/** A button of a card. While another one waits it keeps the focus, and does nothing. */
export function CardButton({
  button: { id, label, style, ask },
  busy,
  start,
}: {
  readonly button: DrawnCard['buttons'][number];
  readonly busy: string | undefined;
  readonly start: (button: string) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class={`action ${style ?? ''}`}
      data-button={id}
      aria-disabled={busy === undefined ? undefined : 'true'}
      aria-busy={busy === id ? 'true' : undefined}
      onClick={() => {
        if (busy === undefined && (ask === undefined || confirm(ask))) start(id);
      }}
    >
      <span class="spinner" aria-hidden="true" />
      <bdi>{label}</bdi>
    </button>
  );
}

/** A choice is sent by the button beside it, never by choosing: with the arrow keys one passes over the others. */
function Choose({
  select: { placeholder, choices },
  busy,
  start,
}: {
  readonly select: DrawnCard['selects'][number];
  readonly busy: string | undefined;
  readonly start: (button: string) => void;
}): JSX.Element {
  const [chosen, choose] = useState('');
  const menu = useRef<HTMLSelectElement>(null);
  const isThere = choices.some((choice) => choice.id === chosen);
  const go = (): void => {
    if (busy !== undefined) return;
    if (isThere) {
      start(chosen);
      choose('');
      return;
    }
    menu.current?.focus();
    // Where the browser allows it, one tap on the button opens the menu.
    if (menu.current && 'showPicker' in menu.current) menu.current.showPicker();
  };
  return (
    <div class="choose">
      <select
        ref={menu}
        aria-label={placeholder}
        value={isThere ? chosen : ''}
        onChange={(event) => choose(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && isThere) go();
        }}
      >
        <option value="">{placeholder}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
      <button
        type="button"
        class={`action ${isThere ? 'primary' : ''}`}
        aria-label={`${words().go}: ${placeholder}`}
        aria-disabled={busy === undefined ? undefined : 'true'}
        aria-busy={busy !== undefined && choices.some((choice) => choice.id === busy) ? 'true' : undefined}
        onClick={go}
      >
        <span class="spinner" aria-hidden="true" />
        <span>{words().go}</span>
      </button>
    </div>
  );
}
