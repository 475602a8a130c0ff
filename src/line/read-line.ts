import type { Command } from '../command.ts';
import type { Config } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Place } from '../intent.ts';
import type { Language } from '../text/language.ts';
import { withPlainName } from './plain-name.ts';
import { accountOf } from './account-of-line.ts';
import { badOptions, noSuchCommand, tooLong } from './line-refusals.ts';
import { findCommand, languageOfLine, matchCommand, matchParsed, type Match } from './match-command.ts';
import { buttonTyped } from './other-names/button-words.ts';
import { understood } from './other-names/understood.ts';
import { parseLine, type ParsedLine } from './parse-line.ts';
import { readOptions, type ReadOptions } from './read-options.ts';

/** A command that is asked for, on an account. */
export interface AskedCommand {
  readonly account: string;
  readonly command: Command;
  /** The options as they were given, by name. */
  readonly raw: Readonly<Record<string, string>>;
  /** Their values, or what is in the way of them: a form may still ask for what is missing. */
  readonly options: ReadOptions;
}

/** What a line says. It is read once; everything behind works with this. */
export interface ReadLine {
  /** Where the line itself tells it. */
  readonly language: Language | undefined;
  /** Absent where the account is what is wrong with it. */
  readonly account: string | undefined;
  /** What is asked for, or why nothing can be understood. */
  readonly asked: AskedCommand | Refusal;
}

/** What a reader of lines knows. */
export interface LineReader {
  readonly config: Config;
  readonly commands: readonly Command[];
}

/** Reads a typed line: language, account, command and options. An empty one asks for help. */
export function readLine({ config, commands }: LineReader, place: Place, typed: string): ReadLine {
  const line = parseLine(typed);
  const language = languageOfLine(line);
  const found = accountOf(config, place, line, commands);
  if (found instanceof Refusal) return { language, account: undefined, asked: found };
  const { account, rest } = found;
  return { language, account, asked: askedIn(commands, account, rest) };
}

/** Reads the line of a button, whose account is known. */
export function readLineOn(
  commands: readonly Command[],
  account: string,
  line: string,
): AskedCommand | Refusal {
  return askedIn(commands, account, parseLine(line));
}

function askedIn(commands: readonly Command[], account: string, line: ParsedLine): AskedCommand | Refusal {
  const match = matchParsed(commands, line.line === '' ? parseLine('help') : line);
  switch (match.kind) {
    case 'unknown': {
      const plain = withPlainName(commands, line.line);
      const named = plain === undefined ? match : matchCommand(commands, plain);
      if (named.kind !== 'unknown') return askedFor(commands, account, named);
      const button = buttonTyped(match.typed);
      if (button) return button;
      const other = understood(commands, line);
      if (other instanceof Refusal) return other;
      // Another name may only stand for what is there: it is read once.
      const again = other === undefined ? match : matchCommand(commands, other);
      return again.kind === 'unknown' ? noSuchCommand(match) : askedFor(commands, account, again);
    }
    default:
      return askedFor(commands, account, match);
  }
}

function askedFor(
  commands: readonly Command[],
  account: string,
  match: Exclude<Match, { kind: 'unknown' }>,
): AskedCommand | Refusal {
  switch (match.kind) {
    case 'too-long':
      return tooLong(match.limit);
    case 'bad-options':
      return badOptions(match.command, match.problems);
    case 'command': {
      const { command, raw } = meant(commands, match.command, match.rawOptions);
      return { account, command, raw, options: readOptions(command, raw) };
    }
  }
}

/** The command that is meant by one that only stands for others. */
function meant(
  commands: readonly Command[],
  command: Command,
  raw: Readonly<Record<string, string>>,
): Pick<AskedCommand, 'command' | 'raw'> {
  const stands = command.kind === 'looks' ? command.standsFor?.(raw) : undefined;
  const found = stands && findCommand(commands, stands.name);
  return stands && found ? { command: found, raw: stands.raw } : { command, raw };
}
