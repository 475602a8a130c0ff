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

    it('hands out values that later changes by the writer do not reach', async () => {
      store = await open();
      const value = { list: [1] };
      await store.commit([{ collection: 'a', id: '1', value, expect: 0 }]);
      value.list.push(2);
      expect((await store.get('a', '1'))?.value).toEqual({ list: [1] });
    });
  });
}
