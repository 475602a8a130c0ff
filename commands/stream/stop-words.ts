import { disconnectWords } from '../../src/callback/disconnect-codes.ts';
import type { Text } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';

/** What the cloud's history says, and the disconnect code that means the same. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/主动断|deleteStream|closeStream|recv client fin/u, '1'],
  [/no data|无数据|超时/u, '8'],
  [/dropped by the customer|断流接口|主动断流接口/u, '21.100'],
  [/forbidden|禁推/u, '21.101'],
  [/replaced|顶替|互踢/u, '21.102'],
];

/** Why a push ended, in words: the code that a callback told is more exact than the words of the cloud's history. */
export function stopWords(reason: string, code?: string): Text {
  if (code !== undefined) return disconnectWords(code).words;
  const known = KNOWN.find(([pattern]) => pattern.test(reason));
  if (known) return disconnectWords(known[1]).words;
  const shown = safeLine(reason, 80);
  return shown === '' ? disconnectWords('0').words : { en: shown, zh: shown };
}
