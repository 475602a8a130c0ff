import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecentKeys } from '../../../src/alert/state/recent-keys.ts';

const MOST = 5;

it('has the newest keys, and not those that were taken back', () => {
  const step = fc.oneof(fc.constantFrom('settle', 'take back'), fc.nat(12).map(String));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const keys = createRecentKeys(MOST);
      /** Oldest first; what has made room does not come back. */
      let settled: string[] = [];
      let added: string[] = [];
      for (const each of steps) {
        if (each === 'settle') {
          keys.settle();
          settled = [...settled, ...added];
          added = [];
        } else if (each === 'take back') {
          keys.takeBack();
          added = [];
        } else if (![...settled, ...added].includes(each)) {
          keys.add(each);
          added.push(each);
          if (settled.length + added.length > MOST) (settled.length > 0 ? settled : added).shift();
        }
        const left = [...settled, ...added];
        for (let key = 0; key <= 12; key++) expect(keys.has(String(key))).toBe(left.includes(String(key)));
      }
    }),
  );
});
