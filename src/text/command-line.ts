import { quoted } from './quote.ts';

/**
 * The line to type for a command with these options; matchCommand reads it back to exactly the same. An option that
 * takes the rest of the line has to be the last.
 */
export function commandLine(name: string, raw: Readonly<Record<string, string>>): string {
  const options = Object.entries(raw).map(([option, value]) => `${option}:${quoted(value)}`);
  return [name, ...options].join(' ');
}
