import { prefixedName } from '../../../text/name-forms.ts';
import type { Alert } from '../../model/alert.ts';
import { nameInFull } from '../../named-by-alert.ts';
import type { AlertView } from '../view.ts';

/**
 * What names the stream of an alert in a command line: in full first, then by its short names. What somebody calls a stream
 * must not be read as the id of another.
 */
export function streamWords(alert: Alert, { config }: Pick<AlertView, 'config'>): string[] {
  const { account, subject } = alert;
  const isPrefixed = prefixedName(subject.id) !== undefined;
  if (subject.type === 'stream-name') return [nameInFull(subject)];
  if (subject.type !== 'stream') return [];
  const shorts = Object.entries(config.streams)
    .filter(([, stream]) => (stream.account ?? account) === account)
    .filter(([, { domain, app, stream }]) => `${domain}/${app}/${stream}` === subject.id)
    .map(([short]) => short);
  return [...(isPrefixed ? [] : [nameInFull(subject)]), ...shorts];
}
