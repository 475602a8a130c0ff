import type { SecretShape } from '../platform/platform.ts';
import { hasSignedToken } from '../observability/signed-tokens.ts';
import type { Problem } from './problem.ts';

/** What keys look like. Comments are searched too: they are committed as well. */
const VALUES: readonly SecretShape[] = [
  { pattern: /AKID[A-Za-z0-9]{8,}/, what: 'a cloud SecretId' },
  { pattern: { test: hasSignedToken }, what: 'a signed token' },
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/, what: 'a private key' },
  { pattern: /:\/\/[^\s/:@]*:[^\s/@]+@/, what: 'a password in an address' },
  { pattern: /\b(tx)?secret=\w/i, what: 'a signature of an address' },
  { pattern: /\/callbacks\/live\/[\w-]{16,}/, what: 'the path of callbacks' },
  { pattern: /\/oncall\/[\w-]{16,}\//, what: 'the path of on-call feeds' },
  // Whoever has such an address reads the calendar; urlEnv takes the name of a variable.
  {
    pattern: /calendar\/ical\/[^\s/]+\/private-|\/owa\/calendar\/[^\s/]+\/[^\s/]+\/(?:reach)?calendar\./i,
    what: 'the secret address of a calendar',
  },
  {
    pattern: { test: holdsValueOfVariable },
    what: 'the value of a variable where its name belongs',
  },
];

/** Names of settings that hold a secret, `secretKeyEnv` and the like aside: those hold names. */
const NAMES =
  /^(.*[_-])?(secret|token|password|passwd|passphrase|credential|(secret|api|access|private|push|play|signing|auth)[_-]?(key|id|secret|token))s?$/i;
const SPELLED = /([a-z])([A-Z])/g;

/**
 * Secrets in the text of a configuration file, `shapes` of the platforms among them. The problems say where, and never
 * what.
 */
export function findSecrets(
  source: string,
  text: string,
  value: unknown,
  shapes: readonly SecretShape[],
): Problem[] {
  const looks = [...shapes, ...VALUES];
  const inText = text.split(/\r?\n/).flatMap((line, index): Problem[] => {
    const found = looks.find(({ pattern }) => pattern.test(line.slice(0, 4000)));
    return found ? [{ source, line: index + 1, path: '', text: `looks like ${found.what}. ${ADVICE}` }] : [];
  });
  const byName = namedSecrets(value, [], new Set()).map((path): Problem => {
    return { source, path: path.join('.'), text: `is a setting for a secret. ${ADVICE}` };
  });
  return [...inText, ...byName];
}

const ADVICE =
  'Secrets never stand in this file: set an environment variable, or NAME_FILE with the path of a file, and take this one out of use';

/** `seen`: anchors can make a value that holds itself. */
function namedSecrets(value: unknown, path: readonly string[], seen: Set<object>): string[][] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const words = key.replace(SPELLED, '$1_$2');
    // A person may be called Token, and `credentials` is a setting of ours.
    const isOurs = key === 'credentials' || (path.length === 1 && typeof inner === 'object');
    return [...(NAMES.test(words) && !isOurs ? [here] : []), ...namedSecrets(inner, here, seen)];
  });
}

/** Its name is asked for, and a value can be a name by its letters: `secretKeyEnv: 9f2c…`, also in a list. */
function holdsValueOfVariable(line: string): boolean {
  return line.split(/\w(?=Env["']?\s*:)/).some((rest, index) => {
    const value = index === 0 ? '' : rest.slice(rest.indexOf(':') + 1).trimStart();
    const values = value.startsWith('[') ? (value.slice(1).split(/[\]#]/)[0] ?? '') : value;
    const words =
      values.startsWith(value) && !value.startsWith('[')
        ? values.replace(/^["']/, '').match(/^[\w-]+/)
        : values.match(/[\w-]+/g);
    return (words ?? []).some((word) => /[\w-]{16}/.test(word) && /[a-z]/.test(word) && /\d/.test(word));
  });
}
