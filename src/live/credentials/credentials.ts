import type { AccountConfig } from '../../config/schema.ts';
import type { Credentials } from '../sign.ts';
import { fromCvmRole } from './cvm-role.ts';
import { fromEnvironment } from './environment.ts';
import { fromOidc } from './oidc.ts';
import { fromProfile, vendorPaths } from './profile.ts';
import { remembered } from './remembered.ts';
import { noCredentials, type CredentialDeps, type Found, type Source } from './source.ts';

/**
 * The credentials of an account, as a function to ask before every request: by the vendor's chain (environment,
 * profile file, CVM role, OIDC), by environment variables of their own, or by a profile file of their own.
 * The function rejects with AirdeskError `airdesk.no-credentials`.
 */
export function createCredentials(
  ref: AccountConfig['credentials'],
  deps: CredentialDeps,
): () => Promise<Credentials> {
  return remembered(deps.clock, firstOf(sourcesOf(ref, deps)), deps.onProblem);
}

interface Named {
  readonly name: string;
  readonly source: Source;
}

function sourcesOf(ref: AccountConfig['credentials'], deps: CredentialDeps): readonly Named[] {
  if (ref === 'chain') {
    return [
      { name: 'environment', source: fromEnvironment(deps) },
      { name: 'profile file', source: fromProfile(deps, vendorPaths(deps.home)) },
      { name: 'CVM role', source: fromCvmRole(deps) },
      { name: 'TKE OIDC', source: fromOidc(deps) },
    ];
  }
  if ('file' in ref) return [{ name: ref.file, source: fromProfile(deps, [ref.file], ref.profile) }];
  return [{ name: `${ref.secretIdEnv} and ${ref.secretKeyEnv}`, source: fromEnvironment(deps, ref) }];
}

/**
 * Asks one source after the other; the first that is set up decides. Where that one fails, no other is tried:
 * it could be another identity, in another account.
 */
function firstOf(sources: readonly Named[]): () => Promise<Found> {
  return async () => {
    for (const { source } of sources) {
      const found = await source();
      if (found) return found;
    }
    const names = sources.map(({ name }) => name).join(', ');
    throw noCredentials(`No credentials found in: ${names}`, {
      en: `No key for the cloud account was found (looked at: ${names}). Set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or what the account's "credentials" in airdesk.yaml names. Nothing was sent.`,
      zh: `没有找到云账号的密钥（已查：${names}）。请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，或 airdesk.yaml 里该账号 credentials 指定的来源。请求没有发出。`,
    });
  };
}
