import { isListed, type Command } from '../../command.ts';
import { commandLine } from '../command-line.ts';
import { matchCommand } from '../match-command.ts';
import type { ParsedLine } from '../parse-line.ts';
import { withTypedBehind } from '../typed-behind.ts';
import { lineMeant, meaningsOf, nounMeant, takenApart, verbMeant } from './words.ts';

/** So many of the first words may name the command. */
const NAMING = 4;
/** So many words those are at most once Chinese is taken apart. */
const TAKEN_APART = 6;
/** What a noun has several of, and people leave out: `record list` for tasks and for templates. */
const LEFT_OUT = new Set(['template', 'task', 'rule', '模板', '任务', '规则']);

/** A command that may be meant, and the line to send for it, with what was typed behind its name. */
export interface Meant {
  readonly command: Command;
  readonly line: string;
}

/** The commands that a line means in other words: `create` for `add`, the verb in front, 断流 for 断开. Best first. */
export function otherWords(commands: readonly Command[], parsed: ParsedLine): readonly Meant[] {
  const words = parsed.words.map(({ text }) => text.toLowerCase());
  for (let count = Math.min(NAMING, words.length); count > 0; count -= 1) {
    const next = parsed.words[count];
    const rest = next ? parsed.line.slice(next.start).trimEnd() : '';
    const naming = words.slice(0, count);
    const whole = wholeLine(commands, naming, rest);
    if (whole) return [whole];
    const found = namedBy(commands, naming);
    if (found.length > 0) return found.map((command) => meant(command, command.name, rest));
  }
  return byVerb(commands, parsed);
}

function wholeLine(commands: readonly Command[], words: readonly string[], rest: string): Meant | undefined {
  const [first = '', ...others] = words;
  const line = lineMeant(words) ?? lineMeant([nounMeant(first) ?? first, ...others]);
  const match = line === undefined ? undefined : matchCommand(commands, line);
  if (match?.kind !== 'command') return undefined;
  const { command, rawOptions } = match;
  return meant(command, commandLine(command.name, rawOptions), rest);
}

function namedBy(commands: readonly Command[], typed: readonly string[]): readonly Command[] {
  const words = typed.flatMap((word) => takenApart(word, commands) ?? [word]);
  if (words.length > TAKEN_APART) return [];
  const names = namesOf(commands);
  const asked = [words, [...words.slice(1), ...words.slice(0, 1)]].flatMap(spellings);
  const exact = asked.flatMap((name) => names.whole.get(name) ?? []);
  return [...new Set(exact.length > 0 ? exact : asked.flatMap((name) => names.short.get(name) ?? []))];
}

/** Every name that these words may mean, each word in each of its meanings. */
function spellings(words: readonly string[]): readonly string[] {
  return words
    .map(meaningsOf)
    .reduce<readonly string[]>(
      (before, meanings) => before.flatMap((name) => meanings.map((each) => `${name} ${each}`.trim())),
      [''],
    );
}

/** `kick main`: the noun is left out. */
function byVerb(commands: readonly Command[], { words, line }: ParsedLine): readonly Meant[] {
  const typed = words[0]?.text.toLowerCase() ?? '';
  const verb = verbMeant(typed);
  if (verb === undefined) return [];
  const rest = words[1] ? line.slice(words[1].start).trimEnd() : '';
  return [verb, typed]
    .flatMap((meant) =>
      commands
        .filter(isListed)
        .filter(({ name, zh }) => [name, zh].some((each) => each.split(' ').slice(1).join(' ') === meant)),
    )
    .map((command) => meant(command, command.name, rest));
}

function meant(command: Command, line: string, rest: string): Meant {
  return { command, line: withTypedBehind(command, line, rest) };
}

interface Names {
  readonly whole: ReadonlyMap<string, readonly Command[]>;
  /** By their names without what people leave out. */
  readonly short: ReadonlyMap<string, readonly Command[]>;
}

/** Lists of commands are few and never change. */
const known = new WeakMap<readonly Command[], Names>();

function namesOf(commands: readonly Command[]): Names {
  const made = known.get(commands);
  if (made) return made;
  const names = { whole: byName(commands, (name) => name), short: byName(commands, shortened) };
  known.set(commands, names);
  return names;
}

function byName(
  commands: readonly Command[],
  nameOf: (name: string) => string,
): ReadonlyMap<string, readonly Command[]> {
  const map = new Map<string, Command[]>();
  for (const command of commands.filter(isListed))
    for (const name of [command.name, command.zh].map((each) => nameOf(each.toLowerCase())))
      map.set(name, [...(map.get(name) ?? []), command]);
  return map;
}

function shortened(name: string): string {
  const [noun = '', ...others] = name.split(' ');
  return [noun, ...others.filter((word) => !LEFT_OUT.has(word))].join(' ');
}
