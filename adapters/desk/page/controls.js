import { element, isolated } from './element.js';
import { words } from './words.js';

/**
 * @typedef {{ id: string, label: string, style?: 'primary' | 'danger', ask?: string }} Button
 * @typedef {{ id: string, placeholder: string, choices: { id: string, label: string }[] }} Select
 * @typedef {{ label: string, url: string }} Link
 * @typedef {(id: string, pressed: HTMLButtonElement) => void} Press
 */

/**
 * The buttons, selects and links of a card: those that `article` has where they are the same, new ones otherwise.
 * @param {HTMLElement} article
 * @param {{ buttons: Button[], selects: Select[], links: Link[] }} card
 * @param {Press} press
 * @returns {HTMLElement | undefined}
 */
export function drawControls(article, { buttons, selects, links }, press) {
  if (buttons.length + selects.length + links.length === 0) return undefined;
  const of = JSON.stringify([buttons, selects, links, words().go]);
  const old = [...article.children].find((child) => child.classList.contains('controls'));
  if (old instanceof HTMLElement && old.dataset.of === of) return old;
  const chosen = chosenIn(article);
  return element(
    'div',
    { class: 'controls', 'data-of': of },
    buttons.length > 0
      ? element('div', { class: 'buttons' }, ...buttons.map((button) => drawButton(button, press)))
      : undefined,
    ...selects.map((select) => drawSelect(select, chosen.get(select.id), press)),
    links.length > 0 ? element('div', { class: 'buttons' }, ...links.map(drawLink)) : undefined,
  );
}

/** What is chosen but not sent yet, by select. @param {HTMLElement} article @returns {Map<string, string>} */
function chosenIn(article) {
  return new Map(
    [...article.querySelectorAll('select')].map((select) => [select.dataset.select ?? '', select.value]),
  );
}

/** @param {Button} button @param {Press} press */
function drawButton({ id, label, style, ask }, press) {
  const made = element(
    'button',
    { type: 'button', class: `action ${style ?? ''}`, 'data-button': id },
    element('span', { class: 'spinner', 'aria-hidden': 'true' }),
    isolated(label),
  );
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled') === 'true') return;
    if (ask === undefined || confirm(ask)) press(id, made);
  });
  return made;
}

/** Opens beside the desk, which learns nothing of it. @param {Link} link */
function drawLink({ label, url }) {
  return element(
    'a',
    { class: 'action', href: url, target: '_blank', rel: 'noopener noreferrer' },
    isolated(label),
  );
}

/**
 * A choice is sent by the button beside it, never by choosing: with the arrow keys one passes over the others.
 * @param {Select} select
 * @param {string | undefined} chosen
 * @param {Press} press
 */
function drawSelect({ id, placeholder, choices }, chosen, press) {
  const menu = element(
    'select',
    { 'aria-label': placeholder, 'data-select': id },
    element('option', { value: '' }, placeholder),
    ...choices.map((choice) =>
      element('option', { value: choice.id, selected: choice.id === chosen }, choice.label),
    ),
  );
  const go = element(
    'button',
    { type: 'button', class: 'action', 'aria-label': `${words().go}: ${placeholder}` },
    element('span', { class: 'spinner', 'aria-hidden': 'true' }),
    element('span', {}, words().go),
  );
  const show = () => go.classList.toggle('primary', menu.value !== '');
  menu.addEventListener('change', show);
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && menu.value !== '') go.click();
  });
  go.addEventListener('click', () => {
    if (go.getAttribute('aria-disabled') === 'true') return;
    if (menu.value === '') {
      menu.focus();
      // Where the browser allows it, one tap on the button opens the menu.
      if ('showPicker' in menu) menu.showPicker();
      return;
    }
    press(menu.value, go);
    menu.value = '';
    show();
  });
  show();
  return element('div', { class: 'choose' }, menu, go);
}
