import { expect, it } from 'vitest';
import { isPublicAddress } from '../../src/http/public-address.ts';

it.each([
  ['93.184.216.34', true],
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['[::1]', false],
  ['::ffff:10.0.0.1', false],
  ['::ffff:a00:1', false],
  ['fe80::1%eth0', false],
  ['fd00::1', false],
  ['64:ff9b::a00:1', false],
  ['localhost', false],
  ['', false],
])('%s: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
