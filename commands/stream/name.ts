import type { CommandContext, Target } from '../../src/command.ts';
import type { Reader } from '../../src/live/reader.ts';

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

/** The short names that the configuration gives a stream on this account. */
export function shortNames(context: Pick<Reader, 'account' | 'config'>, name: StreamName): string[] {
  return Object.entries(context.config.streams)
    .filter(([, stream]) => (stream.account ?? context.account) === context.account)
    .filter(([, stream]) => fullName(stream) === fullName(name))
    .map(([short]) => short);
}

/**
 * What a command on a stream acts on. The key holds the stream's own name only: the cloud forbids by that name alone
 * (ForbidLiveStream, note 1), and a main and its backup may be pushed to different domains.
 */
export function streamTarget(context: CommandContext, name: StreamName): Target {
  return { key: `${context.account}/stream/${name.stream}`, label: fullName(name) };
}
