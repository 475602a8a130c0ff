import { sayIn, wording, type Language } from '../../text/language.ts';
import { disconnectWords } from '../../callback/disconnect-codes.ts';
import { outside } from '../../text/outside.ts';

/** Why an encoder was refused, and its address, of `18.501 203.0.113.7`. */
export function refusedText(told: string, language: Language): string {
  const [code = '', address] = told.split(' ');
  const words = `${outside(code, 16)} — ${wording(disconnectWords(code).words, language)}`;
  return address === undefined
    ? words
    : sayIn(language)(`${words}; from ${outside(address, 45)}`, `${words}；来自 ${outside(address, 45)}`);
}
