import { runOf } from '../../../card/press-id.ts';
import type { Button } from '../../../reply.ts';
import { parseLine } from '../../../line/parse-line.ts';

/** The name of an option before its value, as far as it stands outside quotes. */
const OPTION = /^\p{L}[\p{L}\p{N}_-]*[:=]/u;

/**
 * The buttons without those that do what an earlier one does, however their lines are written. `names`: what else the
 * stream is called in a line.
 */
export function oneAThing(buttons: readonly Button[], names: readonly string[]): Button[] {
  const things = buttons.map((button) => thingOf(button, names));
  return buttons.filter((_, at) => things.indexOf(things[at] ?? '') === at);
}

/** What a button does, alike for `stream show main` and `stream show stream:push.example.com/live/main`. */
export function thingOf({ id }: Pick<Button, 'id'>, names: readonly string[]): string {
  const run = runOf(id);
  if (!run) return id;
  const words = parseLine(run.line).words.map(({ typed, bare }, at) => {
    const option = OPTION.exec(typed.slice(0, bare))?.[0] ?? '';
    const value = typed.slice(option.length);
    if (names.includes(value)) return '';
    // The first words are the command's, which is read in any case.
    return at < 2 ? value.toLowerCase() : value;
  });
  return JSON.stringify(words);
}
