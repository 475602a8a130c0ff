import { formatDuration } from '../../../text/duration.ts';
import { sayIn, wording } from '../../../text/language.ts';
import { formatTime } from '../../../text/time.ts';
import type { Alert } from '../../model/alert.ts';
import { valueName } from '../../../callback/normalise/value-names.ts';
import { wallTime } from '../moment.ts';
import { safeLine } from '../../../text/safe-line.ts';
import { refusedText } from '../refused-text.ts';
import { count } from './status-words.ts';
import type { AlertView } from '../view.ts';

type Values = Alert['first'];

/** More of what a message said is left to the history. */
const MOST = 4;
const LONGEST = 70;
const OWN_DURATIONS: ReadonlySet<string> = new Set(['ahead_ms', 'behind_ms', 'silent_ms']);
/** Shown as the reason, or in the title. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['reason', 'why', 'event', 'comment']);
/** Pushes by the cloud's numbers for them, which nobody reads out: the card names those that are there. */
const PUSHES: ReadonlySet<string> = new Set(['push', 'before']);

/** What a message said, in order of weight: `score: 31; limit: 40`. Empty where it said nothing. */
export function valuesText(values: Values, view: AlertView): string {
  const say = sayIn(view.language);
  return shownOf(values)
    .slice(0, MOST)
    .map(([key, value]) => {
      const { name, text } = valueWords(key, value, view);
      return say(`${name}: ${text}`, `${name}：${text}`);
    })
    .join(say('; ', '；'));
}

/** Whether two messages said different things, as far as they are shown. */
export function differ(first: Values, last: Values): boolean {
  return JSON.stringify(shownOf(first).slice(0, MOST)) !== JSON.stringify(shownOf(last).slice(0, MOST));
}

function shownOf(values: Values): (readonly [string, string | number])[] {
  return Object.entries(values).filter(([key]) => !SAID_ELSEWHERE.has(key) && !PUSHES.has(key));
}

function valueWords(
  key: string,
  value: string | number,
  view: AlertView,
): { readonly name: string; readonly text: string } {
  const say = sayIn(view.language);
  if (typeof value === 'number') {
    if (key === 'since') return { name: say('pushed since', '推流开始'), text: wallTime(view, value) };
    if (key === 'pushes') return { name: say('pushes', '推流路数'), text: count(value) };
    if (OWN_DURATIONS.has(key))
      return { name: wording(valueName(key), view.language), text: formatDuration(value, view.language) };
    if (key === 'expires')
      return { name: wording(valueName(key), view.language), text: formatTime(value, view.config.timeZone) };
    if (key === 'duration_ms')
      return { name: say('was on air', '推流时长'), text: formatDuration(value, view.language) };
  }
  const name = safeLine(wording(valueName(key), view.language), 50);
  if (key === 'refused') return { name, text: refusedText(String(value), view.language) };
  const text = typeof value === 'string' ? safeLine(value, LONGEST) || '—' : count(value);
  return { name, text };
}
