import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../card/icon.tsx';
import { ask } from '../state/ask.ts';
import { setup } from '../state/store.ts';
import { withLive } from '../palette/live-lines.ts';
import { words } from '../words/words.ts';
import { matching, typed, type Completion } from './completion.ts';
import { draft, isTypedIn, setDraft } from './draft.ts';
import { askedBefore, noteAsked } from './history.ts';

/** The command line: history by arrow keys, completion, chips. */
export function Composer(): JSX.Element | null {
  const told = setup.value;
  const [isOpen, open] = useState(false);
  const [chosen, choose] = useState(-1);
  /** How many lines back from the newest; 0: what is being typed. */
  const [back, goBack] = useState(0);
  const typedBefore = useRef('');
  const list = useRef<HTMLUListElement>(null);
  const matches = isOpen && back === 0 && told ? matchesOf(told.completions, draft.value) : [];
  const isShown = matches.length > 0;

  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  if (!told) return null;

  function type(text: string): void {
    setDraft(text);
    goBack(0);
    choose(-1);
    open(true);
  }

  function take(index: number): void {
    const match = matches[index];
    if (match) type(match.isWhole ? match.line : `${typed(match.line)} `);
  }

  function recall(step: number): void {
    const before = askedBefore();
    const next = Math.max(0, Math.min(before.length, back + step));
    if (back === 0) typedBefore.current = draft.value;
    goBack(next);
    setDraft(next === 0 ? typedBefore.current : (before.at(-next) ?? ''));
  }

  function submit(): void {
    const text = draft.value.trim();
    if (text === '') return;
    noteAsked(text);
    ask(text);
    type('');
    open(false);
  }

  function onKey(event: KeyboardEvent): void {
    // Keys of an input method (Chinese) belong to it.
    if (event.isComposing) return;
    const isBrowsing = back > 0 || draft.value === '' || !isShown;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const step = event.key === 'ArrowUp' ? -1 : 1;
      if (isBrowsing) recall(-step);
      // From no choice (-1) up to the last one and down to the first.
      else choose(((chosen + 1 + step + matches.length + 1) % (matches.length + 1)) - 1);
    } else if (event.key === 'Tab' && !event.shiftKey && isShown) {
      event.preventDefault();
      take(Math.max(0, chosen));
    } else if (event.key === 'Enter' && chosen >= 0 && isShown) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape') {
      open(false);
    }
  }

  return (
    <footer class="composer">
      <ul
        class="matches"
        id="matches"
        ref={list}
        role="listbox"
        aria-label={words().matches}
        hidden={!isShown}
      >
        {matches.map(({ line, summary }, index) => (
          <li
            key={line}
            id={`match-${index}`}
            role="option"
            aria-selected={index === chosen}
            // Before the input loses its focus.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(index)}
          >
            <span class="match-line">{line}</span>
            <span class="match-summary">{summary}</span>
          </li>
        ))}
      </ul>
      {told.suggestions.length > 0 && (
        <div class="chips" role="group" aria-label={words().suggestions}>
          {told.suggestions.map((line) => (
            <button key={line} type="button" class="chip" dir="auto" onClick={() => ask(line)}>
              {line}
            </button>
          ))}
        </div>
      )}
      <form
        class="ask"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label class="prefix" for="line">
          /live
        </label>
        <input
          id="line"
          class="line"
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isShown}
          aria-controls="matches"
          aria-activedescendant={isShown && chosen >= 0 ? `match-${chosen}` : undefined}
          aria-label={words().commandLine}
          placeholder={words().placeholder}
          maxLength={2000}
          autocapitalize="off"
          autocomplete="off"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="send"
          ref={isTypedIn}
          value={draft.value}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => open(false)}
          onKeyDown={onKey}
        />
        <button class="send" type="submit" aria-label={words().send}>
          <Icon name="send" />
        </button>
      </form>
    </footer>
  );
}

type Match = Completion & { readonly isWhole?: boolean };

/** Commands by name, and past their name what is on air now. */
function matchesOf(completions: readonly Completion[], text: string): readonly Match[] {
  const commands = matching(completions, text);
  return commands.length > 0 ? commands : withLive(completions, text);
}
