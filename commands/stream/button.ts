import type { Button } from '../../src/reply.ts';
import { byShort } from '../../src/text/name-forms.ts';
import type { Reader } from '../../src/live/reader.ts';
import { runButton } from '../../src/card/run-button.ts';
import { typedLine } from '../typed-line.ts';
import { shortNames } from './naming/name.ts';
import { streamWord, whyUnnameable } from './naming/word.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/** A button for a list that is narrowed to a stream: a list takes part of a name, and not a name that has to be told apart. */
export function listButton(
  context: Pick<Reader, 'account' | 'config'>,
  command: string,
  name: StreamName,
  label: string,
): Button | undefined {
  return firstButton(command, [fullName(name), ...shortNames(context, name)], label);
}

/** What names exactly this stream in a line, clearest first: in full, then by its short names. Nothing where no line can. */
export function streamWords(context: Pick<Reader, 'account' | 'config'>, name: StreamName): string[] {
  if (whyUnnameable(name)) return [];
  return [streamWord(name), ...shortNames(context, name).map(byShort)];
}

/** A button for a command on a stream, by its short name where the full one is too long. */
export function streamButton(
  context: Pick<Reader, 'account' | 'config'>,
  command: string,
  name: StreamName,
  label: string,
  style?: Button['style'],
): Button | undefined {
  return firstButton(command, streamWords(context, name), label, style);
}

function firstButton(
  command: string,
  words: readonly string[],
  label: string,
  style?: Button['style'],
): Button | undefined {
  for (const word of words) {
    const button = runButton(typedLine(command, word), label, style);
    if (button) return button;
  }
  return undefined;
}
