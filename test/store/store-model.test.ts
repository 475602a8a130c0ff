import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';
import type { Doc, Store, Write } from '../../src/store/store.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-model-'));
  file = join(folder, 'airdesk.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const COLLECTIONS = ['a', 'b'];
const write: fc.Arbitrary<Write> = fc
  .record({
    collection: fc.constantFrom(...COLLECTIONS),
    id: fc.constantFrom('1', '2', '3', '__proto__'),
    value: fc.option(fc.jsonValue(), { nil: undefined }),
    dueAt: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
  })
  .map(({ dueAt, ...rest }) => ({ ...rest, expect: 'any', ...(dueAt === undefined ? {} : { dueAt }) }));
const commit = fc.array(write, { maxLength: 3 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('commit' as const), commits: fc.array(commit, { maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

type Model = Map<string, Doc<unknown>>;

/** What the store is to make of a write. */
function applyTo(model: Model, { collection, id, value, dueAt }: Write): void {
  const key = `${collection}/${id}`;
  if (value === undefined) {
    model.delete(key);
    return;
  }
  const version = (model.get(key)?.version ?? 0) + 1;
  const doc = { id, version, value: JSON.parse(JSON.stringify(value)) as unknown };
  model.set(key, dueAt === undefined ? doc : { ...doc, dueAt });
}

/** Everything the store holds, and that what is due is among it in order. */
async function holds(store: Store): Promise<Model> {
  const found: Model = new Map();
  for (const collection of COLLECTIONS) {
    const docs = await store.list(collection);
    for (const doc of docs) found.set(`${collection}/${doc.id}`, doc);
    for (const dueBefore of [-4, -1, 0, 3]) {
      const due = await store.list(collection, { dueBefore });
      const times = due.map(({ dueAt }) => dueAt ?? NaN);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(new Set(due)).toEqual(
        new Set(docs.filter(({ dueAt }) => dueAt !== undefined && dueAt <= dueBefore)),
      );
    }
  }
  return found;
}

describe('a store beside a map', () => {
  it('holds the same, whatever is committed, restarted and made into a snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 15 }),
        fc.integer({ min: 1, max: 800 }),
        async (steps, compactBytes) => {
          await rm(folder, { recursive: true, force: true });
          let store = await openLowdbStore(file, { compactBytes });
          const model: Model = new Map();
          for (const one of steps) {
            if (one.do === 'restart') {
              await store.close();
              store = await openLowdbStore(file, { compactBytes });
            } else {
              const same = store;
              const committed = one.commits.map((writes) => same.commit(writes));
              for (const each of one.commits.flat()) applyTo(model, each);
              await Promise.all(committed);
            }
            expect(await holds(store)).toEqual(model);
          }
          await store.close();
          store = await openLowdbStore(file);
          expect(await holds(store)).toEqual(model);
          await store.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

/**
 * The steps at which the disk refuses: before each, and where it refuses once also after a write, which then is on disk
 * all the same.
 */
const canRefuse = (name: string, lasting: number): boolean =>
  !name.endsWith(':done') || (lasting === 1 && name.endsWith('.write:done'));

describe('a disk that refuses', () => {
  it('any step, once or for a while, loses nothing promised and keeps nothing refused', async () => {
    let steps = Infinity;
    for (const lasting of [1, 6]) {
      for (let at = 0; at < steps; at++) {
        let count = 0;
        const boundary = (name: string): void => {
          if (!canRefuse(name, lasting)) return;
          const n = count++;
          if (n >= at && n < at + lasting) throw new Error(`refused at ${name}`);
        };
        const model: Model = new Map();
        await rm(folder, { recursive: true, force: true });
        for (let run = 0; run < 2; run++) {
          const store = await openLowdbStore(file, { boundary, compactBytes: 400 }).catch(() => undefined);
          if (!store) {
            await rm(`${file}.lock`, { force: true });
            continue;
          }
          for (const size of [1, 2, 1, 1, 2]) {
            const writes = Array.from({ length: size }, (_, n): Write => {
              const id = `${run}-${count}-${n}`;
              return { collection: 'a', id, value: { text: 'x'.repeat(50) }, expect: 0 };
            });
            const outcomes = await Promise.allSettled(writes.map((each) => store.commit([each])));
            for (const [n, each] of writes.entries())
              if (outcomes[n]?.status === 'fulfilled') applyTo(model, each);
            expect(await holds(store)).toEqual(model);
          }
          await store.close().catch(() => undefined);
          await rm(`${file}.lock`, { force: true });
        }
        const store = await openLowdbStore(file);
        expect(await holds(store)).toEqual(model);
        await store.close();
        const left = (await readdir(folder)).filter((name) => !name.startsWith('airdesk.json.lock'));
        expect(left).toEqual(model.size === 0 ? [] : ['airdesk.json']);
        if (lasting === 1) steps = count;
      }
    }
  });
});
