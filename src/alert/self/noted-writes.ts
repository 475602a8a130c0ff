import type { Inbox } from '../../store/inbox.ts';
import { diskRefused, isStoreClosed } from '../../store/store-error.ts';
import { ConflictError, type Store } from '../../store/store.ts';
import type { Senses } from './senses.ts';

type Wrote = Senses['wrote'];

/** The store, which tells `wrote` of every commit whether the disk took it. */
export function notedStore(store: Store, wrote: Wrote): Store {
  return {
    get: (collection, id) => store.get(collection, id),
    list: (collection, query) => store.list(collection, query),
    commit: (writes, isAwaited) => noted('store', wrote, () => store.commit(writes, isAwaited)),
    close: () => store.close(),
  };
}

/** The inbox, which tells `wrote` of every append whether the disk took it. */
export function notedInbox(inbox: Inbox, wrote: Wrote): Inbox {
  return {
    get last() {
      return inbox.last;
    },
    append: (value) => noted('inbox', wrote, () => inbox.append(value)),
    read: (after, most) => inbox.read(after, most),
    onAppend: (listener) => inbox.onAppend(listener),
    done: (seq) => inbox.done(seq),
    close: () => inbox.close(),
  };
}

async function noted<T>(what: 'store' | 'inbox', wrote: Wrote, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    wrote(what);
    return result;
  } catch (error) {
    // These say nothing of the disk.
    if (error instanceof ConflictError || isStoreClosed(error)) throw error;
    wrote(what, error);
    throw diskRefused(error);
  }
}
