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
