import { endsInChinese } from '../../src/card/ends-in-chinese.ts';
import type { Form, FormField } from '../../src/reply.ts';
import { safeText } from '../../src/text/safe-text.ts';
import { sentences } from '../../src/text/sentences.ts';
import { shorten } from '../../src/text/shorten.ts';
import { TONE_SIGN } from '../../src/text/tone-sign.ts';
import {
  type LabelComponent,
  type Modal,
  type ModalSelect,
  type TextInput,
  textDisplay,
} from './message/components.ts';
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

/** What a field takes stays in full where something is wrong with it: that stands in its name. */
function label({ label: name, problem }: FormField): string {
  if (problem === undefined) return within(name, LIMITS.fieldLabel);
  const colon = endsInChinese(name) ? '：' : ':';
  return within(sentences(TONE_SIGN.warning, `${name}${colon}`, problem), LIMITS.fieldLabel);
}

/** All there is to say, or as much as there is room for. An example that stands in the field is not said twice. */
function description(
  { hint, brief = hint }: FormField,
  component: LabelComponent['component'],
): string | undefined {
  const isEmpty = component.type === 4 && component.value === undefined;
  const example = isEmpty ? (component.placeholder ?? '') : '';
  const isSaid = example !== '' && example.length <= LIMITS.seenPlaceholder;
  const fits = hint !== undefined && oneLine(hint).length <= LIMITS.fieldText;
  const text = isSaid || !fits ? brief : hint;
  return text === undefined ? undefined : within(text, LIMITS.fieldText);
}

function field(one: FormField): LabelComponent {
  const component = fitsMenu(one.choices) ? select(one, one.choices) : input(one);
  const text = description(one, component);
  return {
    type: 18,
    label: label(one),
    ...(text === undefined ? {} : { description: text }),
    component,
  };
}

/** A form as a modal. What is wrong with the form as a whole stands above its fields, where there is room. */
export function renderForm(form: Form): Modal {
  const fields = form.fields.slice(0, LIMITS.modalParts).map(field);
  const hasRoom = form.problem !== undefined && fields.length < LIMITS.modalParts;
  const lead = hasRoom
    ? [textDisplay(escapeWithin(orDash(safeText(form.problem ?? '')), BUDGETS.compact))]
    : [];
  return {
    custom_id: form.id,
    title: within(form.title, LIMITS.modalTitle),
    components: [...lead, ...fields],
  };
}
