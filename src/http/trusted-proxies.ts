import { BlockList, isIP } from 'node:net';

/** What a request says of the way it came, and what is known of its last step. */
export interface Hops {
  /** The peer's address; undefined where the server does not tell. */
  readonly address: string | undefined;
  /** X-Forwarded-Proto. */
  readonly forwardedProto: string | undefined;
}

/** Whether the browser reached the first hop over TLS. Headers are believed of trusted proxies only. */
export type CameOverTls = (hops: Hops) => boolean;

/** Proxies on this machine. */
export const THIS_MACHINE = '127.0.0.0/8,::1';

/**
 * Creates it. `proxies`: addresses and networks (`10.0.0.0/8`), with commas between them. `isPublicTls`: the address that
 * people open is https whatever a header says.
 */
export function createCameOverTls(proxies: string, isPublicTls: boolean): CameOverTls {
  const trusted = new BlockList();
  for (const part of partsOf(proxies)) addTo(trusted, part);
  return ({ address, forwardedProto }) => {
    if (isPublicTls) return true;
    const peer = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
    const family = isIP(peer);
    if (family === 0 || !trusted.check(peer, family === 4 ? 'ipv4' : 'ipv6')) return false;
    // Each proxy adds to its end: the first is what the browser used.
    return forwardedProto?.split(',')[0]?.trim().toLowerCase() === 'https';
  };
}

/** Whether a list of proxies can be read. */
export function areProxies(text: string): boolean {
  return partsOf(text).every((part) => {
    const [address = '', bits, ...more] = part.split('/');
    const family = isIP(address);
    if (family === 0 || more.length > 0) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  });
}

function partsOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

function addTo(list: BlockList, part: string): void {
  const [address = '', bits] = part.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}
