import { byId, element } from './element.js';
import { matching, typed } from './completion.js';
import { words } from './words.js';

const HISTORY = 50;
const HISTORY_KEY = 'airdesk.history';

/**
 * The command line: history by arrow keys, completion, chips.
 * @param {(line: string) => void} ask
 */
export function createComposer(ask) {
  const input = /** @type {HTMLInputElement} */ (byId('line'));
  const list = byId('matches');
  const chips = byId('chips');
  /** @type {import('./wire.js').Completion[]} */
  let completions = [];
  /** @type {import('./wire.js').Completion[]} */
  let matches = [];
  let chosen = -1;
  const history = readHistory();
  let place = history.length;
  let draft = '';

  function showMatches() {
    matches = place < history.length ? [] : matching(completions, input.value);
    chosen = -1;
    drawMatches();
  }

  function hideMatches() {
    matches = [];
    drawMatches();
  }

  function drawMatches() {
    list.hidden = matches.length === 0;
    input.setAttribute('aria-expanded', String(matches.length > 0));
    list.replaceChildren(
      ...matches.map(({ line, summary }, index) => {
        const option = element(
          'li',
          { id: `match-${index}`, role: 'option', 'aria-selected': String(index === chosen) },
          element('span', { class: 'match-line' }, line),
          element('span', { class: 'match-summary' }, summary),
        );
        // Before the input loses its focus.
        option.addEventListener('pointerdown', (event) => event.preventDefault());
        option.addEventListener('click', () => take(index));
        return option;
      }),
    );
    if (chosen < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `match-${chosen}`);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} index */
  function take(index) {
    const match = matches[index];
    if (!match) return;
    input.value = `${typed(match.line)} `;
    showMatches();
    input.focus();
  }

  /** @param {number} step */
  function move(step) {
    // From no choice (-1) up to the last one and down to the first.
    chosen = ((chosen + 1 + step + matches.length + 1) % (matches.length + 1)) - 1;
    drawMatches();
  }

  /** @param {number} step */
  function recall(step) {
    if (place === history.length) draft = input.value;
    place = Math.max(0, Math.min(history.length, place + step));
    input.value = history[place] ?? draft;
    hideMatches();
  }

  /** @param {string} line */
  function submit(line) {
    const text = line.trim();
    if (text === '') return;
    if (history.at(-1) !== text) history.push(text);
    history.splice(0, history.length - HISTORY);
    place = history.length;
    writeHistory(history);
    hideMatches();
    ask(text);
  }

  input.addEventListener('input', () => {
    place = history.length;
    showMatches();
  });
  input.addEventListener('blur', hideMatches);
  input.addEventListener('keydown', (event) => {
    // Keys of an input method (Chinese) belong to it.
    if (event.isComposing) return;
    const browsing = place < history.length || input.value === '' || matches.length === 0;
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      const step = event.key === 'ArrowUp' ? -1 : 1;
      if (browsing) recall(step);
      else move(step);
    } else if (event.key === 'Tab' && !event.shiftKey && matches.length > 0) {
      event.preventDefault();
      take(Math.max(0, chosen));
    } else if (event.key === 'Enter' && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Escape') {
      hideMatches();
    }
  });
  byId('ask').addEventListener('submit', (event) => {
    event.preventDefault();
    submit(input.value);
    input.value = '';
  });
  document.addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof HTMLElement && event.target.closest('input, select, textarea, dialog');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });

  return {
    /** @param {import('./wire.js').Setup} setup */
    offer(setup) {
      completions = setup.completions;
      input.placeholder = words().placeholder;
      input.setAttribute('aria-label', words().commandLine);
      list.setAttribute('aria-label', words().matches);
      chips.setAttribute('aria-label', words().suggestions);
      chips.hidden = setup.suggestions.length === 0;
      chips.replaceChildren(
        ...setup.suggestions.map((line) => {
          const chip = element('button', { type: 'button', class: 'chip', dir: 'auto' }, line);
          chip.addEventListener('click', () => submit(line));
          return chip;
        }),
      );
    },
    submit,
    focus: () => input.focus(),
  };
}

/** @returns {string[]} */
function readHistory() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(HISTORY_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((line) => typeof line === 'string').slice(-HISTORY) : [];
  } catch {
    return [];
  }
}

/** @param {string[]} history */
function writeHistory(history) {
  try {
    sessionStorage.setItem(HISTORY_KEY, JSON.stringify(history));
  } catch {
    // Storage is full or forbidden: history lasts as long as the page.
  }
}
