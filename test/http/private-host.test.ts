import { describe, expect, it } from 'vitest';
import { isPrivateAddress, isPrivateHost } from '../../src/http/private-host.ts';

describe('hosts that nobody outside reaches', () => {
  it.each([
    ...['localhost', 'LOCALHOST', '127.0.0.1', '127.1', '0x7f.1', '2130706433', '017700000001', '0.0.0.0'],
    ...['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.10', '169.254.169.254', '100.64.0.1'],
    ...['[::1]', '[::]', '[fc00::1]', '[fd12:3456::1]', '[fe80::1]', '[::ffff:10.0.0.1]', '[::ffff:7f00:1]'],
    ...['encoder', 'encoder.local', 'studio.internal', 'cam.lan', 'a.home.arpa', 'localhost.', '224.0.0.1'],
  ])('%s is one', (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each([
    ...['source.example.com', '203.0.113.7', '8.8.8.8', '172.32.0.1', '100.128.0.1', '[2001:db8::1]'],
    ...['local.example.com', 'internal.example.com', 'mylan.example', '[::ffff:8.8.8.8]'],
  ])('%s is none', (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });

  it('are told by the address of a connection, too', () => {
    expect(['::ffff:192.168.0.1', '10.0.0.1', '::1', 'fe80::1%eth0'].map(isPrivateAddress)).toEqual([
      ...[true, true, true, true],
    ]);
    expect(['::ffff:203.0.113.7', '2001:db8::1', 'example.com', ''].map(isPrivateAddress)).toEqual([
      ...[false, false, false, false],
    ]);
  });
});
