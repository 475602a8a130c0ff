import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDueIndex } from '../../src/store/file/due-index.ts';
import type { Doc } from '../../src/store/store.ts';

const document = (id: number, dueAt: number): Doc<unknown> => ({
  id: `d${id}`,
  version: 1,
  value: undefined,
  dueAt,
});

const step = fc.record({
  what: fc.constantFrom('add', 'add', 'remove', 'remove first'),
  id: fc.integer({ min: 0, max: 400 }),
  dueAt: fc.integer({ min: 0, max: 50 }),
});

describe('the documents of a collection by when they are due', () => {
  it('are what a sorted list of them is, also once many have gone at the front', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const index = createDueIndex();
        let model: Doc<unknown>[] = [];
        for (let id = 0; id < 300; id += 1) {
          const doc = document(1000 + id, id % 50);
          index.add(doc);
          model.push(doc);
        }
        const sorted = (): Doc<unknown>[] =>
          model.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.id < b.id ? -1 : 1));
        for (const { what, id, dueAt } of steps) {
          const known = model.find((doc) => doc.id === `d${id}`);
          const gone = what === 'remove first' ? sorted()[0] : known;
          if (what === 'add' && !known) {
            const doc = document(id, dueAt);
            index.add(doc);
            model.push(doc);
          } else if (gone) {
            index.remove(gone);
            model = model.filter((doc) => doc !== gone);
          }
          expect(index.before(dueAt)).toEqual(sorted().filter((doc) => (doc.dueAt ?? 0) <= dueAt));
        }
        expect(index.before(Infinity)).toEqual(sorted());
      }),
      { numRuns: 30 },
    );
  });
});
