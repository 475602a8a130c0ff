import { drawControls } from './controls.js';
import { lasting } from './elapsed.js';
import { element, icon, isolated } from './element.js';
import { fileAddress } from './wire.js';
import { currentLanguage, words } from './words.js';

/**
 * @typedef {import('./controls.js').Press} Press
 * @typedef {{
 *   tone: 'info' | 'ask' | 'progress' | 'success' | 'warning' | 'failure',
 *   title: string,
 *   lines: string[],
 *   facts: { label: string, value: string, ago?: { at: number, text: string } }[],
 *   table?: { columns: string[], rows: string[][] },
 *   picture?: { id: string, alt: string },
 *   file?: { id: string, name: string },
 *   code?: string,
 *   buttons: import('./controls.js').Button[],
 *   selects: import('./controls.js').Select[],
 *   links: import('./controls.js').Link[],
 *   footer?: string,
 *   left: { lines: number, facts: number, rows: number },
 * }} Card
 * @typedef {{
 *   id: string, order: number, at: number, changedAt: number, edits: number, private: boolean, pinned: boolean, ask?: string, card: Card,
 * }} Message
 */

/**
 * Draws a message into its article. Controls that stay the same stay the same elements: a menu that stands open, what
 * is chosen in it and where the focus is outlive a change of the text above.
 * @param {HTMLElement} article
 * @param {Message} message
 * @param {Press} press
 */
export function drawMessage(article, message, press) {
  const { card } = message;
  const titleId = `title-${message.order}`;
  article.className = 'card';
  article.dataset.tone = card.tone;
  article.setAttribute('aria-labelledby', titleId);
  article.removeAttribute('aria-busy');
  // What changes all the time is not read out each time.
  if (message.pinned) article.setAttribute('aria-live', 'off');
  else article.removeAttribute('aria-live');
  const controls = drawControls(article, card, press);
  for (const child of [...article.children]) if (child !== controls) child.remove();
  article.prepend(
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
    ...(card.picture ? [picture(card.picture)] : []),
    ...(card.table ? [table(card.table, card.title)] : []),
    ...more(card.left.rows),
    ...(card.file ? [file(card.file)] : []),
    ...(card.code === undefined
      ? []
      : [element('pre', { tabindex: '0', dir: 'auto' }, element('code', {}, card.code))]),
  );
  if (controls && controls.parentElement !== article) article.append(controls);
  if (card.footer !== undefined)
    article.append(element('footer', { class: 'small', dir: 'auto' }, card.footer));
}

/** Opens in full where it is touched. @param {{ id: string, alt: string }} picture */
function picture({ id, alt }) {
  const address = fileAddress(id);
  const image = element('img', { src: address, alt, loading: 'lazy' });
  return element('a', { class: 'picture', href: address, target: '_blank' }, image);
}

/** @param {{ id: string, name: string }} file */
function file({ id, name }) {
  return element('p', {}, element('a', { href: fileAddress(id), download: name }, name));
}

/** @param {Card} card */
function facts(card) {
  return element(
    'dl',
    { class: 'facts' },
    ...card.facts.map(({ label, value, ago }) =>
      element(
        'div',
        {},
        element('dt', {}, isolated(label)),
        element('dd', {}, ...signed(value), ...(ago ? [' · ', lastingSince(ago)] : [])),
      ),
    ),
  );
}

/** What is counted on is not read out each time. @param {{ at: number, text: string }} ago */
function lastingSince({ at, text }) {
  const now = lasting(Date.now() - at, currentLanguage());
  return element('span', { 'data-since': String(at), title: text, 'aria-live': 'off' }, now);
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
              element(
                'td',
                {
                  role: 'cell',
                  'data-column': columns[index] ?? '',
                  class: isShort(cell) ? 'short' : undefined,
                },
                isolated(cell),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Words and ids that are not to be broken. @param {string} cell */
function isShort(cell) {
  return cell.split(' ').every((word) => word.length <= 12);
}

/** A state's sign in its colour, where a value begins with one. @param {string} value */
function signed(value) {
  const [, sign, rest] = /^([●○⊘]) (.*)$/su.exec(value) ?? [];
  if (sign === undefined || rest === undefined) return [isolated(value)];
  return [element('span', { class: 'sign', 'data-sign': sign }, sign), ' ', isolated(rest)];
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
