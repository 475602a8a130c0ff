import fc from 'fast-check';
import type { Button, Card, Select } from '../../src/reply.ts';

const PIECES = [
  '_',
  '```',
  '\n',
  '直播间',
  '主路信号',
  'שלום',
  'مرحبا',
  '\u202e',
  '👩‍👩‍👧‍👦',
  '🔴',
  '\ud83d',
  'e\u0301',
  ':fire:',
  'live.example.com/live/main',
  ' ',
  '\u0000',
];

/** Text as nobody wishes it: this markup, Chinese, right-to-left, emoji and their halves, short and very long. */
export function textOf(markup: readonly string[]): fc.Arbitrary<string> {
  const pieces = [...markup, ...PIECES];
  return fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 6_000 }))
      .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)),
  );
}

/** Any card that the core could make of such text, with at most so many controls. */
export function cardsOf(
  text: fc.Arbitrary<string>,
  most: { readonly buttons: number; readonly selects: number; readonly choices: number },
): fc.Arbitrary<Card> {
  const buttons: fc.Arbitrary<Button[]> = fc
    .array(
      fc.record(
        { label: text, style: fc.constantFrom('primary' as const, 'danger' as const) },
        { requiredKeys: ['label'] },
      ),
      { maxLength: most.buttons },
    )
    .map((all) => all.map((button, at) => ({ ...button, id: `b${at}` })));

  const selects: fc.Arbitrary<Select[]> = fc
    .array(fc.tuple(text, fc.array(text, { maxLength: most.choices })), { maxLength: most.selects })
    .map((all) =>
      all.map(([placeholder, labels], at) => ({
        id: `s${at}`,
        placeholder,
        choices: labels.map((label, index) => ({ id: `s${at}c${index}`, label })),
      })),
    );

  const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
    fc.record({
      columns: fc.array(text, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(text, { minLength: width, maxLength: width }), { maxLength: 40 }),
    }),
  );

  return fc.record(
    {
      kind: fc.constant('card' as const),
      tone: fc.constantFrom('info', 'ask', 'progress', 'success', 'warning', 'failure'),
      title: text,
      visibility: fc.constantFrom('channel', 'asker'),
      lines: fc.array(text, { maxLength: 60 }),
      facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 60 }),
      table,
      code: text,
      buttons,
      selects,
      links: fc.array(
        text.map((label) => ({ label, url: 'https://p.example.com/live?stream=a%20b' })),
        { maxLength: 2 },
      ),
      footer: text,
    },
    { requiredKeys: ['kind', 'tone', 'title', 'visibility'] },
  );
}
