import { commandLine } from '../../src/line/command-line.ts';

/** The one command beside those of the nouns: it takes a whole line, as people paste it from a card or a runbook. */
export const LINE_COMMAND = { name: 'live', option: 'line' } as const;

/** One option as Discord hands it on, in the order in which the person filled it in. */
export interface GivenOption {
  readonly name: string;
  readonly value: string;
}

/**
 * The line that says the same as a slash command with these options. Every value but the last is put in quotes: an
 * option that takes the rest of the line may stand anywhere in Discord.
 */
export function typedLine(name: string, options: readonly GivenOption[]): string {
  if (name === LINE_COMMAND.name) {
    return (options.find((given) => given.name === LINE_COMMAND.option)?.value ?? '').trim();
  }
  const last = options.length - 1;
  const parts = options.map(({ name: option, value }, at) =>
    at === last ? commandLine('', { [option]: value }).trimStart() : `${option}:${inQuotes(value)}`,
  );
  return [name, ...parts].join(' ');
}

function inQuotes(value: string): string {
  return `"${value.replace(/[\\"“”„‟＂]/g, '\\$&')}"`;
}
