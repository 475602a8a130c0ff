import { formatDuration } from '../../text/duration.ts';
import { sayIn } from '../../text/language.ts';
import type { Alert } from '../model/alert.ts';
import { endOf } from './state.ts';
import { againWords, statusWords } from './words/status-words.ts';
import { brokeAt } from './times.ts';
import { headWord, whatText } from './title.ts';
import type { AlertView } from './view.ts';

/** An alert on one line, for lists: `k3m9x2ab CRITICAL push.example.com/live/main: off air · 4 min 12 s`. */
export function alertLine(alert: Alert, view: AlertView): string {
  const head = headWord(alert, view);
  const what = whatText(alert, view, 100);
  const isOver = endOf(alert) !== undefined;
  return [
    `${alert.id} ${sayIn(view.language)(`${head} ${what}`, `【${head}】${what}`)}`,
    // What is over says how long it lasted by itself.
    ...(isOver ? [] : [formatDuration(view.now - brokeAt(alert), view.language)]),
    ...againWords(alert, view),
    ...statusWords(alert, view),
  ].join(' · ');
}
