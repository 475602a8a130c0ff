import fc from 'fast-check';
import type { Button, Card, Form, Select, Table } from '../../src/reply.ts';

/** What names from outside are made of at their worst. None holds the `…` that marks a cut. */
const PIECES = [
  '<!channel>',
  '<!here|here>',
  '<@U123>',
  '<@!123>',
  '<@&456>',
  '<#789>',
  '<t:0>',
  '<t:1:R>',
  '</live:1>',
  '<:fire:123>',
  '@everyone',
  '@here',
  '[x](http://y.example)',
  'https://evil.example/?a=1&b=2',
  'discord.gg/airdesk',
  '`',
  '```',
  '*',
  '**bold**',
  '_',
  '__',
  '~~',
  '||',
  '>',
  '>>> ',
  '# ',
  '-# ',
  '- ',
  '1. ',
  '&lt;',
  '&amp;',
  '&',
  '\\',
  '<b onload="alert(1)">',
  '</script>',
  ':fire:',
  '"',
  '\n',
  '\t',
  '\r\n',
  '\u2028',
  '直播间',
  '主路信号：',
  '「备用」',
  'שלום',
  'مرحبا بالعالم',
  '\u202e',
  '\u2066',
  '👩‍👩‍👧‍👦',
  '🏳️‍🌈',
  '🔴',
  '\ud83d',
  '\udc68',
  'e\u0301',
  'live.example.com/live/main',
  ' ',
  '\u00a0',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\ufffe',
];

const unmarked = (text: string): string => text.replaceAll('…', '.');

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join(''));
const letters = fc.string({ unit: 'binary', maxLength: 40 }).map(unmarked);
const long = fc
  .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 6_000 }))
  .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));

/** Any text. */
const hostileText = fc.oneof({ arbitrary: pieces, weight: 3 }, letters, long);

/** At most `max` UTF-16 units of it. */
function hostileWithin(max: number): fc.Arbitrary<string> {
  return fc.oneof(pieces, letters).map((text) => text.slice(0, max));
}

/** What a person can type or a platform can carry: no halves of characters, not blank. */
export function typed(max: number): fc.Arbitrary<string> {
  return hostileWithin(max)
    .map((text) => text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\u0000\r\n\u2028]/g, ' '))
    .filter((text) => text.trim() !== '');
}

/** Ids of the core: at most 100 characters, unique on the card. Some carry a whole command line. */
const idText = hostileWithin(80).map((text) =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\u0000', '')
    .trim(),
);

function numbered<T>(prefix: string, list: readonly [string, T][]): [string, T][] {
  return list.map(([text, rest], at) => [`${prefix}${at}:${text}`, rest]);
}

function buttons(max: number, label: fc.Arbitrary<string>): fc.Arbitrary<Button[]> {
  const rest = fc.record(
    { label, style: fc.constantFrom('primary' as const, 'danger' as const), ask: label },
    { requiredKeys: ['label'] },
  );
  return fc
    .array(fc.tuple(idText, rest), { maxLength: max })
    .map((list) => numbered('b', list).map(([id, button]) => ({ id, ...button })));
}

function selects(max: number, most: number, label: fc.Arbitrary<string>): fc.Arbitrary<Select[]> {
  const choices = fc.array(fc.tuple(idText, label), { minLength: 1, maxLength: most });
  return fc.array(fc.tuple(label, choices), { maxLength: max }).map((list) =>
    list.map(([placeholder, given], at) => ({
      id: `menu-${at}`,
      placeholder,
      choices: numbered(`c${at}-`, given).map(([id, name]) => ({ id, label: name })),
    })),
  );
}

function table(most: number, cell: fc.Arbitrary<string>): fc.Arbitrary<Table> {
  return fc.integer({ min: 1, max: most }).chain((width) => {
    const row = fc.array(cell, { minLength: width, maxLength: width });
    return fc.record({ columns: row, rows: fc.array(row, { maxLength: most * 10 }) });
  });
}

function cards(parts: {
  readonly text: fc.Arbitrary<string>;
  readonly label: fc.Arbitrary<string>;
  readonly many: number;
  readonly buttons: number;
  readonly selects: number;
  readonly choices: number;
  readonly columns: number;
}): fc.Arbitrary<Card> {
  const { text, label, many } = parts;
  return fc.record(
    {
      kind: fc.constant('card' as const),
      tone: fc.constantFrom('info', 'ask', 'progress', 'success', 'warning', 'failure'),
      title: text,
      visibility: fc.constantFrom('channel', 'asker'),
      lines: fc.array(text, { maxLength: many }),
      facts: fc.array(fc.record({ label: text, value: text }), { maxLength: many }),
      table: table(parts.columns, text),
      code: text,
      buttons: buttons(parts.buttons, label),
      selects: selects(parts.selects, parts.choices, label),
      footer: text,
    },
    { requiredKeys: ['kind', 'tone', 'title', 'visibility'] },
  );
}

/** Any card that the core could make, of any size. */
export const anyCard = cards({
  text: hostileText,
  label: hostileText,
  many: 40,
  buttons: 25,
  selects: 5,
  choices: 25,
  columns: 6,
});

/** A card so short that every platform can show the whole of it. */
export const shortCard = cards({
  text: hostileWithin(25),
  label: hostileWithin(12),
  many: 3,
  buttons: 5,
  selects: 2,
  choices: 5,
  columns: 1,
});

/** Any form with at most `fields` fields. */
export function anyForm(fields: number): fc.Arbitrary<Form> {
  const choice = fc.record({ value: idText, label: hostileText });
  const field = fc.record(
    {
      label: hostileText,
      hint: hostileText,
      example: hostileText,
      problem: hostileText,
      long: fc.boolean(),
      value: typed(500),
      optional: fc.boolean(),
      choices: fc
        .array(choice, { minLength: 1, maxLength: 25 })
        .map((list) => list.map(({ value, label }, at) => ({ value: `${at}-${value}`, label }))),
    },
    { requiredKeys: ['label'] },
  );
  return fc.record({
    kind: fc.constant('form' as const),
    id: idText.map((text) => `form:${text}`),
    title: hostileText,
    submit: hostileText,
    fields: fc
      .array(field, { minLength: 1, maxLength: fields })
      .map((list) => list.map((one, at) => ({ name: `option-${at}`, ...one }))),
  });
}
