import { plainHost } from '../../../src/text/host.ts';
import type { StreamName } from '../../../src/live/read/stream-name.ts';

/** More slashes than that do not stand in a name; `id:` takes any. */
const MOST_SLASHES = 8;

/** The streams that a full name can mean: more than one where the app or the name itself has slashes in it. */
export function fullReadings(text: string): StreamName[] {
  const [host = '', ...parts] = text.split('/');
  const domain = plainHost(host);
  if (!/^[\w.-]+$/u.test(domain) || parts.length > MOST_SLASHES) return [];
  return parts
    .slice(1)
    .map((_, index) => ({
      domain,
      app: parts.slice(0, index + 1).join('/'),
      stream: parts.slice(index + 1).join('/'),
    }))
    .filter(({ app, stream }) => app !== '' && stream !== '');
}
