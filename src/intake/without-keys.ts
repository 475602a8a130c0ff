import { redactProse } from '../observability/redact.ts';

const GONE = '[redacted]';

/** An address with a query, or what goes on like one: the keys that allow to push and to play are there. */
const QUERY = /([a-z][a-z0-9+.-]*:\/\/[^\s?？"'<>]+|[^\s?？"'<>])[?？]([\w.%-]+[=＝][^\s"'<>]*)/giu;
/** Links to a ticket or a page go on with a question mark as well; these go on with a key. */
const HOLDS_KEY =
  /(?:^|&)(?:[\w.-]*(?:key|sign|token|secret|auth|pass|time|exp|hash|md5|jwt)[\w.-]*|k|t)=|=(?=[^&]*\d)[\w%+/-]{16,}/i;
/** The same, written as it is put into another address. */
const ENCODED = /%3F[\w.%-]+?%3D[^\s"'<>]*/gi;
/** What an SRT encoder has for an address, alone or behind `streamid=`. */
const STREAM_ID = /(?:#!::|%23!::|%23%21%3A%3A)[^\s"'<>]*/gi;
/** Names that hold a key wherever they stand, and names that do so where what follows looks like one. */
const PUSH = 'tx_?(?:secret|time)|ws_?(?:secret|time)|auth_?key|(?:stream|push|play)[ _-]?key';
const OTHERS = 'key|secret|token|pass(?:word|wd)|signature';
const CHINESE = '(?:推流|播放|直播|串流)?(?:密钥|秘钥|密匙|鉴权码?|密码|口令|令牌|推流码|串流码)';
const VALUE = String.raw`[\w.~+/%-]+=*`;
const LIKE_A_KEY = String.raw`(?=[\w~+/%-]*\d)[\w~+/%-]{8,}(?![\w.~-]*[?？])=*`;

const NAMED: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(String.raw`(\b(?:${PUSH})\s*(?:[=＝]|%3D)\s*)(?!${escaped(GONE)})${VALUE}`, 'giu'),
    `$1${GONE}`,
  ],
  [
    new RegExp(String.raw`(\b(?:${PUSH})["']?\s*(?:[:：]|\bis\b|\s)\s*["']?)${LIKE_A_KEY}`, 'giu'),
    `$1${GONE}`,
  ],
  [
    new RegExp(String.raw`(\b(?:${OTHERS})["']?\s*(?:[:：=＝]|\bis\b)\s*["']?)${LIKE_A_KEY}`, 'giu'),
    `$1${GONE}`,
  ],
  [new RegExp(String.raw`(${CHINESE}\s*(?:[:：=＝]|是|为|\s)\s*["']?)${LIKE_A_KEY}`, 'giu'), `$1${GONE}`],
  [/(&[\w.-]*(?:key|sign|token|secret|time|auth)[\w.-]*=)(?!\[redacted\])[^\s&"'<>]+/giu, `$1${GONE}`],
];
/** Services where the key is the last part of the path. */
const KEY_IN_PATH =
  /(rtmps?:\/\/[\w.-]*(?:youtube|twitch|facebook|kick|instagram|live-video)\.[\w.-]+(?::\d+)?\/[\w-]+\/)(?!…)[^\s?"'<>]+/giu;
/** Shorthands of restreaming tools: all that follows is the key. */
const SHORTHAND = /\b((?:mux|twitch):\/\/)(?!…)[^\s"'<>]+/giu;

/**
 * What somebody typed, without the keys in it: with them anybody could push or play. What tells which stream is meant stays,
 * and so do all other words.
 */
export function withoutKeys(typed: string): string {
  const bare = typed
    .replace(QUERY, (...found: readonly string[]) => {
      const [whole = '', head = '', query = ''] = found;
      const streamId = /^streamid[=＝](?<id>.*)$/isu.exec(query)?.groups?.['id'];
      if (streamId !== undefined) return `${head}?streamid=${streamIdWithoutKeys(streamId)}`;
      return /^https?:/i.test(head) && !HOLDS_KEY.test(query) ? whole : `${head}?…`;
    })
    .replace(ENCODED, '?…')
    .replace(STREAM_ID, (whole) => streamIdWithoutKeys(whole))
    .replace(KEY_IN_PATH, '$1…')
    .replace(SHORTHAND, '$1…');
  return redactProse(NAMED.reduce((clean, [pattern, kept]) => clean.replace(pattern, kept), bare));
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
