import type { JSX } from 'preact';
import type { DrawnAlert } from '../../live-view.ts';
import type { DrawnCard } from '../../render.ts';
import { CardBody } from '../card/body.tsx';
import { Controls } from '../card/controls.tsx';
import { pressOfAlert } from '../state/ask.ts';
import { pressProblems } from '../state/store.ts';
import { language } from '../words/language.ts';

/** The whole card of an alert that is opened. `without`: buttons that stand on the alert already. */
export function AlertMore({
  alert,
  without = [],
}: {
  readonly alert: DrawnAlert;
  readonly without?: DrawnCard['buttons'];
}): JSX.Element {
  const card = alert.cards[language.value];
  const shown = { ...card, buttons: card.buttons.filter((button) => !without.includes(button)) };
  const key = `alert-${alert.id}-more`;
  const problem = pressProblems.value.get(key);
  return (
    <div class="alert-more" data-tone={card.tone}>
      <CardBody card={card} />
      <Controls card={shown} of={key} press={(button, of) => pressOfAlert(key, button, of)} />
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {card.footer !== undefined && (
        <p class="small" dir="auto">
          {card.footer}
        </p>
      )}
    </div>
  );
}
