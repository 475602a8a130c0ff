import { LINE_COMMAND } from '../../../adapters/discord/typed-line.ts';
import { commands } from '../../../commands/index.ts';
import { matchCommand } from '../../../src/line/match-command.ts';
import type { TypedCommand } from './payloads.ts';

/** The longest value of an option that Discord takes. */
const LONGEST = 6_000;

/**
 * A typed line as the slash command that a person would have chosen for it in Discord. What cannot be chosen there (an
 * unknown command, an option that there is none of) is typed into the command that takes a whole line.
 */
export function typeLine(line: string): TypedCommand {
  const match = matchCommand(commands, line);
  if (match.kind !== 'command') {
    const { name, option } = LINE_COMMAND;
    return { words: [name], options: line === '' ? [] : [{ name: option, value: line.slice(0, LONGEST) }] };
  }
  const options = Object.entries(match.rawOptions).map(([name, value]) => ({
    name,
    value: value.slice(0, LONGEST),
  }));
  return { words: match.command.name.split(' '), options };
}

/** The client's language of somebody who types this line. */
export function localeOf(line: string): string {
  return matchCommand(commands, line).language === 'zh-CN' ? 'zh-CN' : 'en-US';
}
