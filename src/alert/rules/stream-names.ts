import type { Subject } from '../../callback/event.ts';
import { byId } from '../../text/name-forms.ts';
import { pattern } from '../../text/pattern.ts';
import { streamParts } from '../../live/read/stream-name.ts';
import { idPart, plainFullName } from '../../text/full-name.ts';

/** The parts of a subject that rules name. A bare stream name has no domain; an incident of a domain only that. */
export interface NameParts {
  /** In small letters. */
  readonly domain?: string;
  readonly app?: string;
  readonly stream?: string;
}

/** Whether a stream's full name fits. */
export type NamePattern = (parts: NameParts) => boolean;

/**
 * What a command line names the stream `domain/app/stream` by. A name with odd signs in it, and an app of several levels,
 * have to be told from what they could be read as.
 */
export function streamWord(id: string): string {
  const parts = streamParts(id);
  if (!parts || plainFullName(id)) return id;
  return byId([parts.domain, parts.app, parts.stream].map(idPart).join('/'));
}

/** A stream's own name, the last part of `domain/app/stream`: the cloud forbids by that, on whatever domain. */
export function ownName(stream: string): string {
  return stream.slice(stream.lastIndexOf('/') + 1);
}

/** What a subject says about domain, app and stream. */
export function nameParts({ type, id }: Subject): NameParts {
  if (type === 'domain') return { domain: id.toLowerCase() };
  if (type === 'stream-name') return { stream: id };
  if (type !== 'stream') return {};
  const parts = streamParts(id);
  // The normaliser writes three parts; anything else is a name that has none.
  return parts ? { ...parts, domain: parts.domain.toLowerCase() } : { stream: id };
}

/**
 * A pattern for `domain/app/stream`. The domain counts without regard to case: all before the first slash where there
 * are two, otherwise what stands before the first star.
 */
export function namePattern(source: string): NamePattern {
  const slash = source.indexOf('/');
  const ofDomain =
    slash !== -1 && source.lastIndexOf('/') !== slash ? slash : source.split(/[*/]/, 1).join('').length;
  const fits = pattern(source.slice(0, ofDomain).toLowerCase() + source.slice(ofDomain));
  return ({ domain, app, stream }) =>
    domain !== undefined && app !== undefined && stream !== undefined && fits(`${domain}/${app}/${stream}`);
}

/** The same, or a pattern for the stream's own name alone, as `main` or `show-*`. */
export function streamPattern(source: string): NamePattern {
  const byName = namePattern(source);
  const byStream = pattern(source);
  return (parts) => byName(parts) || (parts.stream !== undefined && byStream(parts.stream));
}
