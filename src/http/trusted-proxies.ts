import { BlockList, isIP } from 'node:net';
import type { Variables } from '../config/variables.ts';

/** What a request says of the way it came, and what is known of its last step. */
export interface Hops {
  /** The peer's address; undefined where the server does not tell. */
  readonly address: string | undefined;
  /** X-Forwarded-Proto. */
  readonly forwardedProto: string | undefined;
}

/** Whether the browser reached the first hop over TLS. Headers are believed of trusted proxies only. */
export type CameOverTls = (hops: Hops) => boolean;

/** Those on this machine. */
const USUAL = '127.0.0.0/8,::1';

/** Whether a peer is a proxy whose headers are believed. */
export type IsTrusted = (address: string | undefined) => boolean;

/** The proxies that AIRDESK_PROXIES names: addresses and networks (`10.0.0.0/8`), with commas between them. */
export function trustedProxies({ AIRDESK_PROXIES: proxies = USUAL }: Variables = {}): IsTrusted {
  const trusted = new BlockList();
  for (const part of partsOf(proxies)) addTo(trusted, part);
  return (address) => {
    const peer = plainAddress(address);
    const family = isIP(peer);
    return family !== 0 && trusted.check(peer, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/** The address of a peer, an IPv4 one as such. */
export function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0] ?? '';
}

/** Creates it. `isPublicTls`: the address that people open is https whatever a header says. */
export function createCameOverTls(isTrusted: IsTrusted, isPublicTls: boolean): CameOverTls {
  return ({ address, forwardedProto }) => {
    if (isPublicTls) return true;
    if (!isTrusted(address)) return false;
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
