import { cardsOf, textOf } from '../../fakes/any-card.ts';

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
export const hostileText = textOf(PIECES);

/** Any card that the core could make, and more controls than Discord takes. */
export const anyCard = cardsOf(hostileText, { buttons: 40, selects: 8, choices: 30 });
