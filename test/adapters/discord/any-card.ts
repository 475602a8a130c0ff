import fc from 'fast-check';
import type { Button, Card, Select } from '../../../src/reply.ts';

const PIECES = [
  '@everyone',
  '@here',
  '<@200000000000000001>',
  '<@&200000000000000001>',
  '<#200000000000000001>',
  '<t:1772395200:R>',
  '<:fire:200000000000000001>',
  '</stream drop:200000000000000001>',
  '[click](https://evil.example)',
  'https://evil.example/a_b_c',
  'discord.gg/airdesk',
  '||spoiler||',
  '~~gone~~',
  '**',
  '__',
  '_',
  '`',
  '```',
  '\\',
  '\n# heading',
  '\n-# small',
  '\n> quote',
  '\n- item',
  '\n1. item',
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
  '\u200b',
  '\u0000',
];

/** Text as nobody wishes it: markup, Chinese, right-to-left, emoji and their halves, short and very long. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 6_000 }))
    .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)),
);

const buttons: fc.Arbitrary<Button[]> = fc
  .array(
    fc.record(
      { label: hostileText, style: fc.constantFrom('primary' as const, 'danger' as const) },
      { requiredKeys: ['label'] },
    ),
    { maxLength: 40 },
  )
  .map((all) => all.map((button, at) => ({ ...button, id: `b${at}` })));

const selects: fc.Arbitrary<Select[]> = fc
  .array(fc.tuple(hostileText, fc.array(hostileText, { maxLength: 30 })), { maxLength: 8 })
  .map((all) =>
    all.map(([placeholder, labels], at) => ({
      id: `s${at}`,
      placeholder,
      choices: labels.map((label, index) => ({ id: `s${at}c${index}`, label })),
    })),
  );

const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    columns: fc.array(hostileText, { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(hostileText, { minLength: width, maxLength: width }), { maxLength: 40 }),
  }),
);

/** Any card that the core could make. */
export const anyCard: fc.Arbitrary<Card> = fc.record(
  {
    kind: fc.constant('card' as const),
    tone: fc.constantFrom('info', 'ask', 'progress', 'success', 'warning', 'failure'),
    title: hostileText,
    visibility: fc.constantFrom('channel', 'asker'),
    lines: fc.array(hostileText, { maxLength: 60 }),
    facts: fc.array(fc.record({ label: hostileText, value: hostileText }), { maxLength: 60 }),
    table,
    code: hostileText,
    buttons,
    selects,
    footer: hostileText,
  },
  { requiredKeys: ['kind', 'tone', 'title', 'visibility'] },
);
