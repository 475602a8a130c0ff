import { addressIn, changeQueries } from '../text/queries.ts';
import { createSecrets, type Secrets } from './secrets.ts';
import { withoutSignedTokens } from './signed-tokens.ts';
import { DEEPEST_HIDDEN, unhidden } from './unhidden.ts';

/** Stands where a secret stood. */
const REDACTED = '[redacted]';

const NAMES =
  'tx_?secret|secret(?:_?(?:id|key))?|(?:access|session|bot|app|refresh)?_?token|pass(?:word|wd)|authorization|signature|sign|ticket|api_?key|(?:push|auth)_?key';

type Pattern = readonly [found: RegExp, kept: string];

/** Each with what is kept of it. */
const PATTERNS: readonly Pattern[] = [
  // Slack's response_url, webhooks and Discord's counterparts: whoever has the address can post.
  [/(hooks\.slack\.com\/)[^\s"'<>]+/gi, `$1${REDACTED}`],
  [/(discord(?:app)?\.com\/api\/(?:v\d+\/)?(?:webhooks|interactions)\/)[^\s"'<>]+/gi, `$1${REDACTED}`],
  [/(:\/\/)[^\s/:@"'<>]*:[^\s/@"'<>]+@/g, `$1${REDACTED}@`],
  [/\bTC3-HMAC-SHA256 Credential=[^\r\n"']+/g, `TC3-HMAC-SHA256 ${REDACTED}`],
  [/\bAKID[A-Za-z0-9*]{8,}/g, REDACTED],
  [/\bxox[a-z](?:\.[a-z]+)?-[\w-]+|\bxapp-[\w-]+/g, REDACTED],
  // Bots of Telegram, of Discord; keys of GitHub and Google; stream keys of Twitch, Amazon and Facebook.
  [/\b(?:bot)?\d{6,12}:[\w-]{30,}/g, REDACTED],
  [/\b[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,}/g, REDACTED],
  [/\b(?:gh[a-z]_\w{30,}|github_pat_\w{30,}|AIza[\w-]{30,})/g, REDACTED],
  [/\b(?:live_\d{6,}_[A-Za-z0-9]{24,}|sk_[a-z]+-[a-z]+-\d_\w{8,}|FB-\d{10,}-\d-[\w-]{10,})/g, REDACTED],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  // Whatever sign it stands behind, these are never anything else.
  [
    /(\b(?:tx_?secret|ws_?secret|auth_?key)\\?["']?\s*(?:[:：=＝]|%3D)\s*\\?["'“]?)(?!\[redacted)[\w.~+/%!$-]+/gi,
    `$1${REDACTED}`,
  ],
  // As in an address or a form, and as in JSON (also JSON inside a string).
  [new RegExp(`(\\b(?:${NAMES})=)(?!\\\\?["'])[^\\s&"'<>,;]+`, 'gi'), `$1${REDACTED}`],
  [new RegExp(`(\\b(?:${NAMES})=\\\\?["'])[^"'\\\\]+`, 'gi'), `$1${REDACTED}`],
  [new RegExp(`(\\b(?:${NAMES})\\\\?["']\\s*:\\s*\\\\?["'])[^"'\\\\]+`, 'gi'), `$1${REDACTED}`],
];

/** In a header. In prose a bot can have restarted something, so there it takes what looks like a token. */
const SCHEME: Pattern = [/\b(Bearer|Basic|Bot)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`];
const SCHEME_IN_PROSE: Pattern = [
  /\b([Bb]earer|BEARER|[Bb]asic|[Bb]ot)\s+(?=\S*\d|\S*[a-z][A-Z])[\w.~+/=-]{8,}/g,
  `$1 ${REDACTED}`,
];

const SECRET_NAME =
  /secret|token|passw|authorization|cookie|response_?url|trigger_?id|ticket|credential|signature|api_?key|push_?key|auth_?key/i;

/** Nothing that is looked for fits: without a sign that stands before or within a secret, the shortest has twelve characters. */
const TOO_SHORT = /^[\w .,]{0,11}$/;

const LONGEST_TEXT = 4000;
const LONGEST_SECRET = 4000;
const MOST_ENTRIES = 50;
const DEEPEST = 6;

/** Text without anything that looks like a key, a token or a signed address. */
export function redactText(text: string): string {
  return without([...PATTERNS, SCHEME], text);
}

/** The same for what people write, as it stands: `the bot restarted it` stays. */
export function redactProse(text: string): string {
  return without([...PATTERNS, SCHEME_IN_PROSE], text);
}

/** Also what is written so that it looks otherwise: then the text is given as it is meant to be read. */
function without(patterns: readonly Pattern[], text: string): string {
  if (TOO_SHORT.test(text)) return text;
  let clean = withoutPlain(patterns, text);
  let plain = clean;
  for (let depth = 0; depth < DEEPEST_HIDDEN; depth += 1) {
    const found = unhidden(plain);
    if (!found) break;
    ({ plain } = found);
    const cleanToo = withoutPlain(patterns, plain);
    // One may be written deeper than another one.
    if (cleanToo !== plain) clean = plain = cleanToo;
  }
  return clean;
}

function withoutPlain(patterns: readonly Pattern[], text: string): string {
  return patterns.reduce(
    (clean, [pattern, kept]) => clean.replace(pattern, kept),
    withoutSignedTokens(text, REDACTED),
  );
}

/**
 * What people typed or named, also without the query of addresses that they pasted: push and play keys are there, under
 * whatever name.
 */
export function redactTyped(text: string): string {
  return withoutQueries(redactText(text));
}

/** Text with `?…` in place of the query of every address. */
export function withoutQueries(text: string): string {
  return changeQueries(text, '?', (head) => (addressIn(head) < 0 ? undefined : `${head}?…`));
}

/**
 * A function that makes any value fit for a log: plain JSON, bounded, without secrets by name, by look, or among
 * `secrets`, the exact values that are known.
 */
export function createRedact(
  secrets: readonly string[] | Pick<Secrets, 'without'> = [],
): (value: unknown) => unknown {
  const { without: withoutKnown } = 'without' in secrets ? secrets : createSecrets(secrets);

  function text(value: string): string {
    // Cut after the secrets are out, or half of one could stand at the end.
    const bounded = value.slice(0, LONGEST_TEXT + LONGEST_SECRET);
    const clean = redactText(withoutKnown(bounded));
    return value.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
  }

  function entries(from: Iterable<readonly [string, unknown]>, depth: number): Record<string, unknown> {
    const clean: Record<string, unknown> = {};
    let count = 0;
    for (const [name, value] of from) {
      count += 1;
      if (count > MOST_ENTRIES) break;
      const hidden = SECRET_NAME.test(name) && value !== undefined && typeof value !== 'boolean';
      clean[text(name)] = hidden ? REDACTED : redact(value, depth + 1);
    }
    return clean;
  }

  function redact(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'bigint') return value.toString();
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
    if (depth > DEEPEST) return '…';
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((item) => redact(item, depth + 1));
    if (value instanceof Error) {
      const { name, message, stack, cause } = value;
      return {
        type: name,
        message: text(message),
        ...entries([...Object.entries(value), ['cause', cause] as const], depth),
        stack: text(stack ?? ''),
      };
    }
    if (value instanceof Date) return value.valueOf();
    return entries(Object.entries(value), depth);
  }

  return (value) => {
    try {
      return redact(value, 0);
    } catch {
      // A getter that throws: what is logged must never be what fails.
      return '[unreadable]';
    }
  };
}
