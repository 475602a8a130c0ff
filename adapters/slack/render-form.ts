import type { Form, FormField } from '../../src/reply.ts';
import { sentences } from '../../src/text/sentences.ts';
import { shorten } from '../../src/text/shorten.ts';
import { safeText, safeOnOneLine } from '../../src/text/safe-text.ts';
import { type PlainText, plainText } from './blocks.ts';
import { escapeText, escapeWithin } from './escape.ts';
import { LIMITS } from './limits.ts';

type Choice = NonNullable<FormField['choices']>[number];

interface Option {
  readonly text: PlainText;
  readonly value: string;
}

interface SelectElement {
  readonly type: 'static_select';
  readonly action_id: 'value';
  readonly options?: readonly Option[];
  readonly option_groups?: readonly { readonly label: PlainText; readonly options: readonly Option[] }[];
  readonly initial_option?: Option;
}

interface TextElement {
  readonly type: 'plain_text_input';
  readonly action_id: 'value';
  readonly multiline?: true;
  readonly placeholder?: PlainText;
  readonly initial_value?: string;
}

interface InputBlock {
  readonly type: 'input';
  readonly block_id: string;
  readonly label: PlainText;
  readonly hint?: PlainText;
  readonly optional: boolean;
  readonly element: SelectElement | TextElement;
}

type ModalBlock = InputBlock | { readonly type: 'section'; readonly text: PlainText };

/** A view for views.open. */
export interface Modal {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: PlainText;
  readonly submit: PlainText;
  readonly blocks: readonly ModalBlock[];
}

function within(text: string, limit: number): PlainText {
  return plainText(escapeWithin(safeOnOneLine(text) || '—', limit));
}

function option({ value, label }: Choice): Option {
  return { text: within(label, LIMITS.optionText), value };
}

function select(choices: readonly Choice[], value: string | undefined): SelectElement {
  const options = choices.map(option);
  const initial = options.find((one) => one.value === value);
  const chosen = initial ? { initial_option: initial } : {};
  const base = { type: 'static_select', action_id: 'value', ...chosen } as const;
  if (options.length <= LIMITS.options) return { ...base, options };
  const groups: { label: PlainText; options: Option[] }[] = [];
  for (let at = 0; at < options.length; at += LIMITS.options) {
    const part = options.slice(at, at + LIMITS.options);
    groups.push({ label: plainText(`${at + 1}–${at + part.length}`), options: part });
  }
  return { ...base, option_groups: groups };
}

/** Slack's menus hold 10,000 choices of 150 characters; a list beyond that is typed instead. */
function fitsMenu(choices: readonly Choice[] | undefined): choices is readonly Choice[] {
  return (
    choices !== undefined &&
    choices.length > 0 &&
    choices.length <= LIMITS.options * LIMITS.optionGroups &&
    choices.every(({ value }) => value !== '' && value.length <= LIMITS.optionValue)
  );
}

function text({ value = '', example, long = false }: FormField): TextElement {
  const initial = value.slice(0, LIMITS.inputValue);
  return {
    type: 'plain_text_input',
    action_id: 'value',
    ...(long && { multiline: true }),
    ...(example ? { placeholder: within(example, LIMITS.placeholder) } : {}),
    ...(initial ? { initial_value: initial } : {}),
  };
}

function input(field: FormField): InputBlock {
  const element = fitsMenu(field.choices) ? select(field.choices, field.value) : text(field);
  const hint = sentences(field.problem, field.hint);
  return {
    type: 'input',
    block_id: field.name,
    label: within(field.label, LIMITS.label),
    ...(hint ? { hint: within(hint, LIMITS.label) } : {}),
    optional: field.optional ?? false,
    element,
  };
}

/**
 * A form as a modal. `origin` is carried in private_metadata, so that the submission knows its channel. A title longer
 * than Slack's 24 characters is cut visibly and repeated in full as the first line.
 */
export function renderForm(form: Form, origin: string): Modal {
  const long = escapeText(form.title).length > LIMITS.modalTitle;
  const lead = [...(long ? [form.title] : []), ...(form.problem === undefined ? [] : [form.problem])].map(
    (line): ModalBlock => ({
      type: 'section',
      text: plainText(escapeWithin(safeText(line) || '—', LIMITS.plainText)),
    }),
  );
  return {
    type: 'modal',
    callback_id: form.id,
    private_metadata: origin,
    title: within(form.title, LIMITS.modalTitle),
    submit: within(form.submit, LIMITS.modalButton),
    blocks: [...lead, ...form.fields.slice(0, LIMITS.modalBlocks - lead.length).map(input)],
  };
}

/**
 * What is wrong in a form that was sent, by field, as its acknowledgement tells it. Only fields that are in it: Slack shows
 * a failure of ours where an error is for another one. Undefined where there is none.
 */
export function fieldErrors(
  form: Form,
  sent: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const errors = form.fields.flatMap(({ name, problem, brief }) =>
    problem !== undefined && sent.includes(name)
      ? [[name, shorten(safeOnOneLine(sentences(problem, brief)) || '—', LIMITS.fieldError)]]
      : [],
  );
  return errors.length === 0 ? undefined : (Object.fromEntries(errors) as Record<string, string>);
}
