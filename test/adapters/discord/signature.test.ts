import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPublicKey, refuseSignature } from '../../../adapters/discord/signature.ts';
import { createKeys } from '../../fakes/discord/deliver-http.ts';

const NOW = 1_772_395_200_000;
const seconds = String(NOW / 1000);
const mine = createKeys();
const theirs = createKeys();
const key = readPublicKey(mine.publicKey);
const body = Buffer.from('{"type":1}');

function signed(text: Uint8Array, timestamp = seconds, by = mine.privateKey): string {
  return sign(null, Buffer.concat([Buffer.from(timestamp), text]), by).toString('hex');
}

describe("Discord's signature", () => {
  it.each([
    ['now', 0, undefined],
    ['5 minutes old', -300, undefined],
    ['older', -301, 'stale'],
    ['5 minutes ahead', 300, undefined],
    ['further ahead', 301, 'stale'],
  ])('accepts a timestamp that is %s: %s s, refused as %s', (_what, skew, refused) => {
    const timestamp = String(NOW / 1000 + skew);
    const signature = signed(body, timestamp);
    expect(refuseSignature({ timestamp, signature, body }, key, NOW)).toBe(refused);
  });

  it.each([
    ['no timestamp', undefined, signed(body), 'missing'],
    ['no signature', seconds, undefined, 'missing'],
    ['an empty signature', seconds, '', 'missing'],
    ['a timestamp that is no number', '1e9', signed(body), 'malformed'],
    ['a signature that is too short', seconds, 'abcd', 'malformed'],
    ['a signature that is not hex', seconds, 'z'.repeat(128), 'malformed'],
    ['a signature of zeros', seconds, '0'.repeat(128), 'wrong'],
    ['somebody else', seconds, signed(body, seconds, theirs.privateKey), 'wrong'],
    ['a signature of another time', seconds, signed(body, String(NOW / 1000 - 1)), 'wrong'],
  ])('refuses %s', (_what, timestamp, signature, refused) => {
    expect(refuseSignature({ timestamp, signature, body }, key, NOW)).toBe(refused);
  });

  it('holds for the one body, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, bit) => {
          const signature = signed(bytes);
          expect(refuseSignature({ timestamp: seconds, signature, body: bytes }, key, NOW)).toBeUndefined();
          const other = bytes.length > 0 ? bytes.slice() : new Uint8Array(1);
          other[at % other.length]! ^= bytes.length > 0 ? bit : 0;
          expect(refuseSignature({ timestamp: seconds, signature, body: other }, key, NOW)).toBe('wrong');
        },
      ),
    );
  });

  it.each(['', 'abcd', 'z'.repeat(64), 'a'.repeat(65)])('takes no public key like "%s"', (hex) => {
    expect(() => readPublicKey(hex)).toThrow('64 hex digits');
  });
});
