import { uninterrupted } from '../store/file/disk.ts';
import { lowdbFile } from '../store/file/lowdb-file.ts';
import { replay } from '../store/file/replay.ts';
import type { ChainEnd } from '../store/file/chain/link.ts';
import { ANCHOR, anchorOf } from './anchor.ts';

/** Airdesk may be running and put a new snapshot in the place of its logs while they are read. */
const TRIES = 3;

/** The anchor in the store `file`, which is not opened: Airdesk may be running. @throws StoreError where it is damaged */
export async function readAnchor(file: string): Promise<ChainEnd | undefined> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await readOnce(file);
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

async function readOnce(file: string): Promise<ChainEnd | undefined> {
  const adapter = lowdbFile(
    file,
    uninterrupted,
    () => undefined,
    () => true,
  );
  const snapshot = await adapter.read();
  let found = snapshot?.state.get(ANCHOR.collection)?.get(ANCHOR.id)?.value;
  await replay(file, snapshot?.commit ?? 0, ({ writes }) => {
    for (const write of writes)
      if ('doc' in write && write.collection === ANCHOR.collection && write.doc.id === ANCHOR.id)
        found = write.doc.value;
  });
  return anchorOf(found);
}
