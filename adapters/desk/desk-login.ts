import { createHash } from 'node:crypto';
import type { Config } from '../../src/config/schema.ts';
import { LOOPBACK_HOST } from '../../src/http/loopback.ts';
import type { Log } from '../../src/observability/log.ts';
import { createPasswordCheck } from './passwords.ts';

/** Who may use the desk, and how it knows them. */
export type DeskLogin =
  /** On this machine only: whoever sits there says which of these people they are. */
  | { readonly kind: 'open'; readonly people: readonly { readonly userId: string; readonly name: string }[] }
  | {
      readonly kind: 'password';
      /** Must take as long for an unknown user as for a known one (createPasswordCheck does). */
      readonly check: (user: string, password: string) => Promise<boolean>;
      /** What is kept of somebody's password: a secret that goes with it. */
      readonly keyOf?: (user: string) => string | undefined;
      /** What a user's password is now, unreadably: a session of another one is over. */
      readonly proofOf?: (user: string) => string | undefined;
    }
  /** By the company's provider alone. */
  | { readonly kind: 'company' };

/** Somebody whom the configuration does not know, to see what they are told. */
const STRANGER = 'stranger';

/**
 * Who may use the desk. With passwords: whoever has one, from anywhere. Without: whoever sits at this machine, and only
 * while every account is a stand-in on this machine too that has said so, since there is nothing to tell people apart. Undefined: no desk.
 */
export function deskLogin(
  config: Config,
  host: string,
  /** As their file is now. */
  passwords: (() => ReadonlyMap<string, string>) | undefined,
  log: Log,
  isStandIn: boolean,
  hasCompany = false,
): DeskLogin | undefined {
  if (passwords)
    return {
      kind: 'password',
      check: createPasswordCheck(passwords),
      keyOf: (user) => passwords().get(user),
      proofOf: (user) => proofOf(passwords(), user),
    };
  if (hasCompany) return { kind: 'company' };
  const local = LOOPBACK_HOST.test(host);
  if (!local || !isStandIn) {
    log.info(
      {},
      'the desk is off: set DESK_PASSWORDS_FILE or DESK_OIDC_ISSUER to use it with a real account or from other machines; with a stand-in cloud on this machine, start that first',
    );
    return undefined;
  }
  const people = Object.values(config.people).flatMap(({ ids }) => ids['desk'] ?? []);
  return { kind: 'open', people: [...people, STRANGER].map((name) => ({ userId: name, name })) };
}

function proofOf(passwords: ReadonlyMap<string, string>, user: string): string | undefined {
  const stored = passwords.get(user);
  return stored === undefined
    ? undefined
    : createHash('sha256').update(stored).digest('base64url').slice(0, 16);
}
