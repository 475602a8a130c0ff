import type { JSX } from 'preact';
import { Breakable } from '../words/breakable.tsx';
import { words } from '../words/words.ts';
import { acts } from './lookup.ts';
import { Moment } from './moment.tsx';

/** What was done: one row an act, as a sentence. */
export function ActRows(): JSX.Element {
  const rows = acts.value?.rows ?? [];
  return (
    <ul class="acts">
      {rows.map(({ id, at, what, outcome, where }) => (
        <li key={id} class="act" data-outcome={outcome}>
          <p class="act-what" dir="auto">
            <Breakable text={what} />
          </p>
          <p class="small">
            <span class="badge">{words().outcome[outcome]}</span> <Moment at={at} />
            {where !== '' && (
              <>
                {' · '}
                <bdi>{where}</bdi>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
