import type { JSX } from 'preact';
import { Icon } from '../card/icon.tsx';
import { typed } from '../conversation/completion.ts';
import { focusDraft } from '../conversation/draft.ts';
import { ask, dismissWelcome } from '../state/ask.ts';
import { choose } from '../state/begin.ts';
import { me, setup } from '../state/store.ts';
import { words } from '../words/words.ts';

/** What a newcomer sees first: who they are, and three things to try. */
export function Welcome(): JSX.Element | null {
  const told = setup.value;
  if (!told) return null;
  const { people, suggestions, completions } = told;
  return (
    <section class="sheet welcome" aria-labelledby="welcome-title">
      <header>
        <h2 id="welcome-title">{words().welcome}</h2>
        <button
          type="button"
          class="quiet square"
          aria-label={words().gotIt}
          onClick={() => {
            dismissWelcome();
            focusDraft();
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      <p>{words().welcomeText}</p>
      {people.length > 1 && (
        <fieldset class="people">
          <legend>{words().whoAreYou}</legend>
          {people.map(({ userId, name }) => (
            <label key={userId} class="choice">
              <input
                type="radio"
                name="who"
                value={userId}
                checked={userId === me.value}
                onChange={() => choose(userId)}
              />
              <span dir="auto">{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {suggestions.length > 0 && (
        <div>
          <h3>{words().tryThese}</h3>
          <ol class="things">
            {suggestions.slice(0, 3).map((line) => (
              <li key={line}>
                <button type="button" class="thing" onClick={() => ask(line)}>
                  <span class="match-line" dir="auto">{`/live ${line}`}</span>
                  <span class="match-summary">
                    {completions.find((entry) => `${line} `.startsWith(`${typed(entry.line)} `))?.summary}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}
