import type { Alert } from '../alert.ts';
import type { AlertView } from './view.ts';

/** What names the stream of an alert in a command line: in full first, then by its short names. */
export function streamWords({ account, subject }: Alert, { config }: Pick<AlertView, 'config'>): string[] {
  if (subject.type === 'stream-name') return [subject.id];
  if (subject.type !== 'stream') return [];
  const shorts = Object.entries(config.streams)
    .filter(([, stream]) => (stream.account ?? account) === account)
    .filter(([, { domain, app, stream }]) => `${domain}/${app}/${stream}` === subject.id)
    .map(([short]) => short);
  return [subject.id, ...shorts];
}
