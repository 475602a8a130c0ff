import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../adapters/discord/render-form.ts';
import type { LabelComponent } from '../../../adapters/discord/message/components.ts';
import type { Form, FormField } from '../../../src/reply.ts';
import { ModalSchema } from '../../fakes/discord/message-schema.ts';
import { openApiSchema } from '../../fakes/discord/openapi.ts';
import { hostileText } from './any-card.ts';

function formOf(...fields: FormField[]): Form {
  return { kind: 'form', id: 'form:1', title: 'Drop', submit: 'Preview', fields };
}

/** The one field of a form. */
function shown(field: Partial<FormField>): LabelComponent {
  const [only] = renderForm(formOf({ name: 'for', label: 'for', ...field })).components;
  if (only?.type !== 18) throw new Error('no field');
  return only;
}

const choicesOf = (count: number, length = 1) =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`.padEnd(length, 'x'), label: `Choice ${at}` }));

describe('a form in Discord', () => {
  it('has a field for what is typed, with what it takes and an example', () => {
    const field = {
      hint: 'how long, 90 at most. Example: 2h',
      brief: 'how long, 90 at most',
      example: 'Example: 2h',
    };
    expect(shown(field)).toEqual({
      type: 18,
      label: 'for',
      description: 'how long, 90 at most',
      component: { type: 4, custom_id: 'for', style: 1, required: true, placeholder: 'Example: 2h' },
    });
  });

  it('says the example beside what is filled in, where there is room', () => {
    const field = (brief: string, value: string, example = 'Example: 2h') =>
      shown({ hint: `${brief}. ${example}`, brief, example, value }).description;
    expect(field('how long', '5h')).toBe('how long. Example: 2h');
    expect(field('x'.repeat(95), '5h')).toBe('x'.repeat(95));
    // discord-api-docs #6275: of a long one the end is not seen while the field is empty.
    const long = `Example: ${'y'.repeat(60)}`;
    expect(field('how long', '', long)).toBe(`how long. ${long}`);
  });

  it('says in the name of a field what is wrong with it, and leaves what it takes as it is', () => {
    const problem = '"soon" does not work here.';
    expect(shown({ problem, brief: 'how long', hint: 'how long', value: 'soon' })).toMatchObject({
      label: '⚠️ for: "soon" does not work here.',
      description: 'how long',
    });
    expect(shown({ label: '时长', problem: '不能填“soon”。' }).label).toBe('⚠️ 时长：不能填“soon”。');
  });

  it('has a menu for up to 25 choices, and what was chosen is chosen', () => {
    const { component } = shown({ choices: choicesOf(25), value: 'v3' });
    expect(component).toMatchObject({ type: 3, required: true });
    expect('options' in component && component.options.filter((one) => one.default)).toMatchObject([
      { value: 'v3' },
    ]);
  });

  // discord-api-docs #8272: on a phone a choice could not be taken back; #8105: Discord refuses 0 of what is required.
  it('lets a choice be taken back that need not be made, and says nothing of how many otherwise', () => {
    expect(shown({ choices: choicesOf(2), optional: true }).component).toMatchObject({
      required: false,
      min_values: 0,
    });
    expect(shown({ choices: choicesOf(2) }).component).not.toHaveProperty('min_values');
  });

  it.each([
    ['more choices than a menu holds', choicesOf(26)],
    ['a choice that is too long', choicesOf(2, 101)],
    ['two of the same', [...choicesOf(1), ...choicesOf(1)]],
    ['none', []],
  ])('is typed into where there is %s', (_what, choices) => {
    const { component } = shown({ choices });
    expect(component.type).toBe(4);
    if (choices.length > 0)
      expect('placeholder' in component && component.placeholder).toContain(choices[0]!.value.slice(0, 50));
  });

  // Discord.Net #2789: "Invalid Form Body". discord.js #10805: an empty value is refused as well.
  it('gives room to text that is long or has several lines, and fills in nothing where there is nothing', () => {
    expect(shown({ long: true }).component).toMatchObject({ style: 2 });
    expect(shown({ value: 'one\ntwo' }).component).toMatchObject({ style: 2, value: 'one\ntwo' });
    expect(shown({ value: '' }).component).not.toHaveProperty('value');
  });

  it('never cuts a value: cut short it would name something else', () => {
    expect(shown({ value: 'x'.repeat(4_000) }).component).toMatchObject({ value: 'x'.repeat(4_000) });
    expect(shown({ value: 'x'.repeat(4_001) }).component).not.toHaveProperty('value');
  });

  it('says above its fields what is wrong with all of it, where there is room', () => {
    const fields = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `f${at}`, label: `f${at}` }));
    const types = (count: number) =>
      renderForm({ ...formOf(...fields(count)), problem: '<@1> is *gone*' }).components.map(
        ({ type }) => type,
      );
    expect(types(4)).toEqual([10, 18, 18, 18, 18]);
    expect(types(5)).toEqual([18, 18, 18, 18, 18]);
    expect(renderForm({ ...formOf(...fields(1)), problem: '<@1> is *gone*' }).components[0]).toMatchObject({
      content: '\\<\\@1\\> is \\*gone\\*',
    });
  });

  const field = (at: number): fc.Arbitrary<FormField> =>
    fc.record(
      {
        name: fc.constant(`field${at}`),
        label: hostileText,
        hint: hostileText,
        brief: hostileText,
        example: hostileText,
        problem: hostileText,
        value: hostileText,
        optional: fc.boolean(),
        long: fc.boolean(),
        choices: fc
          .array(hostileText, { maxLength: 40 })
          .map((labels) => labels.map((label, index) => ({ value: `v${index}`, label }))),
      },
      { requiredKeys: ['name', 'label'] },
    );
  const anyForm = fc
    .tuple(
      hostileText,
      hostileText,
      fc.option(hostileText, { nil: undefined }),
      fc.tuple(...[0, 1, 2, 3, 4, 5].map(field)),
      fc.integer({ min: 1, max: 6 }),
    )
    .map(([title, submit, problem, fields, count]): Form => ({
      ...formOf(...fields.slice(0, count)),
      ...{ title, submit },
      ...(problem !== undefined && { problem }),
    }));

  it('stays within every limit, whatever is in it', () => {
    const schema = openApiSchema('ModalInteractionCallbackRequestData');
    fc.assert(
      fc.property(anyForm, (form) => {
        const modal = renderForm(form);
        expect(ModalSchema.safeParse(modal).error?.issues).toBeUndefined();
        expect(schema.safeParse(modal).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
