import { cardsOf, textOf } from '../../fakes/any-card.ts';

const PIECES = [
  '<!channel>',
  '<@U0LEAD>',
  '<!subteam^S1>',
  '&amp;',
  '&',
  '*',
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

/** Text as nobody wishes it: markup, Chinese, right-to-left, emoji and their halves, short and very long. */
export const hostileText = textOf(PIECES);

/** Any card that the core could make, and more controls than Slack takes. */
export const anyCard = cardsOf(hostileText, { buttons: 120, selects: 30, choices: 120 });
