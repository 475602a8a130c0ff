import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTied, tieKeysOf, tiesOf } from '../../src/alert/ties.ts';
import { CONDITIONS } from '../../src/callback/conditions.ts';
import { anAlert } from './alerts.ts';

const text = fc.constantFrom('a', 'b', 'a:b', '');
const anyAlert = fc
  .record({
    account: fc.constantFrom('main', 'news'),
    condition: fc.constantFrom('stream.down', 'record.failed'),
    groups: fc.subarray(['source:a', 'caster:a', 'group:a', 'domain:a', 'domain:a:b', 'other:a']),
    code: fc.option(text, { nil: undefined }),
    cause: fc.constantFrom('idle', 'unknown', undefined),
    first: fc.record({ user_ip: text, node: text }, { requiredKeys: [] }),
    last: fc.option(fc.record({ user_ip: text, node: text }, { requiredKeys: [] }), { nil: undefined }),
  })
  .map((more) => anAlert(more));

it('says of every tie of either alert whether the other one has it, as if all had been listed', () => {
  fc.assert(
    fc.property(anyAlert, anyAlert, (one, other) => {
      const keys = tieKeysOf(one, CONDITIONS);
      expect(tiesOf(one, CONDITIONS).map(({ key }) => key)).toEqual(keys);
      for (const key of [...keys, 'other:a', 'code:undefined']) {
        expect(isTied(one, key, CONDITIONS)).toBe(keys.includes(key));
        expect(isTied(other, key, CONDITIONS)).toBe(tieKeysOf(other, CONDITIONS).includes(key));
      }
    }),
  );
});
