import { hash, timingSafeEqual } from 'node:crypto';

/** Where the callbacks of one account arrive. */
export interface CallbackEndpoint {
  readonly account: string;
  /** The last part of the path, which nobody can guess. */
  readonly token: string;
  /** Callback key of the template; without one nothing is signed. */
  readonly key?: string;
  /** Keys that count as well: of other templates, or the one before. */
  readonly otherKeys?: readonly string[];
}

/** What a callback tells of itself besides how it ended, for whoever has to mend it. Hostile text, bounded. */
export interface Particulars {
  /** The push domain that it names: callback keys belong to the templates of domains. */
  readonly domain?: string | undefined;
  /** The path, where a known token came on another one, without the token. */
  readonly path?: string | undefined;
}

/** What stands before the token. */
export const CALLBACK_PREFIX = '/callbacks/live/';

const LONGEST_TOKEN = 256;

/**
 * What finds the endpoint that an address leads to. Hashes of equal length are compared, with every endpoint each time: the time
 * it takes tells neither which endpoint it was nor how much of a token was right.
 */
export function createFindEndpoint<D extends Pick<CallbackEndpoint, 'token'>>(
  endpoints: readonly D[],
): (url: string) => D | undefined {
  const known = endpoints.map((endpoint) => ({ endpoint, hash: digest(endpoint.token) }));
  return (url) => {
    const query = url.indexOf('?');
    const token = url.slice(CALLBACK_PREFIX.length, query < 0 ? undefined : query);
    const given = digest(token.slice(0, LONGEST_TOKEN + 1));
    let found: D | undefined;
    for (const one of known) if (timingSafeEqual(one.hash, given)) found = one.endpoint;
    return url.startsWith(CALLBACK_PREFIX) && token !== '' && token.length <= LONGEST_TOKEN
      ? found
      : undefined;
  };
}

function digest(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
