import type { Command } from '../command.ts';
import type { Word } from './parse-line.ts';

/**
 * A word after the command's name: a `value` by position, an `option` by name, or a `name` with two dashes in front
 * that the command does not know.
 */
export type Token =
  | {
      readonly kind: 'value';
      readonly value: string;
      /** The value as it stood in the line. */
      readonly typed: string;
      readonly at: number;
      readonly quoted: boolean;
    }
  | {
      readonly kind: 'option';
      readonly option: string;
      /** undefined: nothing follows the name. */
      readonly value: string | undefined;
      readonly typed: string;
      readonly at: number;
      /** Where its name begins in the line; `at` is where its value does. */
      readonly start: number;
      readonly quoted: boolean;
    }
  | {
      readonly kind: 'name';
      readonly name: string;
      /** undefined: nothing follows. */
      readonly value: string | undefined;
      readonly start: number;
    };

const BY_SEPARATOR = /^(?<name>[^:=]+)[:=](?<value>.*)$/su;
const BY_DASHES = /^(?<dashes>-+)(?<name>\p{L}[\p{L}\p{N}_-]*)(?:[:=](?<value>.*))?$/su;
const RAW_SEPARATOR = /[:=：＝﹕∶]/;

/**
 * Finds the options among words: `name:value`, `name=value`, `name: value`, `--name value`, in English or Chinese.
 * Only names that the command has make an option; anything else with `:` or `=` in it is a value.
 */
export function nameOptions(command: Command, words: readonly Word[]): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) continue;
    const named = readName(command, word);
    if (!named) {
      const { text, typed, start, quoted } = word;
      tokens.push({ kind: 'value', value: text, typed, at: start, quoted });
      continue;
    }
    const next = words[index + 1];
    const follows = named.value === undefined && next && !readName(command, next) ? next : undefined;
    if (follows) index += 1;
    if (!named.option) {
      tokens.push({ kind: 'name', name: named.name, value: named.value ?? follows?.text, start: word.start });
    } else if (follows) {
      const { text, typed, start: at, quoted } = follows;
      const { start } = word;
      tokens.push({ kind: 'option', option: named.option, value: text, typed, at, start, quoted });
    } else {
      const behindName = word.typed.search(RAW_SEPARATOR) + 1;
      const { option, value } = named;
      tokens.push({
        kind: 'option',
        option,
        value,
        typed: word.typed.slice(behindName),
        at: word.start + behindName,
        start: word.start,
        quoted: word.quoted,
      });
    }
  }
  return tokens;
}

/** The option's name in `command.options` for what was typed: any case, English or Chinese, dashes or not. */
function optionNamed(command: Command, typed: string): string | undefined {
  const key = folded(typed);
  return Object.entries(command.options).find(
    ([name, spec]) => folded(name) === key || spec.zh === typed,
  )?.[0];
}

function folded(name: string): string {
  return name.replace(/[-_]/g, '').toLowerCase();
}

function readName(
  command: Command,
  word: Word,
): { name: string; option: string | undefined; value: string | undefined } | undefined {
  const groups = (BY_DASHES.exec(word.text) ?? BY_SEPARATOR.exec(word.text))?.groups;
  const name = groups?.['name'];
  // Inside quotes nothing is syntax.
  if (name === undefined || (groups?.['dashes']?.length ?? 0) + name.length > word.bare) return undefined;
  const option = optionNamed(command, name);
  if (!option && (groups?.['dashes']?.length ?? 0) < 2) return undefined;
  const value = groups?.['value'];
  return { name, option, value: value === '' && !word.quoted ? undefined : value };
}
