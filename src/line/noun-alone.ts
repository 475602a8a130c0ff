import type { Command } from '../command.ts';
import { difference } from '../text/nearest.ts';
import type { ParsedLine, Word } from './parse-line.ts';
import { readOptions } from './read-options.ts';
import { splitOptions } from './split-options.ts';
import { canBeOffered } from './typed-behind.ts';

type Line = Pick<ParsedLine, 'words' | 'line'>;

/** How far from a verb a word may be that was meant for it. */
const SLIP = 0.45;
/** The same in Chinese, where one letter of two may be the wrong one, or missing. */
const ZH_SLIP = 0.5;
const HAN = /\p{Script=Han}/u;

/** The noun of a line that has no verb, and what it is about: `mute main 30m`, `屏蔽main 30分钟`. */
export interface NounAlone {
  readonly noun: string;
  /** What stands behind the noun, as it was typed. */
  readonly rest: string;
  /** The same in words of the line. */
  readonly words: readonly Word[];
  readonly line: string;
}

/** What a line is about that has a noun and no verb; undefined where there may be one, misspelt. */
export function nounAlone(line: Line, commands: readonly Command[]): NounAlone | undefined {
  const [found] = commands
    .flatMap(({ name, zh }) => [nounOf(name), nounOf(zh)])
    .flatMap((noun) => {
      const words = behindNoun(line, noun);
      const [next] = words;
      return next ? [{ noun, words, line: line.line, rest: line.line.slice(next.start).trimEnd() }] : [];
    })
    .sort((a, b) => b.noun.length - a.noun.length);
  if (!found) return undefined;
  const [typed = ''] = found.rest.split(/\s/u);
  return verbsOf(found.noun, commands).some((verb) => isSlip(typed, verb)) ? undefined : found;
}

/** The commands of a noun, where the line is that noun and nothing else, in either language. */
export function commandsOfNoun({ words }: Line, commands: readonly Command[]): readonly Command[] {
  const typed = words.map(({ text }) => text.toLowerCase()).join(' ');
  return typed === ''
    ? []
    : commands.filter(({ name, zh }) => [name, zh].some((each) => each.startsWith(`${typed} `)));
}

/** How many of its options this command would take from what was typed behind the noun; 0 where it cannot be meant. */
export function taken(command: Command, { noun, rest, words, line }: NounAlone): number {
  if (nounOf(command.name) !== noun && nounOf(command.zh) !== noun) return 0;
  if (!canBeOffered(rest)) return 0;
  const { raw, problems } = splitOptions(command, words, line);
  const read = readOptions(command, raw);
  // A value that is nearly one counts: `mute main 30` means 30m, which is asked then.
  const isRead = read.ok || read.problems.every(({ near = [] }) => near.length > 0);
  return problems.length > 0 || !isRead ? 0 : Object.keys(raw).length;
}

/** All of a name but its last word. */
function nounOf(name: string): string {
  return name.split(' ').slice(0, -1).join(' ');
}

/** What stands behind this noun at the beginning of the line; Chinese may be typed without spaces. */
function behindNoun({ words }: Line, noun: string): readonly Word[] {
  const [first] = words;
  if (noun === '' || !first) return [];
  const count = noun.split(' ').length;
  const isSpaced =
    words
      .slice(0, count)
      .map(({ text }) => text.toLowerCase())
      .join(' ') === noun;
  if (isSpaced) return words.slice(count);
  const { length } = noun.replaceAll(' ', '');
  const isGlued =
    HAN.test(noun) && first.text === first.typed && first.text.startsWith(noun.replaceAll(' ', ''));
  if (!isGlued) return [];
  const behind: Word = {
    ...first,
    ...{ text: first.text.slice(length), typed: first.typed.slice(length), start: first.start + length },
    bare: Math.max(0, first.bare - length),
  };
  return behind.text === '' ? words.slice(1) : [behind, ...words.slice(1)];
}

/** The words that follow this noun in names, in both languages. */
function verbsOf(noun: string, commands: readonly Command[]): readonly string[] {
  const at = noun.split(' ').length;
  return commands
    .map(({ name, zh }) => [name, zh])
    .filter((names) => names.some((name) => name.startsWith(`${noun} `)))
    .flatMap((names) => names.map((name) => name.split(' ')[at] ?? ''))
    .filter((verb) => verb !== '');
}

function isSlip(typed: string, verb: string): boolean {
  return HAN.test(verb)
    ? difference(typed.slice(0, verb.length), verb) <= ZH_SLIP
    : difference(typed, verb) <= SLIP;
}
