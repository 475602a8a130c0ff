import { afterEach, describe, expect, it } from 'vitest';
import { ConflictError, type Store } from '../../src/store/store.ts';

/** What every Store promises. `open` opens the same data again and again. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store | undefined;
    afterEach(() => store?.close());

    it('creates, replaces and deletes with compare-and-set', async () => {
      store = await open();
      await store.commit([{ collection: 'a', id: '1', value: { n: 1 }, expect: 0 }]);
      expect(await store.get('a', '1')).toEqual({ id: '1', version: 1, value: { n: 1 } });
      await store.commit([{ collection: 'a', id: '1', value: { n: 2 }, expect: 1 }]);
      expect((await store.get('a', '1'))?.version).toBe(2);
      await store.commit([{ collection: 'a', id: '1', value: undefined, expect: 2 }]);
      expect(await store.get('a', '1')).toBeUndefined();
    });

    it('writes nothing of a commit when one document is not as expected', async () => {
      store = await open();
      await store.commit([{ collection: 'a', id: '1', value: 'x', expect: 0 }]);
      const commit = store.commit([
        { collection: 'b', id: '1', value: 'new', expect: 0 },
        { collection: 'a', id: '1', value: 'y', expect: 7 },
      ]);
      await expect(commit).rejects.toThrow(ConflictError);
      expect(await store.get('b', '1')).toBeUndefined();
      expect((await store.get('a', '1'))?.value).toBe('x');
    });

    it('lets exactly one of many win', async () => {
      store = await open();
      await store.commit([{ collection: 'a', id: '1', value: 0, expect: 0 }]);
      const same = store;
      const tries = Array.from({ length: 20 }, (_, n) =>
        same.commit([{ collection: 'a', id: '1', value: n, expect: 1 }]).then(
          () => 'won',
          () => 'lost',
        ),
      );
      expect((await Promise.all(tries)).filter((result) => result === 'won')).toHaveLength(1);
    });

    it('finds what is due, oldest first', async () => {
      store = await open();
      await store.commit([
        { collection: 'a', id: 'late', value: 0, expect: 0, dueAt: 300 },
        { collection: 'a', id: 'second', value: 0, expect: 0, dueAt: 200 },
        { collection: 'a', id: 'first', value: 0, expect: 0, dueAt: 100 },
        { collection: 'a', id: 'never', value: 0, expect: 0 },
      ]);
      expect((await store.list('a', { dueBefore: 200 })).map((doc) => doc.id)).toEqual(['first', 'second']);
      expect(await store.list('a')).toHaveLength(4);
    });

    it('keeps what was committed when it is opened again', async () => {
      store = await open();
      await store.commit([
        { collection: 'a', id: '1', value: { text: '直播\u2028<!channel>' }, expect: 'any', dueAt: 5 },
      ]);
      await store.close();
      store = await open();
      expect(await store.get('a', '1')).toEqual({
        id: '1',
        version: 1,
        value: { text: '直播\u2028<!channel>' },
        dueAt: 5,
      });
    });

    it('finds what is due by its newest time only', async () => {
      store = await open();
      const commit = (id: string, dueAt?: number, value: unknown = 0): Promise<void> =>
        store!.commit([
          { collection: 'a', id, value, expect: 'any', ...(dueAt === undefined ? {} : { dueAt }) },
        ]);
      for (const id of ['later', 'never', 'gone', 'sooner', 'same']) await commit(id, 100);
      await commit('later', 900);
      await commit('never');
      await commit('sooner', -5);
      await store.commit([{ collection: 'a', id: 'gone', value: undefined, expect: 1, dueAt: 100 }]);
      const due = async (dueBefore: number) => (await store!.list('a', { dueBefore })).map((doc) => doc.id);
      expect(await due(-6)).toEqual([]);
      expect(await due(99)).toEqual(['sooner']);
      expect(await due(100)).toEqual(['sooner', 'same']);
      expect(await due(Infinity)).toEqual(['sooner', 'same', 'later']);
      expect(await store.list('b', { dueBefore: 1 })).toEqual([]);
    });

    it.each([
      ['a function', () => 1, {}],
      ['a number too large', 1n, {}],
      ['no time', 1, { dueAt: NaN }],
      ['no end', 1, { dueAt: Infinity }],
    ])('takes nothing of a commit with %s in it', async (_, value, more) => {
      store = await open();
      const commit = store.commit([
        { collection: 'a', id: '1', value: 1, expect: 0 },
        { collection: 'a', id: '2', value, expect: 0, ...more },
      ]);
      await expect(commit).rejects.toThrow(TypeError);
      expect(await store.list('a')).toEqual([]);
    });

    it('hands out values as they come back from disk', async () => {
      store = await open();
      const value = { none: undefined, time: new Date(0), list: [undefined] };
      await store.commit([{ collection: 'a', id: '1', value, expect: 0 }]);
      const stored = (await store.get('a', '1'))?.value;
      expect(stored).toStrictEqual({ time: '1970-01-01T00:00:00.000Z', list: [null] });
    });

    it('hands out documents that nobody can change in place', async () => {
      store = await open();
      await store.commit([{ collection: 'a', id: '1', value: { list: [{ n: 1 }] }, expect: 0 }]);
      const doc = await store.get('a', '1');
      const value = doc?.value as { list: { n: number }[] };
      expect(() => value.list.push({ n: 2 })).toThrow(TypeError);
      expect(() => Object.assign(value.list[0]!, { n: 2 })).toThrow(TypeError);
      expect(() => Object.assign(doc!, { version: 9 })).toThrow(TypeError);
    });

    it('hands out values that later changes by the writer do not reach', async () => {
      store = await open();
      const value = { list: [1] };
      await store.commit([{ collection: 'a', id: '1', value, expect: 0 }]);
      value.list.push(2);
      expect((await store.get('a', '1'))?.value).toEqual({ list: [1] });
    });
  });
}
