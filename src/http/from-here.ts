import { isIP } from 'node:net';
import { LOOPBACK_ADDRESS, LOOPBACK_HOST } from './loopback.ts';

/** What of a request tells where it comes from. */
export interface ComingFrom {
  readonly host: string | undefined;
  /** Of the other end of the connection; undefined where that is not known. */
  readonly address: string | undefined;
  /** As `1.1`. */
  readonly httpVersion: string;
  /** Names of all headers, in small letters. */
  readonly headers: Iterable<string>;
}

/** Why it does not come from this machine. */
export type NotFromHere = 'host' | 'address' | 'proxy';

/** What proxies, tunnels and load balancers add, each at least one of them. */
const OF_A_PROXY =
  /^(?:x-forwarded(?:-.*)?|forwarded|forwarded-for|via|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.*|x-envoy-.*|x-appengine-.*|x-azure-.*|x-amzn-.*|true-client-ip|client-ip|cdn-loop|cf-.*|fastly-.*|fly-.*|tailscale-.*|ngrok-.*|proxy-connection)$/;

/**
 * Why a request was not made on this machine, at this machine; undefined where it was. The name in `Host` stops a page
 * whose name was pointed at this machine (DNS rebinding); headers of proxies, and HTTP/1.0, which is what nginx speaks to what is
 * behind it, stop what a tunnel or a proxy on this machine hands on.
 */
export function notFromHere({ host, address, httpVersion, headers }: ComingFrom): NotFromHere | undefined {
  if (!LOOPBACK_HOST.test(nameOf(host))) return 'host';
  if (!LOOPBACK_ADDRESS.test(address ?? '')) return 'address';
  return throughProxy({ httpVersion, headers }) ? 'proxy' : undefined;
}

/** The same for what listens on an address of its own, whose names are these besides: IP addresses cannot be pointed elsewhere. */
export function notForUs(
  { host, httpVersion, headers }: Omit<ComingFrom, 'address'>,
  names: readonly string[],
): NotFromHere | undefined {
  const name = nameOf(host);
  const isOurs = LOOPBACK_HOST.test(name) || isIP(name.replace(/^\[|\]$/g, '')) > 0 || names.includes(name);
  if (!isOurs) return 'host';
  return throughProxy({ httpVersion, headers }) ? 'proxy' : undefined;
}

function throughProxy({ httpVersion, headers }: Pick<ComingFrom, 'httpVersion' | 'headers'>): boolean {
  if (httpVersion === '1.0') return true;
  for (const header of headers) if (OF_A_PROXY.test(header)) return true;
  return false;
}

/** Of a Host header, without the port. */
function nameOf(host: string | undefined): string {
  return (host ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
}
