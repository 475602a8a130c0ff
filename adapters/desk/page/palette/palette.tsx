import type { JSX } from 'preact';
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { typed } from '../conversation/completion.ts';
import { focusDraft, setDraft } from '../conversation/draft.ts';
import { ask } from '../state/ask.ts';
import { alerts, onAir, pane, setup } from '../state/store.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { found, type Found } from './find.ts';

const isOpen = signal(false);

/** Opens it. */
export function openPalette(): void {
  isOpen.value = true;
}

/** Whether it is open, and keys are its own. */
export function isPaletteOpen(): boolean {
  return isOpen.value;
}

/** Finds a command, a stream or an alert by a few letters, and goes there. */
export function Palette(): JSX.Element | null {
  return isOpen.value ? <OpenPalette /> : null;
}

function OpenPalette(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const [sought, seek] = useState('');
  const [chosen, choose] = useState(0);
  const hits = found(sought, {
    completions: setup.value?.completions ?? [],
    onAir: [...onAir.value.values()],
    alerts: [...alerts.value.values()],
    language: language.value,
  });
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function close(): void {
    isOpen.value = false;
  }

  function take(hit: Found | undefined): void {
    if (!hit) return;
    close();
    if (hit.kind === 'command' && hit.needsMore) {
      pane.value = 'conversation';
      setDraft(`${typed(hit.line)} `);
      requestAnimationFrame(focusDraft);
    } else if (hit.kind === 'command') {
      ask(hit.line);
    } else {
      location.hash = `#${hit.link}`;
    }
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose(hits.length === 0 ? 0 : (chosen + step + hits.length) % hits.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(hits[chosen]);
    }
  }

  return (
    <dialog class="dialog palette" aria-label={words().palette} ref={dialog} onClose={close}>
      <input
        type="text"
        role="combobox"
        autofocus
        aria-expanded="true"
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={hits.length > 0 ? `palette-${chosen}` : undefined}
        aria-label={words().palette}
        placeholder={words().palette}
        autocomplete="off"
        spellcheck={false}
        value={sought}
        onInput={(event) => {
          seek(event.currentTarget.value);
          choose(0);
        }}
        onKeyDown={onKey}
      />
      <ul class="palette-list" id="palette-list" role="listbox" aria-label={words().palette} ref={list}>
        {hits.map((hit, at) => (
          <li
            key={hit.key}
            id={`palette-${at}`}
            role="option"
            aria-selected={at === chosen}
            onClick={() => take(hit)}
          >
            <span class="badge">{kindWord(hit)}</span>
            <span class="match-line" dir="auto">
              {hit.title}
            </span>
            <span class="match-summary" dir="auto">
              {hit.about}
            </span>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p class="small">{words().paletteEmpty}</p>}
    </dialog>
  );
}

function kindWord({ kind }: Found): string {
  switch (kind) {
    case 'command':
      return words().kindCommand;
    case 'stream':
      return words().kindStream;
    case 'alert':
      return words().kindAlert;
  }
}
