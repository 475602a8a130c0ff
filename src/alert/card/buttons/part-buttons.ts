import type { Button } from '../../../reply.ts';
import { shorten } from '../../../text/shorten.ts';
import { isFiring, type Alert } from '../../model/alert.ts';
import { fixButtons } from './fix-buttons.ts';
import { lookButtons } from './look-buttons.ts';
import { oneAThing } from './one-a-thing.ts';
import { memberName } from '../part-lines.ts';
import { runbookButtons } from '../runbook.ts';
import { streamWords } from '../words/stream-words.ts';
import type { AlertView } from '../view.ts';

/** Parts that get buttons, and how many each: the card's own have to find room besides. */
const MOST_PARTS = 3;
const MOST_EACH = 3;
/** A name leaves room on the button for what it does. */
const NAME = 30;

/** What can be done about the parts of it that last, the strictest first. */
export function partButtons(alert: Alert, view: AlertView): Button[] {
  return (view.children ?? [])
    .filter(isFiring)
    .slice(0, MOST_PARTS)
    .flatMap((part) => {
      const name = shorten(memberName(part, alert, view), NAME);
      const all = [
        ...fixButtons(part, view, name),
        ...runbookButtons(part, view, name),
        ...lookButtons(part, view, name),
      ];
      return oneAThing(all, streamWords(part, view)).slice(0, MOST_EACH);
    });
}
