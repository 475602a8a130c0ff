import { sayIn, wording, type Language, type Text } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import {
  FORMAT_CLASSES,
  PULL_EVENTS,
  RECORD_EVENTS,
  RECORD_FAULTS,
} from '../../../callback/callback-words.ts';
import { conditionOf, type Conditions } from '../../../callback/condition.ts';
import { disconnectWords } from '../../../callback/disconnect-codes.ts';
import { safeLine } from '../../../text/safe-line.ts';

/** Why it broke, in words and the cloud's own: `Code 8: no data for too long … (cloud: "recv timeout")`. */
export function reasonText(alert: Alert, conditions: Conditions, language: Language): string | undefined {
  const say = sayIn(language);
  const code = codeSentence(alert, conditions, language);
  const { reason, why } = { ...alert.first, ...alert.last };
  const own = safeLine(String(reason ?? why ?? ''), 120);
  const isOurs = conditionOf(conditions, alert.condition)?.ownWords;
  if (own === '' || own === 'ok') return code;
  if (isOurs) return own;
  return code === undefined
    ? say(`cloud: "${own}"`, `云端：“${own}”`)
    : say(`${code} (cloud: "${own}")`, `${code}（云端：“${own}”）`);
}

/** The same as it begins a sentence. */
export function codeSentence(alert: Alert, conditions: Conditions, language: Language): string | undefined {
  return codeWords(alert, conditions, language)?.replace(/^code /u, 'Code ');
}

/** The machine-readable reason with its words: `code 8: no data for too long, the cloud disconnected it`. */
export function codeWords(
  { code, condition }: Alert,
  conditions: Conditions,
  language: Language,
): string | undefined {
  const codes = conditionOf(conditions, condition)?.codes;
  if (code === undefined || code === '' || codes === 'counted') return undefined;
  const shown = safeLine(code, 60);
  const say = sayIn(language);
  if (codes === 'ends') {
    const why = wording(disconnectWords(code).words, language);
    return say(`code ${shown}: ${why}`, `断开码 ${shown}：${why}`);
  }
  const words = namedCode(code);
  return words ? `${shown} — ${wording(words, language)}` : shown;
}

function namedCode(code: string): Text | undefined {
  return (
    PULL_EVENTS.get(code) ??
    RECORD_EVENTS.get(code) ??
    RECORD_FAULTS.get(code) ??
    FORMAT_CLASSES.get(code)?.words
  );
}
