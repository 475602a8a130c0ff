import { BlockList, isIP } from 'node:net';
import { isPrivateAddress } from './private-host.ts';
import { plainAddress } from './trusted-proxies.ts';

/** Networks that stand for something else, and lead nowhere or inside (RFC 6890 and later), besides those that are private. */
const RESERVED: readonly (readonly [address: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
];

const reserved = new BlockList();
for (const [address, bits, family] of RESERVED) reserved.addSubnet(address, bits, family);

/** Whether an IP address is one on the internet. What is no IP address is none. */
export function isPublicAddress(address: string): boolean {
  const plain = plainAddress(address.replace(/^\[|\]$/g, ''));
  const family = isIP(plain);
  return family !== 0 && !isPrivateAddress(plain) && !reserved.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
