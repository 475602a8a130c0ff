import type { CommandContext, Target } from '../../../src/command.ts';
import type { Reader } from '../../../src/live/reader.ts';
import { type StreamName, fullName } from '../../../src/live/read/stream-name.ts';

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
