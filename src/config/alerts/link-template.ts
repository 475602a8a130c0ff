import { LIMITS } from '../../platform/limits.ts';
import { redactTyped } from '../../observability/redact.ts';

/** What an address may have in braces. */
export const LINK_BLANKS = ['account', 'domain', 'app', 'stream'] as const;
/** One of LINK_BLANKS. */
export type LinkBlank = (typeof LINK_BLANKS)[number];

/** Leaves room for what is filled in. */
export const LONGEST_TEMPLATE = 300;

const BLANK = /\{([^{}]*)\}/g;

/** What is wrong with an address template, as the end of a sentence about its setting; undefined where nothing is. */
export function linkTemplateProblem(template: string): string | undefined {
  const known = LINK_BLANKS.map((name) => `{${name}}`).join(', ');
  const strange = [...template.matchAll(BLANK)].find(([, name]) => !isBlank(name));
  if (strange) return `has "${strange[0]}", which nothing is put in place of; there is: ${known}`;
  const plain = template.replace(BLANK, 'x');
  if (/[{}]/.test(plain)) return `has a brace without its partner; what is filled in is written as ${known}`;
  if (!plain.startsWith('https://') || !URL.canParse(plain) || /[\s\p{C}\\]/u.test(plain))
    return 'is not an https address, as https://console.example.com/live?stream={stream}';
  const { username, password } = new URL(plain);
  if (username !== '' || password !== '')
    return 'has a user name or a password in it; everybody in the channel sees the address, so leave that out';
  const [, host = ''] = /^https:\/\/([^/?#]*)/.exec(template) ?? [];
  // What is filled in comes from messages: it must not say where people are sent.
  if (host.includes('{'))
    return 'has a blank in its host; write the host out, and fill in what comes after it';
  // A blank after `token=` is no secret, and the query is wanted.
  const asText = plain.replaceAll('?', '/');
  if (redactTyped(asText) !== asText)
    return 'has what looks like a key or a token; everybody in the channel sees the address, so leave that out';
  return undefined;
}

/**
 * The address with its blanks filled in, each percent-encoded. Undefined where one of them is not known or would be read
 * as a way up the path, or where the address becomes too long.
 */
export function filledLink(
  template: string,
  values: Readonly<Partial<Record<LinkBlank, string>>>,
): string | undefined {
  const encoded = new Map<string, string>();
  for (const [, name] of template.matchAll(BLANK)) {
    const value = isBlank(name) ? values[name] : undefined;
    // Half a character cannot be encoded, and dots are a way up also when they are.
    if (name === undefined || value === undefined || /^\.{0,2}$|\p{Cs}/u.test(value)) return undefined;
    encoded.set(name, encodeURIComponent(value));
  }
  const url = template.replace(BLANK, (_blank, name: string) => encoded.get(name) ?? '');
  return url.length <= LIMITS.linkAddress ? url : undefined;
}

function isBlank(name: string | undefined): name is LinkBlank {
  return LINK_BLANKS.some((known) => known === name);
}
