import { element, icon } from './element.js';
import { currentLanguage, words } from './words.js';

/**
 * @typedef {{ id: string, label: string, style?: 'primary' | 'danger' }} Button
 * @typedef {{
 *   tone: 'info' | 'ask' | 'progress' | 'success' | 'warning' | 'failure',
 *   title: string,
 *   lines: string[],
 *   facts: { label: string, value: string }[],
 *   table?: { columns: string[], rows: string[][] },
 *   code?: string,
 *   buttons: Button[],
 *   footer?: string,
 *   left: { lines: number, facts: number, rows: number },
 * }} Card
 * @typedef {{
 *   id: string, order: number, at: number, changedAt: number, edits: number, private: boolean, ask?: string, card: Card,
 * }} Message
 */

/**
 * Draws a message into its article.
 * @param {HTMLElement} article
 * @param {Message} message
 * @param {(button: Button, pressed: HTMLButtonElement) => void} press
 */
export function drawMessage(article, message, press) {
  const { card } = message;
  const titleId = `title-${message.order}`;
  article.className = 'card';
  article.dataset.tone = card.tone;
  article.setAttribute('aria-labelledby', titleId);
  article.removeAttribute('aria-busy');
  article.replaceChildren(
    element(
      'header',
      { class: 'card-head' },
      icon(card.tone),
      element('span', { class: 'tone' }, words()[card.tone]),
      message.private ? element('span', { class: 'badge' }, icon('private'), words().onlyYou) : undefined,
      time(message.changedAt),
    ),
    element('h2', { id: titleId, dir: 'auto' }, card.title),
    ...card.lines.map((line) => element('p', { dir: 'auto' }, line)),
    ...more(card.left.lines),
    ...(card.facts.length > 0 ? [facts(card)] : []),
    ...more(card.left.facts),
    ...(card.table ? [table(card.table, card.title)] : []),
    ...more(card.left.rows),
    ...(card.code === undefined
      ? []
      : [element('pre', { tabindex: '0', dir: 'auto' }, element('code', {}, card.code))]),
    ...(card.buttons.length > 0 ? [buttons(card.buttons, press)] : []),
    ...(card.footer === undefined ? [] : [element('footer', { class: 'small', dir: 'auto' }, card.footer)]),
  );
}

/** @param {Card} card */
function facts(card) {
  return element(
    'dl',
    { class: 'facts' },
    ...card.facts.map(({ label, value }) =>
      element('div', {}, element('dt', {}, isolated(label)), element('dd', {}, isolated(value))),
    ),
  );
}

/**
 * On a narrow screen each row becomes a block, so the roles are spelled out: display:block would take them away.
 * @param {{ columns: string[], rows: string[][] }} data
 * @param {string} title
 */
function table({ columns, rows }, title) {
  return element(
    'div',
    { class: 'table', tabindex: '0', role: 'region', 'aria-label': title },
    element(
      'table',
      { role: 'table' },
      element(
        'thead',
        { role: 'rowgroup' },
        element(
          'tr',
          { role: 'row' },
          ...columns.map((column) =>
            element('th', { role: 'columnheader', scope: 'col', dir: 'auto' }, column),
          ),
        ),
      ),
      element(
        'tbody',
        { role: 'rowgroup' },
        ...rows.map((row) =>
          element(
            'tr',
            { role: 'row' },
            ...row.map((cell, index) =>
              element('td', { role: 'cell', 'data-column': columns[index] ?? '' }, isolated(cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {Button[]} list
 * @param {(button: Button, pressed: HTMLButtonElement) => void} press
 */
function buttons(list, press) {
  return element(
    'div',
    { class: 'buttons' },
    ...list.map((button) => {
      const made = element(
        'button',
        { type: 'button', class: `action ${button.style ?? ''}`, 'data-button': button.id },
        element('span', { class: 'spinner', 'aria-hidden': 'true' }),
        isolated(button.label),
      );
      made.addEventListener('click', () => press(button, made));
      return made;
    }),
  );
}

/** Right-to-left text reads so, but stays in its column and does not reorder its neighbours. @param {string} text */
function isolated(text) {
  return element('bdi', {}, text);
}

/** @param {number} left */
function more(left) {
  return left > 0 ? [element('p', { class: 'small' }, words().left(left))] : [];
}

/** Local time; UTC in the title. @param {number} at ms UTC */
function time(at) {
  const date = new Date(at);
  const utc = date.toISOString();
  const local = date.toLocaleTimeString(currentLanguage(), { hour12: false });
  return element('time', { datetime: utc, title: `${utc.slice(0, 19).replace('T', ' ')} UTC` }, local);
}
