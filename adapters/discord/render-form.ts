import type { Form, FormField } from '../../src/reply.ts';
import { safeText } from '../../src/text/safe-text.ts';
import { shorten } from '../../src/text/shorten.ts';
import { type LabelComponent, type Modal, type ModalSelect, type TextInput, textDisplay } from './message/components.ts';
import { BUDGETS, LIMITS } from './message/limits.ts';
import { escapeWithin } from './message/markdown.ts';
import { oneLine, orDash } from './message/or-dash.ts';

type Choices = NonNullable<FormField['choices']>;

/** Plain text: nothing in a modal but its text displays is read as markdown. */
function within(text: string, limit: number): string {
  return shorten(oneLine(text), limit);
}

/** Discord's menus hold 25 choices of 100 characters, each of them once; what does not fit is typed. */
function fitsMenu(choices: Choices | undefined): choices is Choices {
  return (
    choices !== undefined &&
    choices.length > 0 &&
    choices.length <= LIMITS.options &&
    new Set(choices.map(({ value }) => value)).size === choices.length &&
    choices.every(({ value }) => value !== '' && value.length <= LIMITS.optionText)
  );
}

/**
 * A choice that need not be made can be taken back on a phone only where none is enough (discord-api-docs #8272), which
 * Discord refuses of one that has to be (#8105).
 */
function select({ name, value, optional = false }: FormField, choices: Choices): ModalSelect {
  return {
    type: 3,
    custom_id: name,
    required: !optional,
    ...(optional && { min_values: 0 as const }),
    options: choices.map((choice) => ({
      label: within(choice.label, LIMITS.optionText),
      value: choice.value,
      ...(choice.value === value && { default: true as const }),
    })),
  };
}

/** Discord refuses a value with a line break in a field of one line, and one without a character. */
function input(field: FormField): TextInput {
  const { name, value = '', optional = false, long = false, choices } = field;
  const example = field.example ?? choices?.map((choice) => choice.value).join(', ');
  const isFilled = value !== '' && value.length <= LIMITS.fieldValue;
  return {
    type: 4,
    custom_id: name,
    style: long || /[\r\n\u2028\u2029]/u.test(value) ? 2 : 1,
    required: !optional,
    ...(example && { placeholder: within(example, LIMITS.fieldText) }),
    ...(isFilled && { value }),
  };
}

/** What is wrong comes first; then all there is to say, or as much as there is room for. */
function description({ hint, brief = hint, problem }: FormField): string | undefined {
  const fits = (text: string | undefined): text is string =>
    text !== undefined && oneLine(text).length <= LIMITS.fieldText;
  if (problem !== undefined) {
    const both = brief === undefined ? problem : `${problem} ${brief}`;
    return within(both, LIMITS.fieldText);
  }
  const text = fits(hint) ? hint : brief;
  return text === undefined ? undefined : within(text, LIMITS.fieldText);
}

function field(one: FormField): LabelComponent {
  const text = description(one);
  return {
    type: 18,
    label: within(one.label, LIMITS.fieldLabel),
    ...(text === undefined ? {} : { description: text }),
    component: fitsMenu(one.choices) ? select(one, one.choices) : input(one),
  };
}

/** A form as a modal. What is wrong with the form as a whole stands above its fields, where there is room. */
export function renderForm(form: Form): Modal {
  const fields = form.fields.slice(0, LIMITS.modalParts).map(field);
  const hasRoom = form.problem !== undefined && fields.length < LIMITS.modalParts;
  const lead = hasRoom ? [textDisplay(escapeWithin(orDash(safeText(form.problem ?? '')), BUDGETS.compact))] : [];
  return {
    custom_id: form.id,
    title: within(form.title, LIMITS.modalTitle),
    components: [...lead, ...fields],
  };
}
