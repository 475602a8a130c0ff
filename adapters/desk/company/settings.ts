import { z } from 'zod';
import { isLoopbackUrl } from '../../../src/http/loopback.ts';
import { problem } from '../../../src/config/variables.ts';
import type { Problem } from '../../../src/config/problem.ts';
import type { PlatformSettings, PlatformVariable } from '../../../src/platform/platform.ts';
import { secretVariable } from '../../../src/platform/variable-checks.ts';

/** The company's provider (OpenID Connect), and what of it is believed. */
export interface CompanySettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  /** Where it sends people back to. */
  readonly redirectUri: string;
  /** Which claim says who it is: `email` or `sub`, or another one that the provider never gives to somebody else. */
  readonly claim: string;
  readonly groupsClaim: string;
  readonly scope: string;
}

const address = z
  .string()
  .max(500)
  .refine(
    (text) => URL.canParse(text) && (text.startsWith('https://') || isLoopbackUrl(text)),
    'must be an https address',
  )
  .optional();
const claim = z
  .string()
  .regex(/^[A-Za-z0-9_.:/-]{1,200}$/, 'must be the name of a claim, as email or sub')
  .optional();

/** What the environment says of it. */
export const COMPANY_VARIABLES: readonly PlatformVariable[] = [
  {
    name: 'DESK_OIDC_ISSUER',
    usual: 'not set',
    about:
      'Sign-in of a company on the desk (OpenID Connect): the address of the provider, before /.well-known/openid-configuration.',
    check: address,
  },
  {
    name: 'DESK_OIDC_CLIENT_ID',
    usual: 'not set',
    about: 'Its client ID for Airdesk.',
    check: z.string().max(500).optional(),
  },
  {
    name: 'DESK_OIDC_CLIENT_SECRET',
    usual: 'not set',
    fromFile: true,
    about: 'Its client secret. Without one Airdesk is a public client, with PKCE alone.',
    check: secretVariable,
  },
  {
    name: 'DESK_OIDC_CLAIM',
    usual: 'email',
    about:
      'The claim that says who somebody is, as it stands under people, desk. An email counts only where the provider says that it is verified; otherwise take sub.',
    check: claim,
  },
  {
    name: 'DESK_OIDC_GROUPS_CLAIM',
    usual: 'groups',
    about: 'The claim with the groups, which platformRoles gives roles by desk:<group>.',
    check: claim,
  },
  {
    name: 'DESK_OIDC_SCOPE',
    usual: 'openid email profile',
    about: 'What the provider is asked for.',
    check: z
      .string()
      .max(500)
      .refine((text) => text.split(' ').includes('openid'), 'must hold openid')
      .optional(),
  },
];

/** Undefined where it is not set up. */
export function companySettings(
  { variables }: Pick<PlatformSettings, 'variables'>,
  publicUrl: string | undefined,
): CompanySettings | undefined {
  const issuer = variables['DESK_OIDC_ISSUER'];
  const clientId = variables['DESK_OIDC_CLIENT_ID'];
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) return undefined;
  return {
    issuer: new URL(issuer),
    clientId,
    clientSecret: variables['DESK_OIDC_CLIENT_SECRET'],
    redirectUri: new URL('/desk/company/back', publicUrl).href,
    claim: variables['DESK_OIDC_CLAIM'] ?? 'email',
    groupsClaim: variables['DESK_OIDC_GROUPS_CLAIM'] ?? 'groups',
    scope: variables['DESK_OIDC_SCOPE'] ?? 'openid email profile',
  };
}

/** What is there by halves. */
export function companyProblems({ variables }: PlatformSettings): Problem[] {
  const names = COMPANY_VARIABLES.map(({ name }) => name).filter((name) => variables[name] !== undefined);
  const [first] = names;
  if (first === undefined) return [];
  return ['DESK_OIDC_ISSUER', 'DESK_OIDC_CLIENT_ID', 'AIRDESK_URL'].flatMap((name) =>
    variables[name] === undefined ? [problem(first, `is set and ${name} is not`)] : [],
  );
}
