import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { uninterrupted, type WriteBoundary } from './disk.ts';
import { stepsOf, type Steps } from './steps.ts';
import { StoreError } from '../store-error.ts';

/**
 * Takes a lock file, so that two processes never write the same data. A lock left by a process that is gone (kill -9,
 * power cut) is taken over. Resolves with what lets it go.
 * @throws StoreError when another living process holds it.
 */
export async function lockFile(
  file: string,
  boundary: WriteBoundary = uninterrupted,
): Promise<() => Promise<void>> {
  const step = stepsOf(boundary, 'store.lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await claim(file, step);
      return () => step('unlink', () => rm(file, { force: true }));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await readFile(file, 'utf8').catch(() => '');
      if (await isAlive(holder)) throw inUse(file, holder);
      await step('unlink', () => rm(file, { force: true }));
    }
  }
  throw inUse(file, 'another process');
}

/** Creates the file with its content in one step, so that nobody ever reads it half written. */
async function claim(file: string, step: Steps): Promise<void> {
  const own = `${file}.${process.pid}`;
  const identity = await identify(process.pid);
  await step('write', () => writeFile(own, identity, { mode: 0o600 }));
  try {
    await step('link', () => link(own, file));
  } finally {
    // Left behind, it does no harm.
    await step('unlink', () => rm(own, { force: true })).catch(() => undefined);
  }
}

/** A process by number and start time: numbers are used again, above all in containers. */
async function identify(pid: number): Promise<string> {
  const startTime = (await statOf(pid))[19] ?? '';
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${pid} ${startTime} ${boot.trim()}`;
}

/** What Linux tells of a process from its state on; nothing elsewhere. */
async function statOf(pid: number): Promise<readonly string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function isAlive(holder: string): Promise<boolean> {
  const pid = Number.parseInt(holder, 10);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // It was killed, and whoever started it has not asked how it ended, as in a container without an init: it writes nothing.
  const [state = ''] = await statOf(pid);
  if (state === 'Z' || state === 'X') return false;
  return (await identify(pid)) === holder;
}

function inUse(file: string, holder: string): StoreError {
  return new StoreError('in-use', `${file} is held by process ${holder.split(' ')[0] ?? ''}`, {
    en: 'Another Airdesk uses this data folder. Stop it first, or set AIRDESK_DATA to another folder.',
    zh: '另一个 Airdesk 正在使用此数据目录。请先停止它，或将 AIRDESK_DATA 设为其他目录。',
  });
}
