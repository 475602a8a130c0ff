import { describe, expect, it } from 'vitest';
import { createKeyBooks, isNewestKey, isNewKey } from '../../src/keys/key-book.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const FIRST = 'firstkey0123456789firstkey012345';
const SECOND = 'secondkey0123456789secondkey0123';

function open(store = memoryStore()) {
  const clock = createTestClock();
  let made = 0;
  const book = createKeyBooks({ store, clock, newId: () => `id${(made += 1)}-${clock.now()}` }).of('main');
  return { book, clock, store };
}

describe('what is known of keys', () => {
  it('is a hash on disk: a key is recognised after a restart, and cannot be read', async () => {
    const { book, store } = open();
    await book.begin('push.example.com', FIRST);
    const again = createKeyBooks({ store, clock: createTestClock(), newId: () => 'other' }).of('main');
    const rotation = await again.rotation('push.example.com');
    expect(isNewestKey(rotation, FIRST)).toBe(true);
    expect(isNewKey(rotation, SECOND)).toBe(false);
    expect(isNewKey(rotation, '')).toBe(false);
    expect(JSON.stringify(await store.list('keys', { dueBefore: Infinity }))).not.toContain(FIRST);
    expect(await again.rotation('push.example.net')).toBeUndefined();
  });

  it('is the change before, too, where the newest was refused', async () => {
    const { book } = open();
    await book.begin('d', FIRST);
    await book.begin('d', SECOND);
    const rotation = await book.rotation('d');
    expect([FIRST, SECOND].map((key) => isNewKey(rotation, key))).toEqual([true, true]);
    expect(isNewestKey(rotation, FIRST)).toBe(false);
  });

  it('is until when addresses are good, by the key that signed them', async () => {
    const { book } = open();
    await book.signed('d', 'main', 2000);
    await book.signed('d', 'main', 1000);
    await book.begin('d', FIRST);
    await book.signed('d', 'backup', 3000);
    expect(await book.goodUntil('d')).toEqual({ main: 2000, backup: 3000 });
    await book.promoted('d');
    expect(await book.goodUntil('d')).toEqual({ main: 3000, backup: 0 });
  });
});

describe('former keys', () => {
  it('are held for a quarter of an hour, and never more than a hundred', () => {
    const { book, clock } = open();
    book.hold('one', { main: FIRST, backup: '' });
    expect(book.held('one')).toEqual({ main: FIRST, backup: '' });
    clock.advance(15 * 60_000);
    expect(book.held('one')).toBeUndefined();
    for (let at = 0; at < 101; at += 1) book.hold(`n${at}`, { main: FIRST, backup: '' });
    expect(book.held('n0')).toBeUndefined();
    expect(book.held('n100')).toBeDefined();
  });

  it('are told apart by marks that another process cannot make', () => {
    const { book } = open();
    expect(book.mark(FIRST)).toBe(book.mark(FIRST));
    expect(book.mark(FIRST)).not.toBe(book.mark(SECOND));
    const { book: other } = {
      book: createKeyBooks({ store: memoryStore(), clock: createTestClock(), newId: () => 'x' }).of('main'),
    };
    expect(other.mark(FIRST)).not.toBe(book.mark(FIRST));
  });
});
