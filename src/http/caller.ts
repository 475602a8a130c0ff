import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { plainAddress, type IsTrusted } from './trusted-proxies.ts';

/** An address as it is counted: IPv4 as it is, IPv6 by its /64, of which one customer has all. */
export function countedAddress(address: string | undefined): string {
  const plain = plainAddress(address);
  if (isIP(plain) !== 6 || plain === '::1') return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return `${[...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')}::/64`;
}

/**
 * Whom a request counts for: where its connection comes from, or, through a proxy that is trusted, where that says it
 * comes from (the last of `X-Forwarded-For`, which the proxy itself added).
 */
export function callerOf(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  isTrusted: IsTrusted,
): string {
  const peer = countedAddress(socket.remoteAddress);
  const forwarded = headers['x-forwarded-for'];
  if (forwarded === undefined || !isTrusted(socket.remoteAddress)) return peer;
  const last = String(forwarded).slice(-100).split(',').at(-1)?.trim() ?? '';
  return isIP(last) === 0 ? peer : countedAddress(last);
}
