import { cardsOf, textOf } from '../../fakes/any-card.ts';

const MARKUP = ['<!channel>', '<@U0LEAD>', '<!subteam^S1>', '&amp;', '&', '*'];

/** Text as nobody wishes it, with all that Slack could read as markup. */
export const hostileText = textOf(MARKUP);

/** Any card that the core could make, and more controls than Slack takes. */
export const anyCard = cardsOf(hostileText, { buttons: 120, selects: 30, choices: 120 });
