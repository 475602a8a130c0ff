import { isListed, type Command } from '../command.ts';
import { nearestBy, difference } from '../text/nearest.ts';

/** How good a verb without its noun is: worse than a slip of the finger, better than the noun alone. */
const VERB = 0.3;

const HAN = /\p{Script=Han}/u;

/** The commands that a line starting with `words` may have been meant for, nearest first; a lone noun lists its commands. */
export function nearestCommands(
  words: readonly string[],
  commands: readonly Command[],
  limit = 5,
): Command[] {
  const visible = commands.filter(isListed);
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
  return Math.min(whole, noun, isVerbOf(words, name) ? VERB : 1);
}

/** Whether the first word is the verb of this name, its noun left out: `drop` of `stream drop`, `断开` of `流 断开`. */
export function isVerbOf([first = '']: readonly string[], name: string): boolean {
  const verb = name.split(' ').slice(1).join(' ');
  const typed = first.toLowerCase();
  if (verb === '') return false;
  return typed === verb || (HAN.test(verb) && typed.startsWith(verb));
}
