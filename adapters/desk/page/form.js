import { byId, element, icon } from './element.js';
import { answersWhatWasSent, problemsIn } from './sent-form.js';
import { newId } from './wire.js';
import { words } from './words.js';

/**
 * @typedef {{ name: string, label: string, hint?: string, example?: string, value?: string, problem?: string, optional?: boolean, choices?: { value: string, label: string }[] }} Field
 * @typedef {{ id: string, title: string, submit: string, problem?: string, ask?: string, fields: Field[] }} Form
 * @typedef {(ask: string, form: string, values: Record<string, string>) => Promise<void>} Submit rejects with a readable Error
 */

/** After so long without an answer a form can be sent again, ms. */
const PATIENCE = 30_000;

/**
 * The form that stands open, and the ask that it was sent with.
 * @type {{ form: Form, sent: string | undefined, mark: (form: Form) => void, close: () => void } | undefined}
 */
let open;

/**
 * Opens a form. What was open before gives way, unless this only says what is wrong with what was sent from it: then all
 * that was typed stays.
 * @param {Form} form
 * @param {Submit} submit
 */
export function openForm(form, submit) {
  if (open && answersWhatWasSent(open, form)) open.mark(form);
  else open = draw(form, submit);
}

/** An ask was answered: the form that it came from is done with. @param {string} ask */
export function formAnswered(ask) {
  if (open?.sent === ask) open.close();
}

/**
 * @param {Form} form
 * @param {Submit} submit
 */
function draw(form, submit) {
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
  const problem = element('p', { class: 'problem', role: 'alert', dir: 'auto' });
  const body = element(
    'form',
    { autocomplete: 'off' },
    element('header', {}, element('h2', { id: 'form-title', dir: 'auto' }, form.title), close),
    element('div', { class: 'fields' }, ...form.fields.map(field)),
    problem,
    element('div', { class: 'buttons' }, send, cancel),
  );
  const drawn = {
    form,
    sent: /** @type {string | undefined} */ (undefined),
    mark,
    close: () => dialog.close(),
  };

  function free() {
    drawn.sent = undefined;
    send.removeAttribute('aria-busy');
  }

  /** @param {Form} wrong */
  function mark(wrong) {
    drawn.form = wrong;
    free();
    markProblems(body, wrong);
    problem.textContent = wrong.problem ?? '';
  }

  for (const button of [cancel, close]) button.addEventListener('click', drawn.close);
  body.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (drawn.sent !== undefined) return;
    const ask = newId();
    // Known before it is sent: the answer may be here before the acknowledgement.
    drawn.sent = ask;
    send.setAttribute('aria-busy', 'true');
    problem.textContent = '';
    setTimeout(() => drawn.sent === ask && free(), PATIENCE);
    try {
      await submit(ask, drawn.form.id, valuesOf(body));
    } catch (error) {
      free();
      problem.textContent = error instanceof Error ? error.message : words().notSent;
    }
  });
  if (dialog.open) dialog.close();
  // What is closed is not marked any more: what is wrong with it opens it again.
  dialog.onclose = () => {
    if (!dialog.open) open = undefined;
  };
  dialog.replaceChildren(body);
  dialog.showModal();
  const first = body.querySelector('input, select');
  if (first instanceof HTMLElement) first.focus();
  mark(form);
  return drawn;
}

/**
 * Says at each field what is wrong with it, and goes to the first.
 * @param {HTMLElement} body
 * @param {Form} form
 */
function markProblems(body, form) {
  const problems = problemsIn(form);
  for (const [name, text] of problems) {
    const input = body.querySelector(`[name="${CSS.escape(name)}"]`);
    const said = body.querySelector(`[data-problem="${CSS.escape(name)}"]`);
    if (!input || !said) continue;
    said.textContent = text;
    if (text === '') input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  }
  const wrong = body.querySelector('[aria-invalid]');
  if (wrong instanceof HTMLElement) wrong.focus();
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
function field({ name, label, hint, example, value, optional, choices }, index) {
  const id = `field-${index}`;
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  const problemId = `${id}-problem`;
  const described = [problemId, hintId].filter(Boolean).join(' ');
  const shared = { id, name, required: !optional, 'aria-describedby': described, dir: 'auto' };
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
          placeholder: example,
          maxlength: '4000',
          autocapitalize: 'off',
          spellcheck: 'false',
        }),
    element('p', { id: problemId, class: 'problem', 'data-problem': name, dir: 'auto' }),
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
