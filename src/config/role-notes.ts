import { grants, type NamedCommand, withheldBy } from '../guard/command-grants.ts';
import { isListed, type Command } from '../command.ts';
import type { Misfit } from './problem.ts';
import type { RoleConfig } from './schema.ts';

/** A command as roles and their notes know it. */
export type CheckedCommand = NamedCommand & Pick<Command, 'hidden' | 'unlisted'>;

/** So many commands are named in one note, at most. */
const NAMED = 60;

/**
 * Patterns of roles that read as if they allowed what cannot be got back or what shows keys, and that did so in versions
 * before. What the role has otherwise, by the risk or by the name, is not noted.
 */
export function roleNotes(
  roles: Readonly<Record<string, RoleConfig>>,
  commands: readonly CheckedCommand[],
): Misfit[] {
  return Object.entries(roles).flatMap(([id, role]) =>
    role.commands.flatMap((pattern, index): Misfit[] => {
      const lost = withheldBy(pattern, commands).filter((command) => !isHad(role, command));
      const typed = lost.filter(({ hidden }) => !hidden);
      if (typed.length === 0) return [];
      return [{ path: ['roles', id, 'commands', index], text: noteOf(pattern, typed) }];
    }),
  );
}

function isHad({ risks, commands }: RoleConfig, command: CheckedCommand): boolean {
  return risks.includes(command.risk) || commands.some((given) => grants(given, command));
}

function noteOf(pattern: string, lost: readonly CheckedCommand[]): string {
  const listed = lost.filter(isListed);
  // Of the calls of `api` there are dozens: they are named where the pattern is about nothing else.
  const named = (listed.length > 0 ? listed : lost).slice(0, NAMED).map(({ name }) => name);
  const more = lost.length - named.length;
  const all = more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
  return `"${pattern}" does not allow ${all}: no pattern allows what cannot be got back (destroy) or what shows keys (secret); name those that are meant, or give the role the risk`;
}
