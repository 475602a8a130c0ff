/** A stream by all that names it. */
export type StreamName = {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
};

/** `domain/app/stream`. */
export function fullName(name: StreamName): string {
  return `${name.domain}/${name.app}/${name.stream}`;
}

/** A stream's name as parameters of an action. */
export function cloudName(name: StreamName): { DomainName: string; AppName: string; StreamName: string } {
  return { DomainName: name.domain, AppName: name.app, StreamName: name.stream };
}

/** A stream by all that names it. */
export interface StreamParts {
  readonly domain: string;
  /** Can have several levels, as `live/436`. */
  readonly app: string;
  readonly stream: string;
}

/** The parts of `domain/app/stream`: the app is all between the first slash and the last. Undefined for what has no three. */
export function streamParts(id: string): StreamParts | undefined {
  const first = id.indexOf('/');
  const last = id.lastIndexOf('/');
  if (first <= 0 || last <= first + 1 || last === id.length - 1) return undefined;
  return { domain: id.slice(0, first), app: id.slice(first + 1, last), stream: id.slice(last + 1) };
}
