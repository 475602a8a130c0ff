import { redactProse } from '../observability/redact.ts';
import { addressIn, changeQueries } from '../text/queries.ts';
import { halfWidth, withoutInvisible } from '../text/characters.ts';

const GONE = '[redacted]';

/** What goes on like a query: a name and its value. */
const PARAMETER = /^[\w.%-]+[=＝]/u;
/** Links to a ticket or a page go on with a question mark as well; these go on with a key. */
const KEY_NAME = /key|sign|token|secret|auth|pass|pwd|time|exp|hash|hmac|md5|jwt|^(?:k|t|sig|sg)$/i;
/** The same, written as it is put into another address. */
const ENCODED = /%(?:25)*3F(?:(?!%(?:25)*3F)[\w.%-])+?%(?:25)*3D[^\s"'<>]*/gi;
/** What an SRT encoder has for an address, alone or behind `streamid=`. */
const STREAM_ID = /(?:#!::|%23!::|%23%21%3A%3A)[^\s"'<>]*/gi;
/** What a key stands behind: signs and little words, then perhaps a quotation, a bracket or marks of formatting. */
const MARKS = String.raw`["'“”‘’「『（(<\[\x60*\\|]*`;
const SIGN = String.raw`(?:[:：=＝→⇒]|[-=]>|%3D|\b(?:is|was)\b|是|为)`;
const SIGNS = String.raw`_*${MARKS}\s*(?:${SIGN}\s*){1,2}(?:${MARKS.replace(/\*$/u, '+')}\s*)?`;
const SPACE = String.raw`${MARKS}(?:\s*[-–—]\s+|\s+)${MARKS}`;
const VALUE = String.raw`([\w.~+/%!$-]+=*)`;

/** Names that hold a key wherever they stand; names of keys to push and to play; others; passwords; and all in Chinese. */
const SURE = 'tx_?(?:secret|time)|ws_?(?:secret|time)|volc_?(?:secret|time)|auth_?key|hmac';
const PUSH = '(?:stream|push|play)[ _-]?key|鉴权串|推流码|串流码';
const OTHERS = 'key|secret|token|signature|sig';
/** Parameters of the live API that hold a key. */
const OF_API = String.raw`\w{0,20}(?:auth_?(?:back_?)?key|callback_?key|private_?key|secret_?(?:key|id)|user_?sig)`;
const PASS = 'pass(?:word|wd|phrase|code)|pwd|pw|密码|口令';
const CHINESE = '(?:推流|播放|直播|串流)?(?:密钥|秘钥|密匙|鉴权码?|令牌|推流码|串流码|鉴权串)';

/** Where a key can stand, and what it has to look like there. */
const NAMED: readonly (readonly [before: string, isKey: (value: string) => boolean])[] = [
  [
    String.raw`(?:${SURE}|${PUSH}|${PASS}|${OF_API}|upt|\w{0,12}secret)["']?\s*(?:[=＝]|%3D)\s*${MARKS}`,
    () => true,
  ],
  [`(?:${SURE}|${OF_API})${SIGNS}`, (value) => value.length >= 8],
  [`(?:${PUSH}|${OTHERS}|${CHINESE})${SIGNS}`, isLikeAKey],
  [`(?:${SURE}|${PUSH})${SPACE}`, isLikeAKey],
  [String.raw`${CHINESE}\s+${MARKS}`, isLikeAKey],
  [`(?:${OTHERS})${SPACE}`, isLong],
  [`${CHINESE}${MARKS}`, isLong],
  [`(?:${PASS})(?:${SIGNS}|${SPACE})`, (value) => value.length >= 6 && /\d/.test(value) && !isNumber(value)],
];
const PATTERNS = NAMED.map(
  ([before, isKey]) =>
    [
      new RegExp(String.raw`((?<![a-z0-9])${before})(?!${escaped(GONE)}|redacted\])${VALUE}`, 'giu'),
      isKey,
    ] as const,
);
/** Most lines: a key has a digit, a capital or a sign in it, or stands behind one, or behind `is`. */
const ONLY_WORDS = /^(?!.*\b(?:is|was)\b)[a-z ]*$/;
/** What goes on like a query, and what stands in place of one. */
const GOES_ON = /(&([\w.-]+)=)(?!\[redacted\])[^\s&"'<>]+/giu;
const BARE_QUERY = /(?<=[^\s?？])([?？])([\w-]{24,})(?![=.])/gu;
/** The login of a camera or an encoder, where its protocol was left out. */
const LOGIN =
  /(?<![\w/@.-])[\w.-]{1,64}:[^\s/:@"'<>]{3,}@(?=\d+\.\d+\.\d+\.\d+)|(?<![\w/@.-])[\w.-]{1,64}:(?=[^\s/:@"'<>]*[\d!$%^&*])[^\s/:@"'<>]{3,}@(?=[\w-]+(?:\.[\w-]+)+[:/])/gu;
/** Services where the key is the last part of the path. */
const KEY_IN_PATH = /(rtmps?:\/\/([\w.-]+)(?::\d+)?\/[\w-]+\/)(?!…)[^\s?"'<>]+/giu;
const SERVICE = /(?:youtube|twitch|facebook|kick|instagram|live-video)\.[\w.-]/iu;
/** Shorthands of restreaming tools: all that follows is the key. */
const SHORTHAND = /\b((?:mux|twitch):\/\/)(?!…)[^\s"'<>]+/giu;

/**
 * What somebody typed, without the keys in it: with them anybody could push or play. What tells which stream is meant stays,
 * and so do all other words.
 */
export function withoutKeys(typed: string): string {
  if (ONLY_WORDS.test(typed)) return typed;
  const clean = withoutPlainKeys(typed).replace(/(?<!\S)[^\s%]*%[0-9a-f]{2}\S*/giu, withoutEncodedKeys);
  // Also in full width, or with what cannot be seen in between; what hides no key stays as it was typed.
  const plain = halfWidth(withoutInvisible(clean));
  const cleanToo = withoutPlainKeys(plain);
  return redactProse(cleanToo === plain ? clean : cleanToo);
}

/** A word that is written for an address stays as it is where that hides no key. */
function withoutEncodedKeys(word: string): string {
  let plain = word;
  for (let round = 0; round < 3; round += 1) plain = decoded(plain);
  const clean = withoutPlainKeys(plain);
  return clean === plain ? word : clean;
}

function withoutPlainKeys(typed: string): string {
  const bare = changeQueries(typed, '?？', withoutQuery)
    .replace(ENCODED, '?…')
    .replace(STREAM_ID, (whole) => streamIdWithoutKeys(whole))
    .replace(BARE_QUERY, (whole: string, sign: string, key: string) => (/\d/.test(key) ? `${sign}…` : whole))
    .replace(KEY_IN_PATH, (whole: string, path: string, host: string) =>
      SERVICE.test(host) ? `${path}…` : whole,
    )
    .replace(SHORTHAND, '$1…')
    .replace(LOGIN, `${GONE}@`);
  const named = PATTERNS.reduce(
    (clean, [pattern, isKey]) =>
      clean.replace(pattern, (whole: string, before: string, given: string, at: number) => {
        const value = valueIn(given, clean.charAt(at + whole.length));
        return isKey(value) ? before + GONE + given.slice(value.length) : whole;
      }),
    bare,
  );
  return named.replace(GOES_ON, (whole: string, before: string, name: string) =>
    /key|sign|token|secret|time|auth/i.test(name) ? before + GONE : whole,
  );
}

/** What stands in place of an address and its query; undefined where it is none, or one that holds no key. */
function withoutQuery(word: string, query: string): string | undefined {
  if (!PARAMETER.test(query)) return undefined;
  const begin = Math.max(0, addressIn(word));
  const head = word.slice(begin);
  const front = word.slice(0, begin);
  const streamId = /^streamid[=＝](?<id>.*)$/isu.exec(query)?.groups?.['id'];
  if (streamId !== undefined) return `${front}${head}?streamid=${streamIdWithoutKeys(streamId)}`;
  return /^https?:/i.test(head) && !holdsKey(query) ? undefined : `${front}${head}?…`;
}

/** Whether a parameter of the query is called like a key, or looks like one. */
function holdsKey(query: string): boolean {
  return query.split('&').some((parameter) => {
    const [name = '', ...values] = parameter.split('=');
    if (values.length > 0 && /^[\w.-]+$/.test(name) && KEY_NAME.test(name)) return true;
    const lastDigit = parameter.search(/\d\D*$/);
    let at = name.length + 1;
    return values.some((value) => {
      const isLike = /^[\w%+/-]{16}/.test(value) && lastDigit >= at;
      at += value.length + 1;
      return isLike;
    });
  });
}

/** What of it can be a key: in front of a question mark stands the path of an address. */
function valueIn(given: string, next: string): string {
  if (next !== '?' && next !== '？') return given;
  let end = given.length;
  while (end > 0 && /[\w.~-]/.test(given.charAt(end - 1))) end -= 1;
  return given.slice(0, Math.max(0, end - 1));
}

/** Letters and digits in no order that words have. */
function isLikeAKey(value: string): boolean {
  if (isNumber(value)) return false;
  return (value.length >= 8 && /\d/.test(value)) || (value.length >= 12 && /[a-z][A-Z]/.test(value));
}

/** The same, where only a space or nothing tells that it is one. */
function isLong(value: string): boolean {
  return value.length >= 16 && isLikeAKey(value) && !/[./]/.test(value);
}

/** A day, a number of a ticket, a telephone. */
function isNumber(value: string): boolean {
  return /^[\d.:/-]{1,14}$/.test(value);
}

/** Only the host and the path of the stream, and what it is opened for, are no secrets. */
function streamIdWithoutKeys(id: string): string {
  const fields = /^#!::(?<fields>.*)$/su.exec(decoded(id))?.groups?.['fields'];
  if (fields === undefined) return '…';
  const all = fields.split(',');
  const kept = all.filter((field) => /^[hrm]=/i.test(field) && !/[?&]/.test(field));
  return `#!::${[...kept, ...(kept.length < all.length ? ['…'] : [])].join(',')}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function escaped(text: string): string {
  return text.replace(/[[\]]/g, '\\$&');
}
