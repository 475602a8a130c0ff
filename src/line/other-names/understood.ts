import type { Command } from '../../command.ts';
import { Refusal } from '../../errors.ts';
import { actionNamed } from '../../live/catalogue/catalogue.ts';
import { oneLine } from '../../text/characters.ts';
import { findCommand } from '../match-command.ts';
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
  return offered(parsed, meant);
}

/** An action of the API that is typed by itself. */
function asAction(commands: readonly Command[], { words, line }: ParsedLine): readonly Meant[] {
  const [first, next] = words;
  const name = first && actionNamed(first.text);
  const command = name === undefined ? undefined : findCommand(commands, `api ${name}`);
  if (!command) return [];
  return [{ command, line: [command.name, ...(next ? [line.slice(next.start).trimEnd()] : [])].join(' ') }];
}

function offered({ words }: ParsedLine, meant: readonly Meant[]): Refusal {
  const typed = oneLine(
    words
      .slice(0, 2)
      .map(({ text }) => text)
      .join(' '),
  );
  return new Refusal(
    'airdesk.other-name',
    { en: `"${typed}" has a different name here`, zh: `“${typed}”在这里是另一个名称` },
    { en: 'Nothing was done.', zh: '未执行任何操作。' },
    meant.map(({ line }) => line),
    { meant: true },
  );
}
