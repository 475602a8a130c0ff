import { hash } from 'node:crypto';
import type { Config } from '../config/schema.ts';

type Accounts = Pick<Config, 'accounts'>;

/** Length of a tag, characters; longer only where two accounts would have the same. */
export const TAG_LENGTH = 4;

/** What stands for an account in the id of a button: the beginning of a digest of its name, since names can be long. */
export function accountTag({ accounts }: Accounts, account: string): string {
  const { digests, tags } = knownOf(accounts);
  const before = tags.get(account);
  if (before !== undefined) return before;
  const tag = shortestTag(digests, account);
  if (digests.has(account)) tags.set(account, tag);
  return tag;
}

function shortestTag(digests: ReadonlyMap<string, string>, account: string): string {
  const own = accountDigest(account);
  const others = [...digests].filter(([name]) => name !== account);
  let length = TAG_LENGTH;
  while (others.some(([, digest]) => digest.startsWith(own.slice(0, length)))) length++;
  return own.slice(0, length);
}

/** The configured accounts that a tag can stand for: more than one where another was added since it was made. */
export function accountsTagged({ accounts }: Accounts, tag: string): string[] {
  return [...knownOf(accounts).digests].filter(([, digest]) => digest.startsWith(tag)).map(([name]) => name);
}

/** SHA-256 of an account's name: 43 letters, digits, `-` and `_`. */
export function accountDigest(name: string): string {
  return hash('sha256', name, 'base64url');
}

/** Digests of the configured accounts, and the tags that were asked for, by name. */
interface Known {
  readonly digests: ReadonlyMap<string, string>;
  readonly tags: Map<string, string>;
}

/** Configurations are few and never change; every card asks for a tag. */
const known = new WeakMap<Config['accounts'], Known>();

function knownOf(accounts: Config['accounts']): Known {
  const before = known.get(accounts);
  if (before) return before;
  const digests = new Map(Object.keys(accounts).map((name) => [name, accountDigest(name)]));
  const found = { digests, tags: new Map<string, string>() };
  known.set(accounts, found);
  return found;
}
