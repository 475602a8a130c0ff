import type { CommandContext, Target } from '../../src/command.ts';
import type { Button } from '../../src/reply.ts';
import type { Reader } from '../reader.ts';
import { typedLine } from '../typed-line.ts';
import { runButton } from '../run-button.ts';

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

/** A button for a command on a stream, by its short name where the full one is too long. */
export function streamButton(
  context: CommandContext,
  command: string,
  name: StreamName,
  label: string,
  style?: Button['style'],
): Button | undefined {
  for (const word of [fullName(name), ...shortNames(context, name)]) {
    const button = runButton(typedLine(command, word), label, style);
    if (button) return button;
  }
  return undefined;
}
