import type { Command } from '../command.ts';
import { nearestBy, difference } from '../text/nearest.ts';

/** The commands that a line starting with `words` may have been meant for, nearest first; a lone noun lists its commands. */
export function nearestCommands(
  words: readonly string[],
  commands: readonly Command[],
  limit = 5,
): Command[] {
  const visible = commands.filter((command) => !command.hidden);
  return nearestBy(
    visible,
    (command) => Math.min(scoreOf(words, command.name, ' '), scoreOf(words, command.zh, '')),
    limit,
  );
}

function scoreOf(words: readonly string[], name: string, joiner: string): number {
  const parts = name.split(' ');
  const typed = words.slice(0, parts.length);
  if (typed.length === 0) return 1;
  const whole =
    joiner === ''
      ? // Chinese is typed without spaces as well, so letters are compared, not words.
        difference(words.join('').slice(0, parts.join('').length), parts.join(''))
      : difference(typed.join(' '), name);
  // The noun is right and the verb is not, or is missing: worth listing, after better matches.
  const noun = parts.length > 1 && typed[0]?.toLowerCase() === parts[0]?.toLowerCase() ? 0.4 : 1;
  return Math.min(whole, noun);
}
