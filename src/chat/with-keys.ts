import type { Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { withoutLinks } from '../intake/mentions.ts';
import type { Intent } from '../intent.ts';
import { takesKeys, withKeysTyped } from '../line/held-keys.ts';
import { readLine, type AskedCommand } from '../line/read-line.ts';

/** Options that take an address with its key get it as it was typed. */
export function withKeys(
  core: Pick<Core, 'config' | 'commands'>,
  typed: Intent,
  asked: AskedCommand,
): AskedCommand {
  if (!takesKeys(asked.command) || typed.kind === 'press') return asked;
  if (typed.kind === 'submit') return withKeysTyped(asked, typed.values);
  const again = readLine(core, typed.place, withoutLinks(typed.line)).asked;
  const isSame = !(again instanceof Refusal) && again.command === asked.command;
  return isSame ? withKeysTyped(asked, again.raw) : asked;
}
