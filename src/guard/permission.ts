import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Text } from '../text/language.ts';
import { grants, type NamedCommand } from './command-grants.ts';

/** What is asked of a role: a command's name and risk, on an account. */
export interface Asked {
  readonly command: NamedCommand;
  readonly account: string;
}

/** Commands that everybody who is known may use, whatever their roles: they show only what is theirs already. */
const ALWAYS = new Set(['help', 'whoami']);

/** Verdicts by command; there are as many as Airdesk has commands. */
type OfAccount = Map<NamedCommand, Refusal | 'allowed'>;

/** Verdicts by account and command. */
type Verdicts = Map<string, OfAccount>;

/** By roles, in the order in which a refusal names them: nothing else of a person counts, and many have the same. */
const kept = new WeakMap<Config, Map<string, Verdicts>>();
/** Of more combinations of roles, the verdicts of all are found anew. */
const MOST_COMBINATIONS = 1000;

/** What was asked about before: whoever asks about one command mostly asks about all of them. */
let latest:
  | {
      readonly config: Config;
      readonly person: Person;
      readonly account: string;
      readonly verdicts: OfAccount;
    }
  | undefined;

/**
 * A refusal unless one of the person's roles allows the command on the account. No role, no permission. Each verdict is
 * found once: whoami and what is suggested ask about five hundred commands.
 */
export function permission(config: Config, person: Person, asked: Asked): Refusal | undefined {
  const verdicts = verdictsOf(config, person, asked.account);
  const before = verdicts.get(asked.command);
  if (before) return before === 'allowed' ? undefined : before;
  const refusal = found(config, person, asked);
  verdicts.set(asked.command, refusal ?? 'allowed');
  return refusal;
}

/** A refusal that names the accounts on which the person may not use the command, where there are any of these. */
export function permissionOnEach(
  config: Config,
  person: Person,
  asked: { readonly command: NamedCommand; readonly accounts: readonly string[]; readonly why: Text },
): Refusal | undefined {
  const { command, accounts, why } = asked;
  const missing = accounts.filter((account) => permission(config, person, { command, account }));
  if (missing.length === 0) return undefined;
  const able = Object.keys(config.roles).filter((role) =>
    accounts.every((account) => roleAllows(config, role, { command, account })),
  );
  const whom = whomToAsk(able, {
    en: 'No role allows it on all of them: see "roles" in airdesk.yaml.',
    zh: '没有角色在所有这些账号上允许此操作：请检查 airdesk.yaml 中的 roles。',
  });
  return new Refusal(
    'airdesk.not-permitted',
    {
      en: `You may not use "${command.name}" on ${missing.join(', ')}`,
      zh: `您无权在账号 ${missing.join('、')} 上使用“${command.zh ?? command.name}”`,
    },
    {
      en: `Nothing was done. ${why.en} Your roles: ${person.roles.join(', ')}. ${whom.en}`,
      zh: `未执行任何操作。${why.zh}您的角色：${person.roles.join('、')}。${whom.zh}`,
    },
    [],
    { whom },
  );
}

function verdictsOf(config: Config, person: Person, account: string): OfAccount {
  if (latest?.config === config && latest.person === person && latest.account === account)
    return latest.verdicts;
  const ofConfig = kept.get(config) ?? new Map<string, Verdicts>();
  kept.set(config, ofConfig);
  const roles = person.roles.join('\n');
  let ofRoles = ofConfig.get(roles);
  if (!ofRoles) {
    if (ofConfig.size >= MOST_COMBINATIONS) ofConfig.clear();
    ofConfig.set(roles, (ofRoles = new Map<string, OfAccount>()));
  }
  // A name that no account has is not kept.
  const verdicts = ofRoles.get(account) ?? new Map<NamedCommand, Refusal | 'allowed'>();
  if (Object.hasOwn(config.accounts, account)) ofRoles.set(account, verdicts);
  latest = { config, person, account, verdicts };
  return verdicts;
}

function found(config: Config, person: Person, asked: Asked): Refusal | undefined {
  if (ALWAYS.has(asked.command.name)) return undefined;
  if (person.roles.some((role) => roleAllows(config, role, asked))) return undefined;
  const whom = whomToAsk(rolesThatMay(config, asked), {
    en: 'No role allows it: see "roles" in airdesk.yaml.',
    zh: '没有角色允许此操作：请检查 airdesk.yaml 中的 roles。',
  });
  return new Refusal(
    'airdesk.not-permitted',
    {
      en: `You may not use "${asked.command.name}"`,
      zh: `您无权使用“${asked.command.zh ?? asked.command.name}”`,
    },
    {
      en: `Nothing was done. Your roles: ${person.roles.join(', ')}. ${whom.en}`,
      zh: `未执行任何操作。您的角色：${person.roles.join('、')}。${whom.zh}`,
    },
    [],
    { whom },
  );
}

/** Who can help, by their roles; `nobody`: what is said where there is no such role. */
function whomToAsk(able: readonly string[], nobody: Text): Text {
  if (able.length === 0) return nobody;
  return { en: `Ask ${oneOf(able)}.`, zh: `请联系具有以下角色的同事：${able.join('、')}。` };
}

/** `an engineer or lead`, `a producer, engineer or lead`. */
function oneOf(roles: readonly string[]): string {
  const [first = '', ...others] = roles;
  const article = /^[aeiou]/iu.test(first) ? 'an' : 'a';
  const last = others.pop();
  return `${article} ${[first, ...others].join(', ')}${last === undefined ? '' : ` or ${last}`}`;
}

/** Names of the roles that allow the command on the account. */
export function rolesThatMay(config: Config, asked: Asked): string[] {
  return Object.keys(config.roles).filter((role) => roleAllows(config, role, asked));
}

function roleAllows(config: Config, name: string, { command, account }: Asked): boolean {
  const role = Object.hasOwn(config.roles, name) ? config.roles[name] : undefined;
  if (!role) return false;
  if (role.accounts && !role.accounts.includes(account)) return false;
  return role.risks.includes(command.risk) || role.commands.some((given) => grants(given, command));
}
