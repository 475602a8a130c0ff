import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrderedMap, keepNewest } from '../../src/bounds/ordered-map.ts';

const key = fc.integer({ min: 0, max: 8 });
const step = fc.oneof(
  fc.record({ what: fc.constant('set' as const), key }),
  fc.record({ what: fc.constant('delete' as const), key }),
  fc.record({ what: fc.constant('keep' as const), key }),
);

describe('an ordered map', () => {
  it('holds what a Map holds in which what is set goes to the end, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const ours = createOrderedMap<number, number>();
        const model = new Map<number, number>();
        for (const [at, { what, key }] of steps.entries()) {
          if (what === 'set') {
            ours.set(key, at);
            model.delete(key);
            model.set(key, at);
          } else if (what === 'delete') {
            ours.delete(key);
            model.delete(key);
          } else {
            keepNewest(ours, key);
            for (const oldest of [...model.keys()].slice(0, Math.max(0, model.size - key)))
              model.delete(oldest);
          }
          expect([...ours.entries()]).toEqual([...model]);
          expect([...ours.values()]).toEqual([...model.values()]);
          expect(ours.size).toBe(model.size);
          for (let each = 0; each <= 8; each += 1) {
            expect(ours.get(each)).toBe(model.get(each));
            expect(ours.has(each)).toBe(model.has(each));
          }
        }
      }),
    );
  });

  it('goes on with what is left where entries are deleted while it is walked', () => {
    fc.assert(
      fc.property(fc.array(fc.array(key, { maxLength: 4 }), { minLength: 1, maxLength: 9 }), (deletions) => {
        const map = createOrderedMap<number, string>();
        for (let each = 0; each <= 8; each += 1) map.set(each, `${each}`);
        const gone = new Set<number>();
        const seen: number[] = [];
        let turn = 0;
        for (const [each] of map.entries()) {
          expect(gone.has(each)).toBe(false);
          seen.push(each);
          for (const one of deletions[turn] ?? []) {
            map.delete(one);
            gone.add(one);
          }
          turn += 1;
        }
        const left = [...map.entries()].map(([each]) => each);
        expect(seen.filter((each) => !gone.has(each))).toEqual(left);
      }),
    );
  });

  it('tells what goes along with an entry that makes room', () => {
    const map = createOrderedMap<string, number>();
    for (const [at, name] of ['a', 'b', 'c'].entries()) map.set(name, at);
    const gone: string[] = [];
    keepNewest(map, 1, (name, value) => {
      gone.push(`${name} ${value}`);
      map.delete(name);
    });
    expect(gone).toEqual(['a 0', 'b 1']);
  });
});
