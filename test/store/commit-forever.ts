/** Commits documents to the store in argv[2] and prints each id once it was promised, until it is killed. */
import { openLowdbStore } from '../../src/store/file/lowdb-store.ts';

const store = await openLowdbStore(process.argv[2] ?? '');
for (let id = 0; ; id++) {
  await store.commit([{ collection: 'a', id: String(id), value: { id }, expect: 0 }]);
  process.stdout.write(`${id}\n`);
}
