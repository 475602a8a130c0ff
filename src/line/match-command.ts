import { isTyped, type Command } from '../command.ts';
import { oneLine } from '../text/characters.ts';
import type { Language } from '../text/language.ts';
import { MAX_LINE, parseLine, type ParsedLine, type Word } from './parse-line.ts';
import type { OptionProblem } from './option-problem.ts';
import { splitOptions } from './split-options.ts';
import { nearestCommands, type NearCommand } from './nearest-commands.ts';

/** What a line asks for. `language` is set where the line itself tells it. */
export type Match =
  | {
      readonly kind: 'command';
      readonly command: Command;
      /** By option name, as typed; to be read with readOptions. */
      readonly rawOptions: Readonly<Record<string, string>>;
      /** Where in the line free text begins that goes on to its end. */
      readonly textAt: number | undefined;
      readonly language: Language | undefined;
    }
  | {
      readonly kind: 'unknown';
      /** The words that looked like a command, shortened; empty for an empty line. */
      readonly given: string;
      readonly nearest: readonly NearCommand[];
      /** The whole line, without what stands in front of commands. */
      readonly typed: string;
      readonly language: Language | undefined;
    }
  | {
      readonly kind: 'bad-options';
      readonly command: Command;
      readonly problems: readonly OptionProblem[];
      readonly language: Language | undefined;
    }
  | { readonly kind: 'too-long'; readonly limit: number; readonly language: undefined };

/** Finds the command and the raw options of a line, with or without `/live` in front. Hidden commands are not found. */
export function matchCommand(commands: readonly Command[], line: string): Match {
  return matchParsed(commands, parseLine(line));
}

/** The same of a line that has been parsed. */
export function matchParsed(commands: readonly Command[], parsed: ParsedLine): Match {
  if (parsed.tooLong) return { kind: 'too-long', limit: MAX_LINE, language: undefined };
  const words = withoutPrefix(parsed.words);
  const language = languageOfWords(words);
  const found = longestMatch(commands, words);
  if (!found) {
    const typed = words.map((word) => word.text);
    const given = oneLine(typed.slice(0, 2).join(' '));
    const nearest = nearestCommands({ words, line: parsed.line }, commands);
    return {
      kind: 'unknown',
      ...{ given, nearest, typed: parsed.line.slice(words[0]?.start).trim(), language },
    };
  }
  const { command, count } = found;
  const { raw, problems, textAt } = splitOptions(command, words.slice(count), parsed.line);
  return problems.length > 0
    ? { kind: 'bad-options', command, problems, language }
    : { kind: 'command', command, rawOptions: raw, textAt, language };
}

/** The command of this exact name, English or Chinese, hidden ones included. */
export function findCommand(commands: readonly Command[], name: string): Command | undefined {
  return commands.find((command) => command.name === name || command.zh === name);
}

/** zh-CN when the command words of the line are Chinese; undefined when the line does not tell. */
export function languageOfLine({ words }: ParsedLine): Language | undefined {
  return languageOfWords(withoutPrefix(words));
}

/** The same of the line of a button, which stands as Airdesk has made it: nothing has to be parsed for that. */
export function languageOfButton(line: string): Language | undefined {
  return /^\S*\p{Script=Han}/u.test(line) ? 'zh-CN' : undefined;
}

const HAN = /\p{Script=Han}/u;

function languageOfWords(words: readonly Word[]): Language | undefined {
  return HAN.test(words[0]?.text ?? '') ? 'zh-CN' : undefined;
}

/** What stands in front of a command that was copied from a message, or said to Airdesk by name. */
const IN_FRONT = /^(?:[>•·*$#-]{1,3}|\/?live:?|@?airdesk[:,]?|@(?:[UW][A-Z0-9]{6,}|\d{15,20}))$/iu;

function withoutPrefix(words: readonly Word[]): readonly Word[] {
  const first = words.findIndex((word) => !IN_FRONT.test(word.text));
  return first > 0 ? words.slice(first) : words;
}

/** A command under one of its names, ready to be compared. */
interface Named {
  readonly command: Command;
  readonly words: readonly string[];
  /** A Chinese name typed without spaces; undefined for other names. */
  readonly joined: string | undefined;
  readonly length: number;
}

/** The names of each list of commands by their first word, longest first: lists are few and never change. */
const namesOf = new WeakMap<readonly Command[], ReadonlyMap<string, readonly Named[]>>();

function names(commands: readonly Command[]): ReadonlyMap<string, readonly Named[]> {
  const known = namesOf.get(commands);
  if (known) return known;
  const byFirst = new Map<string, Named[]>();
  const put = (first: string, name: Named): void => {
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  };
  const all = commands
    .filter(isTyped)
    .flatMap((command) => [named(command, command.name), named(command, command.zh)])
    .sort((a, b) => b.length - a.length);
  for (const name of all) {
    const [first = ''] = name.words;
    put(first, name);
    if (name.joined !== undefined && name.joined !== first) put(name.joined, name);
  }
  namesOf.set(commands, byFirst);
  return byFirst;
}

function named(command: Command, name: string): Named {
  const words = name.toLowerCase().split(' ');
  const joined = words.join('');
  return { command, words, joined: HAN.test(joined) ? joined : undefined, length: name.length };
}

function longestMatch(
  commands: readonly Command[],
  words: readonly Word[],
): { command: Command; count: number } | undefined {
  const typed = words.map((word) => word.text.toLowerCase());
  for (const name of names(commands).get(typed[0] ?? '') ?? []) {
    const count = wordsTaken(typed, name);
    if (count > 0) return { command: name.command, count };
  }
  return undefined;
}

/** How many of the typed words make up the name; 0 when they do not. Chinese may be typed with or without spaces. */
function wordsTaken(typed: readonly string[], { words, joined }: Named): number {
  if (words.every((part, index) => typed[index] === part)) return words.length;
  return joined !== undefined && typed[0] === joined ? 1 : 0;
}
