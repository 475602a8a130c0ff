import type { Command } from '../command.ts';
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
