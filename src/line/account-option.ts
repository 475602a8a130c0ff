import type { ParsedLine } from './parse-line.ts';

/** An `account:NAME` in a line. */
export interface AccountOption {
  readonly name: string;
  /** The name as it stood in the line: an account may really be written in full width. */
  readonly typed: string;
  /** It stands in two words, `account: NAME`, as it does in prose. */
  readonly apart: boolean;
  /** Its words in the line: from `from` to before `to`. */
  readonly from: number;
  readonly to: number;
}

const NAMED = /^(?<key>(?:account|账号)[:=])(?<name>.*)$/isu;

const SEPARATOR = /[:=：＝﹕∶]/;

/** Every `account:NAME` of a line, in order. What stands in quotes is a value (a name from outside, a reason), and none. */
export function accountOptions({ words }: ParsedLine): AccountOption[] {
  const found: AccountOption[] = [];
  for (const [index, word] of words.entries()) {
    const { key = '', name = '' } = NAMED.exec(word.text)?.groups ?? {};
    if (key === '' || key.length > word.bare) continue;
    // `account: NAME` is two words.
    const apart = name === '' && !word.quoted;
    const next = apart ? words[index + 1] : undefined;
    if (apart && !next) continue;
    const value = next?.text ?? name;
    const typed = next?.typed ?? word.typed.slice(word.typed.search(SEPARATOR) + 1);
    found.push({ name: value, typed, apart, from: index, to: index + (apart ? 2 : 1) });
  }
  return found;
}
