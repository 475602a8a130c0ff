import type { Command } from '../command.ts';
import type { Language } from '../text/language.ts';
import { quoted } from './quote.ts';

/**
 * The line to type for a command with these options; matchCommand reads it back to exactly the same. An option that
 * takes the rest of the line has to be the last.
 */
export function commandLine(name: string, raw: Readonly<Record<string, string>>): string {
  const options = Object.entries(raw).map(([option, value]) => `${option}:${quoted(value)}`);
  return [name, ...options].join(' ');
}

/** The same as people type it: by position as far as there are no gaps, and by name from there on. */
export function shortLine(command: Command, raw: Readonly<Record<string, string>>): string {
  const given = Object.keys(command.options).filter((name) => Object.hasOwn(raw, name));
  const hasGap = Object.keys(command.options)
    .slice(0, given.length)
    .some((name) => !Object.hasOwn(raw, name));
  if (hasGap) return commandLine(command.name, raw);
  return [command.name, ...given.map((name) => quoted(raw[name] ?? ''))].join(' ');
}

/** The command that a line begins with, under its whole name in either language. */
export function commandOfLine(line: string, commands: readonly Command[]): Command | undefined {
  let found: Command | undefined;
  let longest = 0;
  for (const command of commands)
    for (const name of [command.name, command.zh])
      if (name.length > longest && beginsWith(line, name)) {
        found = command;
        longest = name.length;
      }
  return found;
}

function beginsWith(line: string, name: string): boolean {
  return line.startsWith(name) && (line.length === name.length || line[name.length] === ' ');
}

/** A line as people read and type it in their language: its command's name in that, the rest as it is. */
export function lineIn(line: string, commands: readonly Command[], language: Language): string {
  if (language === 'en') return line;
  const named = commandOfLine(line, commands);
  return named && beginsWith(line, named.name) ? `${named.zh}${line.slice(named.name.length)}` : line;
}
