import type { Command, OptionSpec } from '../command.ts';
import { shortLine } from './command-line.ts';
import { nameOptions, type Token } from './name-options.ts';
import {
  givenTwice,
  misspeltOption,
  optionMeant,
  tooManyWords,
  unknownOption,
  withoutValue,
  type OptionProblem,
} from './option-problem.ts';
import type { Word } from './parse-line.ts';
import { lineWith } from './typed-behind.ts';

/** A word that no list of times, numbers or choices has in it. */
const ANYTHING = '☃';

type ValueToken = Exclude<Token, { kind: 'name' }>;

/** Options as typed, by name, and what was wrong with the way they were given. */
export interface SplitOptions {
  readonly raw: Readonly<Record<string, string>>;
  readonly problems: readonly OptionProblem[];
  /** Where in the line free text begins that goes on to its end. */
  readonly textAt: number | undefined;
}

/** Sorts the words after a command's name into its options: by name, and the others by position. */
export function splitOptions(command: Command, words: readonly Word[], line: string): SplitOptions {
  const raw = new Map<string, string>();
  const problems: OptionProblem[] = [];
  const excess: string[] = [];
  const strange: Strange[] = [];
  let textAt: number | undefined;
  const specs = Object.entries(command.options);
  const rest = specs.find(([, spec]) => spec.rest)?.[0];
  const tokens = nameOptions(command, words);

  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token) break;
    if (token.kind !== 'value' && rest !== undefined && isNext(rest) && isProse(command, token, raw)) {
      raw.set(rest, line.slice(token.start).trim());
      textAt = token.start;
      break;
    }
    if (token.kind === 'value' && !token.quoted && rest !== undefined && beginsRest(token.value)) {
      raw.set(rest, line.slice(token.at).trim());
      textAt = token.at;
      break;
    }
    if (token.kind === 'name') {
      strange.push(token);
      continue;
    }
    const option = token.kind === 'option' ? token.option : byPosition(tokens.slice(index + 1));
    const spec = option === undefined ? undefined : command.options[option];
    if (option === undefined || !spec) {
      excess.push(token.value ?? '');
    } else if (token.value === undefined) {
      problems.push(withoutValue(option, spec));
    } else if (raw.has(option)) {
      problems.push({ ...givenTwice(option, spec, token.value), lines: asText(token) });
    } else if (option === rest && !isOneQuotation(token, tokens[index + 1])) {
      raw.set(option, line.slice(token.at).trim());
      textAt = token.at;
      break;
    } else {
      const words = [token, ...wordsBehind(token, tokens.slice(index + 1))];
      const count = spec.words?.(words.map(({ value }) => value ?? '')) ?? 1;
      index += count - 1;
      const taken = words.slice(0, count).map((each) => (spec.names ? each.typed : (each.value ?? '')));
      raw.set(option, taken.join(' '));
    }
  }

  /** Whether everything before this option is given. */
  function isNext(option: string): boolean {
    return specs.find(([name]) => !raw.has(name))?.[0] === option;
  }

  /** Whether this word can only be the beginning of the option that takes the rest of the line. */
  function beginsRest(word: string): boolean {
    return rest !== undefined && !raw.has(rest) && command.options[rest]?.beginsWith?.(word) === true;
  }

  /** The line that says the same with this option, and all behind it, as free text; none where free text cannot come next. */
  function asText(token: Token): readonly string[] {
    if (token.kind !== 'option' || rest === undefined || !isNext(rest)) return [];
    return [shortLine(command, { ...Object.fromEntries(raw), [rest]: line.slice(token.start).trim() })];
  }

  /** The first option that is neither given nor, where no free text may hold something that looks like it, named later. */
  function byPosition(following: readonly Token[]): string | undefined {
    const named = rest === undefined ? following.map((token) => token.kind === 'option' && token.option) : [];
    return specs.find(([name]) => !raw.has(name) && !named.includes(name))?.[0];
  }

  const looksNamed = LOOKS_NAMED.exec(excess[0] ?? '')?.groups;
  if (looksNamed) strange.push({ name: looksNamed['name'] ?? '', value: looksNamed['value'] });
  else if (excess.length > 0) problems.push(tooManyWords(excess, command));
  const isOnly = problems.length + strange.length === 1 && excess.length <= 1;
  problems.push(...strange.map((each) => strangeOption(each, command, raw, isOnly)));
  return { raw: Object.fromEntries(raw), problems, textAt };
}

/**
 * Whether what looks like an option is free text, where that is what comes next: an option that is given already, or one
 * that the command has not and that is near none of its own. A second time or number is no text: it contradicts the first.
 */
function isProse(
  command: Command,
  token: Exclude<Token, { kind: 'value' }>,
  given: ReadonlyMap<string, string>,
): boolean {
  if (token.kind === 'name') return optionMeant(token.name, command) === undefined;
  const spec = command.options[token.option];
  if (!spec || !given.has(token.option)) return false;
  return token.value === undefined || !isVocabulary(spec) || !spec.schema.safeParse(token.value).success;
}

/** Whether it takes certain words only, as times and numbers are. */
function isVocabulary(spec: OptionSpec): boolean {
  return spec.choices !== undefined || !spec.schema.safeParse(ANYTHING).success;
}

/** The plain words that a value can go on with. What is quoted is whole. */
function wordsBehind(token: ValueToken, following: readonly Token[]): ValueToken[] {
  if (token.quoted) return [];
  const end = following.findIndex((next) => next.kind !== 'value' || next.quoted);
  return following.slice(0, end === -1 ? following.length : end).filter((next) => next.kind === 'value');
}

function isOneQuotation(token: Token, next: Token | undefined): boolean {
  return token.kind !== 'name' && token.quoted && (next === undefined || next.kind === 'option');
}

/** An option that the command does not have, and what follows it. */
interface Strange {
  readonly name: string;
  readonly value: string | undefined;
}

/** A left-over word that looks like `name:value` was probably meant as an option. */
const LOOKS_NAMED = /^(?<name>\p{L}[\p{L}\p{N}_-]*)[:=](?<value>.+)/su;

/** `isOnly`: nothing else is wrong, so that the line that was meant can be offered. */
function strangeOption(
  { name, value }: Strange,
  command: Command,
  raw: ReadonlyMap<string, string>,
  isOnly: boolean,
): OptionProblem {
  const meant = optionMeant(name, command);
  const line =
    isOnly && meant !== undefined && value !== undefined
      ? lineWith(command, Object.fromEntries(raw), meant, value)
      : undefined;
  return line === undefined ? unknownOption(name, command) : misspeltOption(name, command, line);
}
