import { BlockList, isIP } from 'node:net';
import { plainAddress } from './trusted-proxies.ts';

/** Networks that nobody outside reaches: RFC 1918, 6598, 3927, 4193 and their like. */
const NETWORKS: readonly (readonly [address: string, bits: number, family: 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const PRIVATE = new BlockList();
for (const [address, bits, family] of NETWORKS) PRIVATE.addSubnet(address, bits, family);

/** Names that no public name server answers. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa)$/u;

/** Whether an address, as a connection has it, is of this machine or of a network that nobody outside reaches. */
export function isPrivateAddress(address: string): boolean {
  const plain = ipv4Within(plainAddress(address));
  const family = isIP(plain);
  return family !== 0 && PRIVATE.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * Whether a host, as it stands in an address of whatever protocol, can only be of this machine or of a private network. No
 * name is looked up; numbers count however they are written (`0x7f.1`, `2130706433`).
 */
export function isPrivateHost(host: string): boolean {
  const name = URL.parse(`http://${host}/`)?.hostname.replace(/^\[|\]$|\.$/gu, '');
  if (name === undefined) return false;
  if (isIP(name) !== 0) return isPrivateAddress(name);
  return !name.includes('.') || LOCAL_NAME.test(name);
}

/** The IPv4 address that an IPv6 one stands for: `::ffff:7f00:1`, as URLs write it. */
function ipv4Within(address: string): string {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/u.exec(address) ?? [];
  if (high === undefined || low === undefined) return address;
  const number = parseInt(high, 16) * 65_536 + parseInt(low, 16);
  return [24, 16, 8, 0].map((bits) => (number >>> bits) & 255).join('.');
}
