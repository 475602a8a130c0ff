import { plainHost } from '../../../src/text/host.ts';
import type { Text } from '../../../src/text/language.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { fullName, type StreamName } from '../../../src/live/read/stream-name.ts';
import { idPart, plainFullName } from '../../../src/text/full-name.ts';

/** The longest word that options of commands take, in UTF-16 units. */
export const LONGEST_WORD = 2000;

/** The stream that a plain full name means, `domain/app/stream`. Undefined for anything that could mean something else. */
export function readFullName(text: string): StreamName | undefined {
  const parts = plainFullName(text);
  return parts && { ...parts, domain: plainHost(parts.domain) };
}

/** What names this stream and nothing else: its full name, or `id:` and its full name with odd characters as `%2F`. */
export function streamWord(name: StreamName): string {
  const full = fullName(name);
  return readFullName(full) ? full : streamIdWord(name);
}

/** The same, always with `id:`. */
export function streamIdWord({ domain, app, stream }: StreamName): string {
  return byId([domain, app, stream].map(idPart).join('/'));
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

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
