import type { Command } from '../command.ts';
import { readOptions } from './read-options.ts';
import type { AskedCommand } from './read-line.ts';

type Raw = Readonly<Record<string, string>>;

/** What stands for an address in the audit. */
const GONE = '…';

/** Of each command that was asked about: every line asks of all of them. */
const known = new WeakMap<Command, readonly string[]>();

/** The options of a command that take an address with its key. */
function keyOptions(command: Command): readonly string[] {
  const before = known.get(command);
  if (before) return before;
  const found = Object.entries(command.options).flatMap(([name, { holdsKey }]) => (holdsKey ? [name] : []));
  known.set(command, found);
  return found;
}

/** Whether a command has to get something as it was typed, with the key in it. */
export function takesKeys(command: Command): boolean {
  return keyOptions(command).length > 0;
}

/**
 * What is asked for, with the values of options that take a key as they were typed. Only the values have them: `raw`, out of
 * which lines are made again, stays without.
 */
export function withKeysTyped(asked: AskedCommand, typed: Raw): AskedCommand {
  const { command, raw } = asked;
  const keys = keyOptions(command).filter((name) => Object.hasOwn(raw, name));
  const options = readOptions(command, {
    ...raw,
    ...Object.fromEntries(keys.map((name) => [name, typed[name] ?? ''])),
  });
  return options.ok ? { ...asked, options } : asked;
}

/** The options as the audit has them: without any address that holds a key. */
export function withoutAddresses(command: Command, raw: Raw): Raw {
  const hidden = keyOptions(command).filter((name) => Object.hasOwn(raw, name));
  return { ...raw, ...Object.fromEntries(hidden.map((name) => [name, GONE])) };
}

/** The options without those that take an address with its key. */
export function withoutKeyOptions(command: Command, raw: Raw): Raw {
  const held = keyOptions(command);
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !held.includes(name)));
}

/** The same of a line that need not have been understood: what follows the name of such a command is gone. */
export function lineWithoutAddresses(commands: readonly Command[], line: string): string {
  const text = line.toLowerCase();
  for (const command of commands.filter(takesKeys))
    for (const name of [command.name, command.zh, command.zh.replaceAll(' ', '')]) {
      const at = text.indexOf(name);
      if (at >= 0 && text.length > at + name.length) return `${line.slice(0, at + name.length)} ${GONE}`;
    }
  return line;
}
