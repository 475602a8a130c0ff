import type { Command } from '../command.ts';
import { shortLine } from './command-line.ts';

/** What is typed behind a name is offered again up to so many characters; a button has room for less. */
const MOST = 200;
/** What a button loses or changes on its way. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Whether this text can stand in a line that is offered again, exactly as it was typed. */
export function canBeOffered(text: string): boolean {
  return text !== '' && text.length <= MOST && !UNSAFE.test(text);
}

/** A line for this command with what was typed behind another name; without it where it cannot be offered, or takes nothing. */
export function withTypedBehind({ options }: Command, line: string, rest: string): string {
  return Object.keys(options).length > 0 && canBeOffered(rest) ? `${line} ${rest}` : line;
}

/**
 * The line with this value as that option, for a name that was misspelt. Undefined where the option was given already, where
 * its value holds a key, or cannot be offered.
 */
export function lineWith(
  command: Command,
  raw: Readonly<Record<string, string>>,
  option: string,
  value: string,
): string | undefined {
  const spec = command.options[option];
  if (!spec || spec.holdsKey || Object.hasOwn(raw, option) || !canBeOffered(value)) return undefined;
  const all = { ...raw, [option]: value };
  const inOrder = Object.keys(command.options).filter((name) => Object.hasOwn(all, name));
  return shortLine(command, Object.fromEntries(inOrder.map((name) => [name, all[name] ?? ''])));
}
