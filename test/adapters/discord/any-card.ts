import { cardsOf, textOf } from '../../fakes/any-card.ts';

const MARKUP = [
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
  '`',
  '\\',
  '\n# heading',
  '\n-# small',
  '\n> quote',
  '\n- item',
  '\n1. item',
  '\u200b',
];

/** Text as nobody wishes it, with all that Discord could read as markup. */
export const hostileText = textOf(MARKUP);

/** Any card that the core could make, and more controls than Discord takes. */
export const anyCard = cardsOf(hostileText, { buttons: 40, selects: 8, choices: 30 });
