import { notFromHere, type ComingFrom } from '../../src/http/from-here.ts';
import type { Text } from '../../src/text/language.ts';

/** Why a request is refused: HTTP status, code, and what to do. */
export interface Denial {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 503;
  readonly code: string;
  readonly hint: Text;
}

/** What of a request decides where it comes from. */
export interface Origins {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site: set by browsers where the connection is trustworthy; a page cannot fake it. */
  readonly fetchSite: string | undefined;
}

const NOT_LOCAL: Denial = {
  status: 403,
  code: 'desk.not-local',
  hint: {
    en: 'Without a login the desk opens only on the machine it runs on, as http://127.0.0.1:<port>/desk, and not through a proxy or a tunnel. Set up a login to use it from elsewhere.',
    zh: '未配置登录时，播控台只能在本机打开：http://127.0.0.1:<端口>/desk，不能经过代理或隧道。如需远程使用，请先配置登录。',
  },
};

const OTHER_SITE: Denial = {
  status: 403,
  code: 'desk.other-site',
  hint: {
    en: 'The request does not come from the desk page. Open the desk itself; behind a proxy, pass the Host header on unchanged.',
    zh: '请求不是从播控台页面发出的。请直接打开播控台；若经过代理，请原样转发 Host 请求头。',
  },
};

/** The desk without a login is for this machine only. */
export function denyFromOutside(from: ComingFrom): Denial | undefined {
  return notFromHere(from) === undefined ? undefined : NOT_LOCAL;
}

/** Reads from other sites are refused; a link to the page (`none`, or a navigation) is checked elsewhere. */
export function denyForeignRead({ host, origin, fetchSite }: Origins): Denial | undefined {
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return OTHER_SITE;
  return origin === undefined || isSameHost(origin, host) ? undefined : OTHER_SITE;
}

/** Writes must show that they come from the desk's own page: whatever the browser tells has to agree. */
export function denyForeignWrite({ host, origin, fetchSite }: Origins): Denial | undefined {
  if (origin === undefined && fetchSite === undefined) return OTHER_SITE;
  if (fetchSite !== undefined && fetchSite !== 'same-origin') return OTHER_SITE;
  return origin === undefined || isSameHost(origin, host) ? undefined : OTHER_SITE;
}

/** The scheme is not compared: behind a proxy that ends TLS we see http where the browser sees https. */
function isSameHost(origin: string, host: string | undefined): boolean {
  const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
  return parsed !== undefined && host !== undefined && parsed.host === host.toLowerCase();
}
