import { plainHost } from '../../src/text/host.ts';
import type { Text } from '../../src/text/language.ts';
import { byId, isPlain } from '../../src/text/name-forms.ts';
import { fullName, type StreamName } from './name.ts';

/**
 * A full name that cannot be mistaken for anything else: a host, and two parts without what an address goes on with. What a
 * sentence goes on with, behind it, may belong to it or not: that is looked up.
 */
const FULL = /^([\w-]+(?:\.[\w-]+)+)\/([^/\s?#:]+)\/([^/\s?#:]*[^/\s?#:.,;!*~`'")\]>，。；！、”’」』）])$/u;
/** What a part of an id cannot hold as it is: its separators, and what is not seen or gets lost on the way. */
const HIDDEN = /[%/,，、]|^ +| +$|(?! )[\p{C}\p{Z}]/gu;
/** The longest word that options of commands take, in UTF-16 units. */
export const LONGEST_WORD = 2000;

/** The stream that a plain full name means, `domain/app/stream`. Undefined for anything that could mean something else. */
export function readFullName(text: string): StreamName | undefined {
  // An accent can be part of its letter or stand behind it: which it is, is looked up.
  if (text.normalize('NFC') !== text.normalize('NFD')) return undefined;
  const [, domain, app, stream] = FULL.exec(text) ?? [];
  if (domain === undefined || app === undefined || stream === undefined || !isPlain(text)) return undefined;
  return { domain: plainHost(domain), app, stream };
}

/** What names this stream and nothing else: its full name, or `id:` and its full name with odd characters as `%2F`. */
export function streamWord(name: StreamName): string {
  const full = fullName(name);
  return readFullName(full) ? full : streamIdWord(name);
}

/** The same, always with `id:`. */
export function streamIdWord({ domain, app, stream }: StreamName): string {
  return byId([domain, app, stream].map(escaped).join('/'));
}

/** Reads what stands behind `id:`. Undefined where it has not the three parts, or a `%` that is none. */
export function readStreamId(text: string): StreamName | undefined {
  const [domain = '', app = '', stream = '', ...more] = text.split('/').map(unescaped);
  return more.length > 0 || domain === '' || app === '' || stream === ''
    ? undefined
    : { domain: plainHost(domain), app, stream };
}

/** Why no line can name this stream; undefined where one can. */
export function whyUnnameable(name: StreamName): Text | undefined {
  const { domain, app, stream } = name;
  if (domain === '' || app === '' || stream === '')
    return {
      en: 'The cloud lists it without a domain, an app or a name, and takes no call without them.',
      zh: '云端列表中缺少它的域名、应用或流名，而调用必须带上这三项。',
    };
  if (/\p{Surrogate}/u.test(fullName(name)))
    return {
      en: 'Its name has half a character in it, which cannot be sent to the cloud.',
      zh: '它的名称里有半个字符，无法发送给云端。',
    };
  if (streamWord(name).length > LONGEST_WORD)
    return {
      en: `Its name is too long for a command line: ${LONGEST_WORD} characters at most.`,
      zh: `它的名称过长，命令行放不下：最多 ${LONGEST_WORD} 个字符。`,
    };
  return undefined;
}

function escaped(part: string): string {
  return part.replace(HIDDEN, (found) => (/\p{Surrogate}/u.test(found) ? found : encodeURIComponent(found)));
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
