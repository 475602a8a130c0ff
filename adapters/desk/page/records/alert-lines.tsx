import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AlertLine } from '../../../../src/platform/records.ts';
import type { DrawnAlert } from '../../live-view.ts';
import { AlertMore } from '../alerts/alert-more.tsx';
import { AlertState } from '../alerts/alert-state.tsx';
import { fetchRecord, wordsOf } from '../wire/send.ts';
import { Breakable } from '../words/breakable.tsx';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';
import { olderAlerts } from './lookup.ts';
import { Moment } from './moment.tsx';

/** Alerts as long as they are kept, the newest first. */
export function AlertLines(): JSX.Element {
  const rows = olderAlerts.value?.rows ?? [];
  return (
    <ul class="alerts">
      {rows.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  );
}

/** One of them; its card is asked for when it is opened. */
function Line({ line }: { readonly line: AlertLine }): JSX.Element {
  const { id, severity, state, waits, what, since } = line;
  const [card, show] = useState<DrawnAlert | undefined>(undefined);
  const [isOpen, open] = useState(false);
  const [problem, tell] = useState('');

  async function turn(): Promise<void> {
    open(!isOpen);
    tell('');
    if (isOpen) return;
    try {
      show(await fetchRecord<DrawnAlert>(`/desk/alerts/${encodeURIComponent(id)}`));
    } catch (error) {
      tell(wordsOf(error));
    }
  }

  return (
    <li class="alert" data-alert={id} data-severity={severity} data-state={state} data-waits={waits}>
      <button type="button" class="alert-head" aria-expanded={isOpen} onClick={() => void turn()}>
        <span class="alert-severity">{words().severity[severity]}</span>{' '}
        <span class="alert-what" dir="auto">
          <Breakable text={what[language.value]} />
        </span>
      </button>
      <AlertState alert={line} />
      <p class="small">
        <Moment at={since} />
      </p>
      {isOpen && problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {isOpen && card && <AlertMore alert={card} />}
    </li>
  );
}
