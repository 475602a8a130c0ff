import type * as crypto from 'node:crypto';
import { timingSafeEqual } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFindEndpoint } from '../../../src/callback/receive/endpoint.ts';
import { createCheckSignature } from '../../../src/callback/receive/signature.ts';
import { KEY, NOW, signed } from './messages.ts';

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  return { ...real, timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

const compared = vi.mocked(timingSafeEqual);
beforeEach(() => void compared.mockClear());

describe('the door', () => {
  const find = createFindEndpoint([
    { token: 'first-token-a', account: 'a' },
    { token: 'second-token-b', account: 'b' },
    { token: 'third-token-c', account: 'c' },
  ]);

  it.each([
    ['/callbacks/live/first-token-a', 'a'],
    ['/callbacks/live/second-token-b', 'b'],
    ['/callbacks/live/third-token-c?x=1', 'c'],
    ['/callbacks/live/', undefined],
    ['/callbacks/live/first-token-', undefined],
    ['/callbacks/live/first-token-aa', undefined],
    ['/callbacks/live/first-token-a/', undefined],
    ['/callbacks/live/FIRST-TOKEN-A', undefined],
    ['/callbacks/live/first-token%2Da', undefined],
    ['/callbacks/LIVE/first-token-a', undefined],
    [`/callbacks/live/${'x'.repeat(10_000)}`, undefined],
    ['', undefined],
  ])('of %s is %s, found by comparing with all in constant time', (url, account) => {
    expect(find(url)?.account).toBe(account);
    expect(compared).toHaveBeenCalledTimes(3);
  });
});

describe('the signature', () => {
  it('is compared in constant time, whole', () => {
    const check = createCheckSignature(KEY);
    expect(check(signed({}), NOW)).toBe('right');
    expect(check({ ...signed({}), sign: '0'.repeat(32) }, NOW)).toBe('wrong');
    expect(compared.mock.calls.map(([a, b]) => [a.byteLength, b.byteLength])).toEqual([
      [16, 16],
      [16, 16],
    ]);
  });
});
