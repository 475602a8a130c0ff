import type { JSX } from 'preact';
import { Icon } from '../card/icon.tsx';
import { CardButton } from '../card/controls.tsx';
import { pressOfAlert } from '../state/ask.ts';
import { pressed, ringing, setup } from '../state/store.ts';
import { Breakable } from '../words/breakable.tsx';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/**
 * The strip under the bar: what rings, with its button to acknowledge it from wherever one is, otherwise what the desk has to
 * say of itself. It is always there, so that nothing moves when it rings.
 */
export function RingBar(): JSX.Element {
  const [first, ...others] = ringing.value;
  if (!first)
    return (
      <div class="strip" data-notice={setup.value?.notice == null ? undefined : ''}>
        <p class="strip-text">{setup.value?.notice ?? words().quiet}</p>
      </div>
    );
  const ack = first.cards[language.value].buttons.find(({ id }) => id.startsWith('alert:ack:'));
  const key = `ring-${first.id}`;
  return (
    <div class="strip" data-rings="" role="alert">
      <Icon name="bell" />
      <a class="strip-text" href={`#alert/${first.id}`} dir="auto">
        <Breakable text={first.what[language.value]} />
        {others.length > 0 && ` · ${words().ringsMore(others.length)}`}
      </a>
      {ack && (
        <CardButton
          button={{ ...ack, label: words().acknowledge }}
          busy={pressed.value.get(key)?.button}
          start={(button) => pressOfAlert(key, button, '')}
        />
      )}
    </div>
  );
}
