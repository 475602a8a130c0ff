import { readUntil } from '../until-words.ts';

const SCHEME = /^<?[a-z][a-z0-9+.-]*:\/\//iu;
const LABEL = /^(?:[\p{L} ]{0,12})(?:server|url|address|key|name|服务器|地址|密钥|码|名称)[:：]$/iu;
/** `服务器：rtmp://…`: Chinese has no space behind its colon. */
const LABELLED = /^[\p{L}]{0,12}(?:server|url|address|key|name|服务器|地址|密钥|码|名称)[:：](?<word>.+)$/iu;
const FIRST_OF_LABEL = /^(?:stream|push|rtmps?|obs|srt|串流|推流)$/iu;
const WITH_APP_ONLY = /^<?[a-z][a-z0-9+.-]*:\/\/[^\s/]+\/[^\s/?]+\/?$|^[\w-]+(?:\.[\w-]+)+\/[^\s/?]+\/?$/iu;

/**
 * How many of these words, the first on, name a stream: one, but for an address as encoders show it, with its server and
 * its key apart, and perhaps with what they are called in front.
 */
export function streamWords(typed: readonly string[]): number {
  const words = typed.map((word) => word.replace(LABELLED, '$<word>'));
  const server = words.findIndex((word) => SCHEME.test(word) || WITH_APP_ONLY.test(word));
  if (server === -1 || server > 3 || !words.slice(0, server).every(isLabel)) return 1;
  if (!WITH_APP_ONLY.test(words[server] ?? '')) return server + 1;
  const labels = words.slice(server + 1).findIndex((word) => !isLabel(word));
  const key = labels === -1 ? undefined : words[server + 1 + labels];
  if (key === undefined) return server + 1;
  const isLabelled = labels > 0 || key !== typed[server + 1 + labels];
  const isKey = isLabelled || /\?…|&/u.test(key);
  const hasScheme = SCHEME.test(words[server] ?? '');
  // Two days are no name of a stream, but for who says so.
  return isKey || (hasScheme && readUntil(key) === undefined) ? server + labels + 2 : server + 1;
}

function isLabel(word: string): boolean {
  return LABEL.test(word) || FIRST_OF_LABEL.test(word);
}
