import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pause } from './pause.ts';

/** How long one waits for the backlog, ms. */
const PATIENCE_MS = 60_000;

/** Airdesk tells how many callbacks it has not decided on. */
export async function untilDecided(port: number): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < PATIENCE_MS) {
    if ((await figure(port, 'airdesk_inbox_backlog')) === 0) return;
    // Asked seldom: to answer costs the subject something, too.
    await pause(100);
  }
  throw new Error('the backlog does not end');
}

/** One line of /metrics; of several with labels, their sum. */
export async function figure(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter((each) => each.startsWith(`${name} `) || each.startsWith(`${name}{`))
    .reduce((sum, each) => sum + Number(each.slice(each.lastIndexOf(' '))), 0);
}

/** CPU time of a process so far, µs, as Linux counts it: hundredths of a second. NaN elsewhere. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return Number.NaN;
  }
}

/** Resident memory of a process, MiB, now and at its highest, as Linux tells it. */
export function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

/** What a folder holds, MiB. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() === true) bytes += found.size;
  }
  return bytes / 2 ** 20;
}
