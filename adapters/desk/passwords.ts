import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Problem } from '../../src/config/problem.ts';

/** Cost: 16 MiB and about 0.2 s (OWASP's Password Storage Cheat Sheet, scrypt). */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const KEY_BYTES = 32;
const STORED = /^scrypt\$([A-Za-z0-9_-]{22,86})\$([A-Za-z0-9_-]{43})$/;
const LONGEST_PASSWORD = 1024;

/** What the file keeps of a password: `scrypt$salt$hash`, both base64url. `salt`: at least 16 random bytes. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const hash = await derive(password, salt);
  return `scrypt$${Buffer.from(salt).toString('base64url')}$${hash.toString('base64url')}`;
}

/** Whether the password is the stored one. Takes the same time whatever is given. */
export async function checkPassword(stored: string, password: string): Promise<boolean> {
  const [, salt, hash] = STORED.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const given = await derive(password, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(given, Buffer.from(hash, 'base64url')) && password.length <= LONGEST_PASSWORD;
}

function derive(password: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const bounded = password.slice(0, LONGEST_PASSWORD).normalize('NFC');
    scrypt(bounded, salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Reads the lines `name:scrypt$salt$hash` of a password file; empty ones and those with # in front are left out. */
export function parsePasswords(
  source: string,
  text: string,
): { readonly passwords: ReadonlyMap<string, string>; readonly problems: readonly Problem[] } {
  const passwords = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const split = line.indexOf(':');
    const name = line.slice(0, Math.max(split, 0)).trim();
    const stored = line.slice(split + 1).trim();
    const tell = (what: string) => problems.push({ source, line: index + 1, path: '', text: what });
    // The line is never shown: people put plain passwords there.
    if (name === '' || !STORED.test(stored))
      tell('is not a line as `npm run desk:password -- NAME` prints it');
    else if (passwords.has(name)) tell('this name is there twice; remove one of the two');
    else passwords.set(name, stored);
  }
  return { passwords, problems };
}

/** What tells whether a desk password is right, equally slowly for names that are not there. */
export function createPasswordCheck(
  passwords: () => ReadonlyMap<string, string>,
): (user: string, password: string) => Promise<boolean> {
  const nobody = `scrypt$${'A'.repeat(22)}$${'A'.repeat(43)}`;
  return async (user, password) => {
    const stored = passwords().get(user);
    const right = await checkPassword(stored ?? nobody, password);
    return stored !== undefined && right;
  };
}
