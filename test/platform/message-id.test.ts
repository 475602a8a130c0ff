import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessageId, encodeMessageId } from '../../src/platform/message-id.ts';

describe('the id of a message', () => {
  it('is the platform’s own, and keeps the only reader of an ephemeral one', () => {
    expect(encodeMessageId({ id: '1772395201.000200' })).toBe('1772395201.000200');
    const platformId = fc.oneof(
      fc.bigInt({ min: 1n, max: 2n ** 63n }).map(String),
      fc.stringMatching(/^\d{10}\.\d{6}$/),
      fc.stringMatching(/^[UW][A-Z0-9]{2,10}$/),
    );
    fc.assert(
      fc.property(fc.record({ id: platformId, onlyFor: platformId }, { requiredKeys: ['id'] }), (id) => {
        expect(decodeMessageId(encodeMessageId(id))).toEqual(id);
      }),
    );
  });
});
