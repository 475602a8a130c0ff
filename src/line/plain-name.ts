import { isListed, type Command } from '../command.ts';
import { halfWidth } from '../text/characters.ts';

/** Anything but letters and digits: signs, emoji, spaces. */
const SIGN = '[^\\p{L}\\p{N}]';
/** What sentences have behind a word, in both languages. */
const BEHIND = '[\\s.,:;!?…。、，：；！？]';
/** What marks up a line, and may close behind its last word. */
const MARK = '[*_~"”»)）\\]】>\\p{Extended_Pictographic}\\ufe0f]';

const IN_FRONT = new RegExp(`^${SIGN}*(?:live${SIGN}+)?`, 'iu');
const REST = new RegExp(`^${BEHIND}+`, 'u');
const CLOSERS: Readonly<Record<string, string>> = {
  '(': ')',
  '（': '）',
  '[': ']',
  '【': '】',
  '«': '»',
  '“': '”',
};

/** The names of each list of commands, longest first: lists are few and never change. */
const patterns = new WeakMap<readonly Command[], readonly { readonly name: string; readonly at: RegExp }[]>();

/**
 * The line with its command's name as it is written, where that was typed with signs around or between its words: after a
 * dictated sentence, a list of commands or a reply with markup (`Stream list.`, `stream-list`, `*stream list*`,
 * `流断开：main`). Undefined where it begins with no name. What stands behind the name stays as it was typed.
 */
export function withPlainName(commands: readonly Command[], line: string): string | undefined {
  // One sign stands for one: what is found in one is at the same place in the other.
  const plain = halfWidth(line);
  const [front = ''] = IN_FRONT.exec(plain) ?? [];
  const behindFront = plain.slice(front.length);
  for (const { name, at } of patternsOf(commands)) {
    const found = at.exec(behindFront)?.[0];
    if (found === undefined) continue;
    const rest = line.slice(front.length + found.length).replace(REST, '');
    return `${name} ${unwrapped(rest, front.trim())}`.trim();
  }
  return undefined;
}

function patternsOf(commands: readonly Command[]) {
  const known = patterns.get(commands);
  if (known) return known;
  const made = commands
    .filter(isListed)
    .flatMap(({ name, zh }) => [
      { name, at: patternOf(name.split(/[ -]/u), '+') },
      { name: zh, at: patternOf(zh.split(' '), '*') },
    ])
    .sort((a, b) => b.name.length - a.name.length);
  patterns.set(commands, made);
  return made;
}

function patternOf(words: readonly string[], between: '+' | '*'): RegExp {
  return new RegExp(`^${words.join(`${SIGN}${between}`)}(?=$|${BEHIND}|${MARK})`, 'iu');
}

/** Without the marks at the end that those in front opened, and without anything where nothing but signs is left. */
function unwrapped(rest: string, front: string): string {
  if (!/[\p{L}\p{N}]/u.test(rest)) return '';
  const closing = Array.from(front, (sign) => CLOSERS[sign] ?? sign)
    .reverse()
    .join('');
  return closing !== '' && rest.endsWith(closing) ? rest.slice(0, -closing.length) : rest;
}
