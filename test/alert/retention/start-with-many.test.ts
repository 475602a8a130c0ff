import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAlertState } from '../../../src/alert/alert-state.ts';
import { openAlertState } from '../../../src/alert/open-alert-state.ts';
import { openLowdbStore } from '../../../src/store/file/lowdb-store.ts';
import { anAlert } from '../alerts.ts';

const OPEN = 5000;
/** Alerts of one commit, as the loop between inbox and alerts writes them. */
const TOGETHER = 200;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'airdesk-many-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What a kill leaves of so many open alerts, each of which changed once since it was opened: nothing is put in order. */
async function killedWith(open: number): Promise<string> {
  const file = join(folder, 'airdesk.json');
  const store = await openLowdbStore(file, { compactBytes: 1024 * 1024, closingBytes: 0 });
  const alertState = createAlertState();
  for (const version of [1, 2])
    for (let n = 0; n < open; n++) {
      const subject = { type: 'stream', id: `push.example.com/live/${n}` } as const;
      alertState.putAlert(anAlert({ id: `a${n}`, subject, version }));
      if (n % TOGETHER < TOGETHER - 1) continue;
      await store.commit(alertState.changes().writes);
      alertState.changesWritten();
    }
  await store.close();
  return file;
}

it('reads each of very many open alerts once after a kill, and writes nothing at a start and a stop', async () => {
  const file = await killedWith(OPEN);
  const before = await readdir(folder);
  const parse = vi.spyOn(JSON, 'parse');
  const store = await openLowdbStore(file, { closingBytes: 1024 * 1024 });
  const alertState = await openAlertState(store);
  const texts = parse.mock.calls.map(([text]) => text).filter((text) => text.includes('"subject"'));
  parse.mockRestore();
  expect(alertState.openCount).toBe(OPEN);
  expect([...alertState.all()].every(({ version }) => version === 2)).toBe(true);
  expect(alertState.changes().writes).toEqual([]);
  // A line of the snapshot each, and those that the log has again.
  const inLog = texts.filter((text) => text.startsWith('{"commit"')).length;
  expect(texts.length - inLog).toBeLessThanOrEqual(OPEN);
  expect(inLog).toBeLessThanOrEqual((2 * OPEN) / TOGETHER);
  await store.close();
  expect((await readdir(folder)).sort()).toEqual(before.sort());
});
