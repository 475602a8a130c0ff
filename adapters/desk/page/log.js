import { drawMessage } from './card.js';
import { byId, element, icon } from './element.js';
import { placeAfter } from './follow.js';
import { createPinned } from './pinned.js';
import { newId } from './wire.js';
import { words } from './words.js';

/** @typedef {import('./card.js').Message} Message */

const KEPT = 400;
/** After this long without a change a pressed button can be pressed again, ms. */
const PRESS_TIMEOUT = 30_000;

/**
 * The stream of messages and of what one asked oneself.
 * @param {(id: string, message: string, button: string) => Promise<void>} press sends a press; rejects with a readable Error
 */
export function createLog(press) {
  const scroller = byId('scroller');
  const list = byId('log');
  const newer = byId('newer');
  /** @type {Map<string, { message: Message, article: HTMLElement, cameAt: number }>} */
  const shown = new Map();
  /** @type {Map<string, HTMLElement>} */
  const asks = new Map();
  /** @type {Map<string, () => void>} what frees the buttons of a press */
  const pressed = new Map();
  const showPinned = createPinned();
  let unseen = 0;

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    unseen = 0;
    newer.hidden = true;
  }

  /** @param {HTMLElement} article */
  function isHeadInView(article) {
    const { top } = article.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    return article.isConnected && top >= view.top - 1 && top < view.bottom;
  }

  /**
   * Adds to the stream, and stays at its end if one was there; of what is taller than the screen the head is in sight.
   * @param {() => void} change
   * @param {boolean} [added]
   * @param {HTMLElement} [article]
   * @param {number} [cameAt] when the article came, ms of the page
   */
  function keepEnd(change, added = true, article, cameAt = 0) {
    const stood = { atEnd: atEnd(), headWasInView: article !== undefined && isHeadInView(article) };
    change();
    const isTall = article !== undefined && article.offsetHeight > scroller.clientHeight;
    const place = placeAfter({ ...stood, isTall, age: added ? undefined : performance.now() - cameAt });
    if (stood.atEnd) toEnd();
    if (place === 'head') article?.scrollIntoView({ block: 'start' });
    if (stood.atEnd || !added) return;
    unseen += 1;
    newer.hidden = false;
    newer.replaceChildren(icon('down'), words().newer(unseen));
  }

  /** @param {Message} message */
  function put(message) {
    const known = shown.get(message.id);
    const article = known?.article ?? element('article', { tabindex: '-1' });
    const cameAt = known?.cameAt ?? performance.now();
    const hadFocus = article.contains(document.activeElement);
    keepEnd(
      () => {
        drawMessage(article, message, (button, made) => void start(message, button, made, article));
        if (!known) list.append(article);
      },
      !known,
      article,
      cameAt,
    );
    shown.set(message.id, { message, article, cameAt });
    if (hadFocus && !article.contains(document.activeElement)) article.focus({ preventScroll: true });
    if (message.ask) settle(message.ask);
    trim();
    showPinned(shown.values());
  }

  /**
   * @param {Message} message
   * @param {string} button its id, or that of a choice
   * @param {HTMLButtonElement} made
   * @param {HTMLElement} article
   */
  async function start(message, button, made, article) {
    if (made.getAttribute('aria-disabled') === 'true') return;
    const all = [...article.querySelectorAll('button.action')];
    // aria-disabled keeps the focus where it is.
    for (const other of all) other.setAttribute('aria-disabled', 'true');
    made.setAttribute('aria-busy', 'true');
    const free = () => {
      for (const other of all) other.removeAttribute('aria-disabled');
      made.removeAttribute('aria-busy');
    };
    const id = newId();
    // Known before it is sent: the answer may be here before the acknowledgement.
    pressed.set(id, free);
    setTimeout(() => release(id), PRESS_TIMEOUT);
    try {
      await press(id, message.id, button);
    } catch (error) {
      release(id);
      article.querySelector('.problem')?.remove();
      const text = error instanceof Error ? error.message : words().notSent;
      keepEnd(() => article.append(element('p', { class: 'problem', role: 'alert' }, text)), false);
    }
  }

  /** @param {string} id */
  function release(id) {
    pressed.get(id)?.();
    pressed.delete(id);
  }

  /** An ask has its answer. @param {string} id */
  function settle(id) {
    const ask = asks.get(id);
    ask?.removeAttribute('data-waiting');
    ask?.querySelector('.visually-hidden')?.remove();
  }

  function trim() {
    while (list.childElementCount > KEPT) {
      const first = list.firstElementChild;
      if (!first) return;
      for (const [id, { article }] of shown) if (article === first) shown.delete(id);
      for (const [id, ask] of asks) if (ask === first) asks.delete(id);
      first.remove();
    }
  }

  newer.addEventListener('click', toEnd);
  scroller.addEventListener('scroll', () => {
    if (atEnd()) {
      unseen = 0;
      newer.hidden = true;
    }
  });

  return {
    toEnd,
    /** Takes in what the server has. @param {{ reset: boolean, messages: Message[] }} state */
    sync({ reset, messages }) {
      list.setAttribute('aria-busy', 'true');
      if (reset) {
        shown.clear();
        asks.clear();
        list.replaceChildren();
      }
      for (const message of [...messages].sort((a, b) => a.order - b.order)) put(message);
      showPinned(shown.values());
      if (reset) toEnd();
      list.removeAttribute('aria-busy');
    },
    put,
    /** The server has handled an ask or a press. @param {string} id */
    answered(id) {
      settle(id);
      release(id);
    },
    /** Shows what one asked. @param {string} id @param {string} line */
    asked(id, line) {
      const ask = element(
        'p',
        { class: 'asked', 'data-waiting': true },
        element('span', { class: 'asked-line', dir: 'auto' }, `/live ${line}`),
        element('span', { class: 'visually-hidden' }, words().asking),
      );
      asks.set(id, ask);
      list.append(ask);
      toEnd();
    },
    /** An ask did not arrive. @param {string} id @param {string} text @param {() => void} again */
    failed(id, text, again) {
      const ask = asks.get(id);
      if (!ask) return;
      settle(id);
      const retry = element('button', { type: 'button', class: 'quiet' }, words().again);
      const problem = element('span', { class: 'problem', role: 'alert' }, text, ' ', retry);
      retry.addEventListener('click', () => {
        problem.remove();
        ask.setAttribute('data-waiting', '');
        again();
      });
      keepEnd(() => ask.append(problem), false);
    },
    /** Draws everything anew, after the language changed. */
    redraw() {
      for (const { message, article } of shown.values()) {
        drawMessage(article, message, (button, made) => void start(message, button, made, article));
      }
    },
  };
}
