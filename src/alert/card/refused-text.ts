import { sayIn, wording, type Language } from '../../text/language.ts';
import { disconnectWords } from '../../callback/disconnect-codes.ts';
import { safeLine } from '../../text/safe-line.ts';

/** Why an encoder was refused, and its address, of `18.501 203.0.113.7`. */
export function refusedText(told: string, language: Language): string {
  const [code = '', address] = told.split(' ');
  const words = `${safeLine(code, 16)} — ${wording(disconnectWords(code).words, language)}`;
  return address === undefined
    ? words
    : sayIn(language)(`${words}; from ${safeLine(address, 45)}`, `${words}；来自 ${safeLine(address, 45)}`);
}
