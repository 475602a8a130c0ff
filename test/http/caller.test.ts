import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from 'node:http';
import { callerOf, countedAddress } from '../../src/http/caller.ts';
import { trustedProxies } from '../../src/http/trusted-proxies.ts';

const request = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

describe('whom a request counts for', () => {
  it.each([
    ['a peer', undefined, '203.0.113.9', undefined, '203.0.113.9'],
    ['a peer that claims another address', undefined, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['a proxy on this machine', undefined, '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['the last step, which the proxy added', undefined, '::1', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    [
      'a proxy on another machine that is named',
      '10.0.0.0/24',
      '::ffff:10.0.0.5',
      '198.51.100.1',
      '198.51.100.1',
    ],
    ['one that is not named', '10.0.0.0/24', '10.0.1.5', '198.51.100.1', '10.0.1.5'],
    ['this machine, where others are named', '10.0.0.0/24', '127.0.0.1', '198.51.100.1', '127.0.0.1'],
    ['a header that is no address', undefined, '127.0.0.1', 'unknown', '127.0.0.1'],
  ])('%s', (_, proxies, peer, forwarded, expected) => {
    const isTrusted = trustedProxies(proxies === undefined ? {} : { AIRDESK_PROXIES: proxies });
    expect(callerOf(request(peer, forwarded), isTrusted)).toBe(expected);
  });

  it.each([
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '::1'],
  ])('counts %s as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});
