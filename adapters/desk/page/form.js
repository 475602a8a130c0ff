import { byId, element, icon } from './element.js';
import { words } from './words.js';

/**
 * @typedef {{ name: string, label: string, hint?: string, value?: string, optional?: boolean, choices?: { value: string, label: string }[] }} Field
 * @typedef {{ id: string, title: string, submit: string, fields: Field[] }} Form
 */

/**
 * Opens a form. What was open before gives way.
 * @param {Form} form
 * @param {(values: Record<string, string>) => Promise<void>} submit rejects with a readable Error
 */
export function openForm(form, submit) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('form'));
  const cancel = element('button', { type: 'button', class: 'action' }, words().cancel);
  const send = element(
    'button',
    { type: 'submit', class: 'action primary' },
    element('span', { class: 'spinner', 'aria-hidden': 'true' }),
    element('span', { dir: 'auto' }, form.submit),
  );
  const close = element(
    'button',
    { type: 'button', class: 'quiet square', 'aria-label': words().close },
    icon('close'),
  );
  const problem = element('p', { class: 'problem', role: 'alert' });
  const body = element(
    'form',
    { autocomplete: 'off' },
    element('header', {}, element('h2', { id: 'form-title', dir: 'auto' }, form.title), close),
    element('div', { class: 'fields' }, ...form.fields.map(field)),
    problem,
    element('div', { class: 'buttons' }, send, cancel),
  );
  for (const button of [cancel, close]) button.addEventListener('click', () => dialog.close());
  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.getAttribute('aria-busy') === 'true') return;
    send.setAttribute('aria-busy', 'true');
    problem.textContent = '';
    try {
      await submit(valuesOf(body));
      dialog.close();
    } catch (error) {
      problem.textContent = error instanceof Error ? error.message : words().notSent;
    } finally {
      send.removeAttribute('aria-busy');
    }
  });
  if (dialog.open) dialog.close();
  dialog.replaceChildren(body);
  dialog.showModal();
  const first = body.querySelector('input, select');
  if (first instanceof HTMLElement) first.focus();
}

/** Empty optional fields are left out. @param {HTMLFormElement} form */
function valuesOf(form) {
  /** @type {[string, string][]} */
  const entries = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '') entries.push([name, value.trim()]);
  }
  return Object.fromEntries(entries);
}

/** @param {Field} field @param {number} index */
function field({ name, label, hint, value, optional, choices }, index) {
  const id = `field-${index}`;
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const shared = { id, name, required: !optional, 'aria-describedby': hintId, dir: 'auto' };
  return element(
    'div',
    { class: 'field' },
    element(
      'label',
      { for: id, dir: 'auto' },
      label,
      optional ? element('span', { class: 'small' }, ` (${words().optional})`) : undefined,
    ),
    choices
      ? select(shared, choices, value)
      : element('input', {
          ...shared,
          type: 'text',
          value,
          maxlength: '4000',
          autocapitalize: 'off',
          spellcheck: 'false',
        }),
    hint === undefined ? undefined : element('p', { id: hintId, class: 'small', dir: 'auto' }, hint),
  );
}

/**
 * @param {Record<string, string | boolean | undefined>} attributes
 * @param {{ value: string, label: string }[]} choices
 * @param {string | undefined} value
 */
function select(attributes, choices, value) {
  return element(
    'select',
    attributes,
    element('option', { value: '' }, words().choose),
    ...choices.map((choice) =>
      element('option', { value: choice.value, selected: choice.value === value }, choice.label),
    ),
  );
}
