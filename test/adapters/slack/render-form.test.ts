import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderForm } from '../../../adapters/slack/render-form.ts';
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
});
