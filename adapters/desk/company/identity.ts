import type { Text } from '../../../src/text/language.ts';
import type { CompanySettings } from './settings.ts';

/** Who the provider says somebody is, as far as Airdesk works with it. */
export interface Identity {
  /** As it stands under `people`, `desk`. */
  readonly userId: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** Why somebody is not let in. `who`: the line of airdesk.yaml that would let them. */
export class SignInRefusal extends Error {
  readonly hint: Text;
  readonly who: string | undefined;

  constructor(message: string, hint: Text, cause?: unknown, who?: string) {
    super(message, { cause });
    this.name = 'SignInRefusal';
    this.hint = hint;
    this.who = who;
  }
}

const LONGEST_ID = 128;
const MOST_GROUPS = 1_000;

/**
 * Who the claims of an ID token mean. `known`: the ids under `people`; an email means the one that is spelt like it but for
 * capitals.
 * @throws SignInRefusal where they mean nobody for certain
 */
export function identityOf(
  claims: Readonly<Record<string, unknown>>,
  { claim, groupsClaim }: Pick<CompanySettings, 'claim' | 'groupsClaim'>,
  known: readonly string[],
): Identity {
  const value = claims[claim];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_ID || /\p{C}/u.test(value))
    throw new SignInRefusal(`the claim ${claim} is missing or no name`, {
      en: `The provider does not say who you are: its claim "${claim}" is missing. Whoever runs Airdesk has to set DESK_OIDC_CLAIM to an existing claim, or configure the provider to send it.`,
      zh: `登录服务没有提供“${claim}”声明，无法确认您的身份。请管理员调整 DESK_OIDC_CLAIM，或让登录服务提供该声明。`,
    });
  const isEmail = claim === 'email';
  if (isEmail && claims['email_verified'] !== true)
    throw new SignInRefusal('the email is not verified', {
      en: 'The provider does not say that your email address is verified, so it could be anyone’s. Have it verified there; whoever runs Airdesk can set DESK_OIDC_CLAIM to sub instead.',
      zh: '登录服务没有确认您的邮箱已验证，因此不能据此认定身份。请先在登录服务中验证邮箱，或请管理员将 DESK_OIDC_CLAIM 设为 sub。',
    });
  const same = (id: string): boolean => id.toLowerCase() === value.toLowerCase();
  const userId = isEmail ? (known.find(same) ?? value.toLowerCase()) : value;
  const { name } = claims;
  return {
    userId,
    name: typeof name === 'string' && name.trim() !== '' ? name : userId,
    groups: groupsIn(claims[groupsClaim]),
  };
}

function groupsIn(value: unknown): string[] {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((group): group is string => typeof group === 'string').slice(0, MOST_GROUPS);
}
