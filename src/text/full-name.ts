import { isPlain } from './name-forms.ts';

/**
 * A full name that cannot be mistaken for anything else: a host, and two parts without what an address goes on with. What a
 * sentence goes on with, behind it, may belong to it or not: that is looked up.
 */
const FULL = /^([\w-]+(?:\.[\w-]+)+)\/([^/\s?#:]+)\/([^/\s?#:]*[^/\s?#:.,;!*~`'")\]>，。；！、”’」』）])$/u;
/** What a part of an id cannot hold as it is: its separators, and what is not seen or gets lost on the way. */
const HIDDEN = /[%/,，、]|^ +|(?<! ) +$|(?! )[\p{C}\p{Z}]/gu;

/** Nearly all: no letter that could be written in another way. */
const ASCII = /^[\0-\x7f]*$/;

/** The parts of a full name. */
export interface FullName {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
}

/** The parts of a plain `domain/app/stream`; undefined for anything that could be read in another way. */
export function plainFullName(text: string): FullName | undefined {
  // An accent can be part of its letter or stand behind it: which it is, is looked up.
  if (!ASCII.test(text) && text.normalize('NFC') !== text.normalize('NFD')) return undefined;
  const [, domain, app, stream] = FULL.exec(text) ?? [];
  if (domain === undefined || app === undefined || stream === undefined || !isPlain(text)) return undefined;
  return { domain, app, stream };
}

/** A part of a full name as it is written behind `id:`. */
export function idPart(part: string): string {
  return part.replace(HIDDEN, (found) => (/\p{Surrogate}/u.test(found) ? found : encodeURIComponent(found)));
}
