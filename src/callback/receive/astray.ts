import { hash, timingSafeEqual } from 'node:crypto';
import { trimEndSigns, trimStartSigns } from '../../text/trim-signs.ts';
import { CALLBACK_PREFIX, type CallbackEndpoint } from './endpoint.ts';

/** A request that knows a token and does not come on the path as it is. */
export interface Astray<D> {
  readonly endpoint: D;
  /** Only slashes, spaces or capitals before the token are wrong: it can mean nothing but that endpoint. */
  readonly isHarmless: boolean;
  /** The path with `<token>` in place of the token. Hostile text, at most 120 characters. */
  readonly shown: string;
}

const MOST_PARTS = 12;
const LONGEST_PART = 300;
const LONGEST_SHOWN = 120;
const PREFIX = CALLBACK_PREFIX.split('/').filter((part) => part !== '');
/** What stands around a token that was copied with a quote, a comma or the end of a sentence. */
const AROUND = /[^A-Za-z0-9_-]/;
/** As long as a token: nothing to repeat, whatever it is. */
const LIKE_TOKEN = /[A-Za-z0-9_-]{12,}/;

/**
 * What finds the endpoint of which somebody knows the token, wherever in an address that stands: a slash too many in the
 * console, or a path that a proxy changed, would silence every alert. Hashes are compared, with every endpoint each time.
 */
export function createFindAstray<D extends Pick<CallbackEndpoint, 'token'>>(
  endpoints: readonly D[],
): (url: string) => Astray<D> | undefined {
  const known = endpoints.map((endpoint) => ({
    endpoint,
    exact: digest(endpoint.token),
    anyCase: digest(endpoint.token.toLowerCase()),
  }));

  /** What is shorter is no token: nearly every request, which needs no hash then. */
  const shortest = Math.min(...endpoints.map(({ token }) => token.length));

  function find(part: string, as: 'exact' | 'anyCase'): D | undefined {
    if (part.length < shortest) return undefined;
    const given = digest(as === 'exact' ? part : part.toLowerCase());
    let found: D | undefined;
    for (const one of known) if (timingSafeEqual(one[as], given)) found = one.endpoint;
    return found;
  }

  return (url) => {
    if (url.length < shortest) return undefined;
    const { path, values } = partsOf(url);
    const endpointsOf = path.map((part) => find(part, 'exact'));
    const at = endpointsOf.findIndex((endpoint) => endpoint !== undefined);
    const endpoint = endpointsOf[at];
    if (endpoint) {
      const before = path.slice(0, at).map((part) => part.toLowerCase());
      const isHarmless = at === path.length - 1 && before.join('/') === PREFIX.join('/');
      return { endpoint, isHarmless, shown: shown(path, at, '<token>') };
    }
    const bare = path.map((part) => trimEndSigns(trimStartSigns(part, AROUND), AROUND));
    const nearly = bare.findIndex((part) => find(part, 'anyCase') !== undefined);
    const almost = nearly < 0 ? undefined : find(bare[nearly] ?? '', 'anyCase');
    if (almost)
      return { endpoint: almost, isHarmless: false, shown: shown(path, nearly, '<token, spelt otherwise>') };
    const inQuery = values.map((value) => find(value, 'exact')).find((each) => each !== undefined);
    return inQuery && { endpoint: inQuery, isHarmless: false, shown: `${shown(path, -1, '')}?<token>` };
  };
}

function partsOf(url: string): { readonly path: readonly string[]; readonly values: readonly string[] } {
  const [before = '', ...query] = url.replace(/^https?:\/\/[^/?#]*/i, '').split(/[?#]/);
  const split = (text: string, by: RegExp) =>
    text
      .slice(0, MOST_PARTS * LONGEST_PART)
      .split(by)
      .map((part) => decoded(part.slice(0, LONGEST_PART)).trim())
      .filter((part) => part !== '')
      .slice(0, MOST_PARTS);
  return { path: split(before, /\//), values: split(query.join('&'), /[&=;]/) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function shown(path: readonly string[], at: number, token: string): string {
  const parts = path.map((part, index) => (index === at ? token : LIKE_TOKEN.test(part) ? '…' : part));
  return `/${parts.join('/')}`.replace(/[^\x20-\x7e…]/g, '�').slice(0, LONGEST_SHOWN);
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
