import { isListed, type Command } from '../../command.ts';
import { Refusal } from '../../errors.ts';
import { actionNamed } from '../../live/catalogue/catalogue.ts';
import { oneLine } from '../../text/characters.ts';
import { findCommand } from '../match-command.ts';
import type { Text } from '../../text/language.ts';
import { commandsOfNoun } from '../noun-alone.ts';
import type { ParsedLine } from '../parse-line.ts';
import { oldNameIn } from './old-names.ts';
import { otherWords, type Meant } from './synonyms.ts';

/**
 * What a line means that names no command: a refusal that offers the present command, its parameters carried over; or the
 * line to read instead, where only one is meant and it only looks. What acts is never read from other words.
 */
export function understood(commands: readonly Command[], parsed: ParsedLine): Refusal | string | undefined {
  const old = oldNameIn(commands, parsed);
  if (old) return old;
  const meant = [...asAction(commands, parsed), ...otherWords(commands, parsed)];
  const [only, ...others] = meant;
  if (!only) return undefined;
  if (others.length === 0 && only.command.kind === 'looks' && only.command.risk === 'read') return only.line;
  const own = commandsOfNoun(parsed, commands.filter(isListed));
  return offered(parsed, [...own.map(({ name }) => name), ...meant.map(({ line }) => line)], own.length > 0);
}

/** An action of the API that is typed by itself. */
function asAction(commands: readonly Command[], { words, line }: ParsedLine): readonly Meant[] {
  const [first, next] = words;
  const name = first && actionNamed(first.text);
  const command = name === undefined ? undefined : findCommand(commands, `api ${name}`);
  if (!command) return [];
  return [{ command, line: [command.name, ...(next ? [line.slice(next.start).trimEnd()] : [])].join(' ') }];
}

/** `isNoun`: it is a name here as well, of several commands. */
function offered({ words }: ParsedLine, lines: readonly string[], isNoun: boolean): Refusal {
  const typed = oneLine(
    words
      .slice(0, 2)
      .map(({ text }) => text)
      .join(' '),
  );
  const nothing: Text = { en: 'Nothing was done.', zh: '未执行任何操作。' };
  if (isNoun)
    return new Refusal(
      'airdesk.unknown-command',
      { en: `There is no command "${typed}"`, zh: `没有“${typed}”这个命令` },
      nothing,
      lines,
      { meant: true },
    );
  return new Refusal(
    'airdesk.other-name',
    { en: `"${typed}" has a different name here`, zh: `“${typed}”在这里是另一个名称` },
    nothing,
    lines,
    { meant: true },
  );
}
