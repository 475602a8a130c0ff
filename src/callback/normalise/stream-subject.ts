import { shorten } from '../../text/shorten.ts';
import { plainHost } from '../../text/host.ts';
import { trimEndSigns, trimStartSigns } from '../../text/trim-signs.ts';
import type { Subject } from '../event.ts';
import { textOf, type Message } from './fields.ts';

const LONGEST_ID = 300;
const SLASH = /\//;

/** The stream that a message is about. The types disagree on names: `app` is a domain, `appname` or `path` the app. */
export function streamSubject(message: Message): Subject {
  const domain = domainOf(message);
  const app = withoutSlashes(textOf(message, 'appname', 'path') ?? '');
  const stream = textOf(message, 'stream_id', 'streamId', 'channel_id', 'channelId');
  return domain && app && stream
    ? { type: 'stream', id: shorten(`${domain}/${app}/${stream}`, LONGEST_ID) }
    : { type: 'stream-name', id: stream ?? '' };
}

function withoutSlashes(app: string): string {
  return trimEndSigns(trimStartSigns(app, SLASH), SLASH);
}

/** What the stream of a message would fail with. */
export function streamGroups(message: Message): readonly string[] {
  const domain = domainOf(message);
  return domain ? [`domain:${domain}`] : [];
}

function domainOf(message: Message): string | undefined {
  const domain = textOf(message, 'domain', 'app');
  return domain && plainHost(domain);
}

/** Scheme, host and path of an address, without anything that could be a secret. */
export function plainAddress(address: string): string | undefined {
  const found = /^[a-z][a-z0-9+.-]{0,15}:\/\/[^\s?#"'<>]{1,280}/i.exec(address)?.[0];
  return found && trimEndSigns(found.replace(/^([^:]*:\/\/)[^/]*@/, '$1'), SLASH);
}

/** The stream that an address pushes to: `domain/app/stream`. */
export function pushedStream(address: string): string | undefined {
  const path = plainAddress(address)?.replace(/^[^:]*:\/\//, '');
  return path && /^[^/]+\/[^/]+\/./.test(path)
    ? path.replace(/^([^/:]+)(?::\d+)?\//, (_whole, host: string) => `${plainHost(host)}/`)
    : undefined;
}
