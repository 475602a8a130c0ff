import type { Platform } from '../platform/platform.ts';
import { alertMisfits } from './alerts/problems.ts';
import { oncallMisfits } from './oncall/problems.ts';
import type { Config, ConfigFile } from './schema.ts';
import { unknownZone } from './zone.ts';
import { isTimeZone } from '../text/time.ts';
import { didYouMean } from '../text/nearest.ts';
import type { Misfit } from './problem.ts';

/** Names in the file that name nothing, and people who are the same. `commandNames` where they are known. */
export function checkReferences(
  config: Config,
  commandNames: readonly string[] | undefined,
  platforms: readonly Platform[],
): Misfit[] {
  return [
    ...accountsOf(config),
    ...rolesOfPeople(config),
    ...samePeople(config.people, platforms),
    ...sameEmails(config.people),
    ...(commandNames ? commandsOfRoles(config.roles, commandNames) : []),
    ...alertMisfits(config, commandNames, platforms),
    ...oncallMisfits(config, platforms),
    ...(isTimeZone(config.timeZone) ? [] : [unknownZone(['timeZone'], config.timeZone)]),
  ];
}

function unknown(
  path: readonly PropertyKey[],
  what: string,
  given: string,
  known: readonly string[],
): Misfit {
  return { path, text: `there is no ${what} "${given}"${didYouMean(given, known)}` };
}

function accountsOf(config: Config): Misfit[] {
  const known = Object.keys(config.accounts);
  const named: { path: PropertyKey[]; account: string | undefined }[] = [
    { path: ['defaultAccount'], account: config.defaultAccount },
    ...Object.entries(config.channels).map(([id, { account }]) => ({
      path: ['channels', id, 'account'],
      account,
    })),
    ...Object.entries(config.streams).map(([id, { account }]) => ({
      path: ['streams', id, 'account'],
      account,
    })),
    ...Object.entries(config.roles).flatMap(([id, role]) =>
      (role.accounts ?? []).map((account, index) => ({ path: ['roles', id, 'accounts', index], account })),
    ),
  ];
  return named.flatMap(({ path, account }) =>
    account === undefined || Object.hasOwn(config.accounts, account)
      ? []
      : [unknown(path, 'account', account, known)],
  );
}

function rolesOfPeople({ people, platformRoles, roles }: Config): Misfit[] {
  const named: { path: PropertyKey[]; roles: readonly string[] }[] = [
    ...Object.entries(people).map(([id, person]) => ({ path: ['people', id, 'roles'], roles: person.roles })),
    ...Object.entries(platformRoles).map(([id, given]) => ({ path: ['platformRoles', id], roles: given })),
  ];
  return named.flatMap(({ path, roles: given }) =>
    given.flatMap((role, index) =>
      Object.hasOwn(roles, role) ? [] : [unknown([...path, index], 'role', role, Object.keys(roles))],
    ),
  );
}

/** Two people with one id would share their powers, and which of them applies would be chance. */
function samePeople(people: ConfigFile['people'], platforms: readonly Platform[]): Misfit[] {
  return platforms.flatMap(({ key: platform }) => {
    const first = new Map<string, string>();
    return Object.entries(people).flatMap(([id, person]): Misfit[] => {
      const userId = person.ids[platform];
      if (userId === undefined) return [];
      const other = first.get(userId);
      if (other === undefined) {
        first.set(userId, id);
        return [];
      }
      return [
        { path: ['people', id, platform], text: `"${userId}" is ${other} already; one person has one entry` },
      ];
    });
  });
}

/** A calendar that names the address would mean both. */
function sameEmails(people: ConfigFile['people']): Misfit[] {
  const first = new Map<string, string>();
  return Object.entries(people).flatMap(([id, { emails = [] }]) =>
    emails.flatMap((email): Misfit[] => {
      const other = first.get(email);
      if (other === undefined || other === id) {
        first.set(email, id);
        return [];
      }
      return [
        { path: ['people', id, 'email'], text: `"${email}" is ${other} already; one address has one person` },
      ];
    }),
  );
}

/** `stream drop`, every command that begins so as `caster *` or `record rule *`, or all as `*`. */
function commandsOfRoles(roles: ConfigFile['roles'], commandNames: readonly string[]): Misfit[] {
  const known = [...new Set([...commandNames, ...commandNames.flatMap(patternsOf)])];
  return Object.entries(roles).flatMap(([id, role]) =>
    role.commands.flatMap((command, index) =>
      command === '*' || known.includes(command)
        ? []
        : [unknown(['roles', id, 'commands', index], 'command', command, known)],
    ),
  );
}

/** The patterns that cover a command: `record *` and `record rule *` of `record rule add`. */
function patternsOf(name: string): string[] {
  const words = name.split(' ');
  const heads = words.length > 1 ? words.slice(0, -1) : words;
  return heads.map((_, index) => `${heads.slice(0, index + 1).join(' ')} *`);
}
