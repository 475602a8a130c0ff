import { parseLine } from './parse-line.ts';

/** An `account:NAME` in a line. */
export interface AccountOption {
  readonly name: string;
  /** The line in front of it and behind it. */
  readonly before: string;
  readonly after: string;
}

const NAMED = /^(?<key>(?:account|账号)[:=])(?<name>.*)$/isu;

/** Every `account:NAME` of a line, in order. What stands in quotes is a value (a name from outside, a reason), and none. */
export function accountOptions(typed: string): AccountOption[] {
  const { words, line } = parseLine(typed);
  const found: AccountOption[] = [];
  for (const [index, word] of words.entries()) {
    const { key = '', name = '' } = NAMED.exec(word.text)?.groups ?? {};
    if (key === '' || key.length > word.bare) continue;
    // `account: NAME` is two words.
    const apart = name === '' && !word.quoted;
    const value = apart ? words[index + 1]?.text : name;
    if (value === undefined) continue;
    const end = words[index + (apart ? 2 : 1)]?.start ?? line.length;
    found.push({ name: value, before: line.slice(0, word.start).trimEnd(), after: line.slice(end) });
  }
  return found;
}
