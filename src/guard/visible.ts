import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../intent.ts';
import type { AuditEntry } from '../observability/audit.ts';
import type { NamedCommand } from './command-grants.ts';
import { knownActor } from './known-actor.ts';
import { permission } from './permission.ts';

/** Whether somebody may see what is about an account: one of their roles reaches it and allows anything there. */
export function maySee(config: Config, person: Person, account: string): boolean {
  return person.roles.some((name) => {
    const role = Object.hasOwn(config.roles, name) ? config.roles[name] : undefined;
    if (!role || (role.accounts && !role.accounts.includes(account))) return false;
    return role.risks.length > 0 || role.commands.length > 0;
  });
}

/**
 * Whether whoever reads may see something that is about these accounts, all of them. What is about none is seen by
 * everybody who is known. Nobody else sees anything.
 */
export function mayRead(config: Config, reader: Actor, accounts: readonly string[]): boolean {
  const person = knownActor(config, reader);
  if (person instanceof Refusal) return false;
  return accounts.every((account) => maySee(config, person, account));
}

/**
 * The same of somebody who does not ask, but is told: which roles they have on the platform is not known then, so that they count as
 * had. Whoever is called at night has to see what for.
 */
export function mayBeTold(
  config: Config,
  { platform, userId }: Pick<Actor, 'platform' | 'userId'>,
  accounts: readonly string[],
): boolean {
  const before = `${platform}:`;
  const platformRoles = Object.keys(config.platformRoles)
    .filter((key) => key.startsWith(before))
    .map((key) => key.slice(before.length));
  return mayRead(config, { platform, userId, name: '', platformRoles }, accounts);
}

/**
 * Whether whoever is called so, and does not ask, may see what is about an account, by their own roles or as one of their logins.
 * What is no person of the file, as a rotation or a channel, is nobody from whom it would be hidden.
 */
export function isSeenBy(config: Config, id: string, account: string): boolean {
  const found = Object.hasOwn(config.people, id) ? config.people[id] : undefined;
  if (!found) return true;
  const person: Person = { ...found, id };
  const logins = Object.entries(person.ids).map(([platform, userId]) => ({ platform, userId }));
  return maySee(config, person, account) || logins.some((login) => mayBeTold(config, login, [account]));
}

/** Whether whoever reads may use a command on an account: what it would show may be shown to them. */
export function mayAsk(config: Config, reader: Actor, command: NamedCommand, account: string): boolean {
  const person = knownActor(config, reader);
  return !(person instanceof Refusal) && permission(config, person, { command, account }) === undefined;
}

/** The accounts that a line of the audit is about. What names none, as what a stranger typed, may be about any. */
export function accountsOfEntry(config: Config, { account }: AuditEntry): readonly string[] {
  return account === undefined ? Object.keys(config.accounts) : [account];
}

/** The lines of the audit that somebody may see, as they came: their own, and those about accounts that they see. */
export function visibleEntries(config: Config, person: Person, entries: readonly AuditEntry[]): AuditEntry[] {
  return entries.filter(
    (entry) =>
      entry.person === person.id ||
      accountsOfEntry(config, entry).every((account) => maySee(config, person, account)),
  );
}
