import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldErrors, renderForm } from '../../../adapters/slack/render-form.ts';
import type { Form, FormField } from '../../../src/reply.ts';
import { ModalSchema } from '../../fakes/slack/block-kit.ts';
import { hostileText } from './any-card.ts';

function formOf(...fields: FormField[]): Form {
  return { kind: 'form', id: 'form:1', title: 'Drop', submit: 'Preview', fields };
}

const choicesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `Choice ${at}` }));

describe('a form in Slack', () => {
  it('offers up to 100 choices in one menu and more in groups, none lost', () => {
    const field = { name: 'stream', label: 'Stream', value: 'v120', choices: choicesOf(250) };
    const { blocks } = ModalSchema.parse(renderForm(formOf(field), '{}'));
    expect(blocks[0]).toMatchObject({
      element: {
        option_groups: [
          { label: { text: '1–100' } },
          { label: { text: '101–200' } },
          { label: { text: '201–250', type: 'plain_text' } },
        ],
        initial_option: { value: 'v120' },
      },
    });
  });

  it('lets people type what no menu can hold', () => {
    const long = [{ value: 'v'.repeat(151), label: 'Long' }];
    const { blocks } = renderForm(formOf({ name: 'a', label: 'A', choices: long }), '{}');
    expect(blocks[0]).toMatchObject({ element: { type: 'plain_text_input' } });
  });

  it('stays within every limit, whatever is in it', () => {
    const field = (at: number): fc.Arbitrary<FormField> =>
      fc.record(
        {
          name: fc.constant(`field${at}`),
          label: hostileText,
          hint: hostileText,
          value: hostileText,
          optional: fc.boolean(),
          choices: fc
            .array(hostileText, { maxLength: 120 })
            .map((labels) => labels.map((label, index) => ({ value: `v${index}`, label }))),
        },
        { requiredKeys: ['name', 'label'] },
      );
    fc.assert(
      fc.property(
        hostileText,
        hostileText,
        fc.tuple(field(0), field(1), field(2)),
        (title, submit, fields) => {
          ModalSchema.parse(renderForm({ ...formOf(...fields), title, submit }, '{}'));
        },
      ),
    );
  });

  it('gives long text several lines, and shows an example while it is empty', () => {
    const field = { name: 'why', label: 'Why', long: true, example: 'Example: fault' };
    expect(renderForm(formOf(field), '{}').blocks[0]).toMatchObject({
      element: { multiline: true, placeholder: { text: 'Example: fault' } },
    });
  });

  it('says above its fields what is wrong with all of it, and at a field what is wrong with that', () => {
    const field = { name: 'for', label: 'For', hint: 'how long', problem: '"soon" does not work here.' };
    const { blocks } = ModalSchema.parse(renderForm({ ...formOf(field), problem: 'Gone & over' }, '{}'));
    expect(blocks).toMatchObject([
      { type: 'section', text: { text: 'Gone &amp; over' } },
      { type: 'input', hint: { text: '"soon" does not work here. how long' } },
    ]);
  });
});

describe('what is wrong in a form that was sent to Slack', () => {
  const wrong = formOf(
    { name: 'for', label: 'For', brief: 'how long', problem: '"soon" does not work here.' },
    { name: 'stream', label: 'Stream' },
    { name: 'why', label: 'Why', problem: 'x'.repeat(2_000) },
  );

  it('stands at its field, with what that takes, and not too long', () => {
    expect(fieldErrors(wrong, ['for', 'stream', 'why'])).toEqual({
      for: '"soon" does not work here. how long',
      why: `${'x'.repeat(299)}…`,
    });
  });

  // java-slack-sdk #673, slack-go #804: an error for what is not in the modal shows as "trouble connecting".
  it('names no field that the form has not', () => {
    expect(fieldErrors(wrong, ['for'])).toEqual({ for: '"soon" does not work here. how long' });
    expect(fieldErrors(wrong, ['stream'])).toBeUndefined();
    expect(fieldErrors(formOf({ name: 'a', label: 'A' }), ['a'])).toBeUndefined();
  });
});
