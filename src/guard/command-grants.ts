import type { Command, Risk } from '../command.ts';

/** A command as permissions know it. */
export type NamedCommand = Pick<Command, 'name' | 'risk'> & Partial<Pick<Command, 'zh'>>;

/**
 * What a pattern never gives, however wide it is: a command of such a risk may come with any version, and nobody who wrote
 * `caster *` meant it. A role has it by the command's own name, or by the risk.
 */
const BY_NAME_ONLY: ReadonlySet<Risk> = new Set<Risk>(['destroy', 'secret']);

/** Whether what stands under a role's `commands` gives the command: its whole name, `caster *`, or `*`. */
export function grants(given: string, { name, risk }: NamedCommand): boolean {
  return isPattern(given) ? !BY_NAME_ONLY.has(risk) && covers(given, name) : given === name;
}

/** Commands that a pattern reads as if it gave them, and does not, because of their risk. */
export function withheldBy<C extends NamedCommand>(given: string, commands: readonly C[]): readonly C[] {
  if (!isPattern(given)) return [];
  return commands.filter(({ name, risk }) => BY_NAME_ONLY.has(risk) && covers(given, name));
}

/** Whether it means several commands: `*`, or every command of a noun as `caster *`. */
export function isPattern(given: string): boolean {
  return given === '*' || given.endsWith(' *');
}

function covers(pattern: string, name: string): boolean {
  return pattern === '*' || name.startsWith(pattern.slice(0, -1));
}
