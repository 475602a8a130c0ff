import { createHash } from 'node:crypto';
import type { Config } from '../config/schema.ts';

type Accounts = Pick<Config, 'accounts'>;

/** Length of a tag, characters; longer only where two accounts would have the same. */
export const TAG_LENGTH = 4;

/** What stands for an account in the id of a button: the beginning of a digest of its name, since names can be long. */
export function accountTag(config: Accounts, account: string): string {
  const own = accountDigest(account);
  const others = [...digestsOf(config)].filter(([name]) => name !== account);
  let length = TAG_LENGTH;
  while (others.some(([, digest]) => digest.startsWith(own.slice(0, length)))) length++;
  return own.slice(0, length);
}

/** The configured accounts that a tag can stand for: more than one where another was added since it was made. */
export function accountsTagged(config: Accounts, tag: string): string[] {
  return [...digestsOf(config)].filter(([, digest]) => digest.startsWith(tag)).map(([name]) => name);
}

/** SHA-256 of an account's name: 43 letters, digits, `-` and `_`. */
export function accountDigest(name: string): string {
  return createHash('sha256').update(name).digest('base64url');
}

/** By name. Configurations are few and never change. */
const known = new WeakMap<Config['accounts'], ReadonlyMap<string, string>>();

function digestsOf({ accounts }: Accounts): ReadonlyMap<string, string> {
  let digests = known.get(accounts);
  if (!digests) {
    digests = new Map(Object.keys(accounts).map((name) => [name, accountDigest(name)]));
    known.set(accounts, digests);
  }
  return digests;
}
