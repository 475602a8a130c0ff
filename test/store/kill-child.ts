import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** What a child said before it ended. */
export interface Said {
  /** Numbers that were promised, in order. */
  readonly promised: readonly number[];
  /** Up to here it said that entries were dealt with. */
  readonly done: number;
  /** Names of all boundaries; undefined where it was killed. */
  readonly boundaries: readonly string[] | undefined;
}

/** The kill script as plain files in `folder`: a hundred children start several times as fast. */
export async function bundleKillScript(folder: string): Promise<string> {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'kill-script.ts'),
    platform: 'node',
    logLevel: 'silent',
  });
  const { output } = await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  });
  await bundle.close();
  return join(folder, output[0].fileName);
}

/** What a child is to do. */
export interface Job {
  readonly bundle: string;
  readonly script: string;
  /** So many times, one after the other: opening what is there is part of it. */
  readonly times: number;
}

/** Runs a script, killed at a boundary. */
export async function runChild(
  { bundle, script, times }: Job,
  folder: string,
  killAt: number,
): Promise<Said> {
  const child = spawn(process.execPath, [bundle, script, folder, String(killAt), String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the child ended with ${code ?? signal}`);
  const said = (word: string): string[] =>
    text.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  return {
    promised: said('promised').map(Number),
    done: Number(said('done').at(-1) ?? 0),
    boundaries: said('boundaries')[0]?.split(' '),
  };
}

/**
 * Runs a script to its end, and then once for every boundary it passed, killed there; two at a time. Each begins with a
 * copy of `start`. Resolves with the names of the boundaries.
 */
export async function killAtEach(
  job: Job,
  check: (folder: string, said: Said) => Promise<void>,
  start?: string,
): Promise<readonly string[]> {
  const one = async (killAt: number): Promise<Said> => {
    const folder = await mkdtemp(join(tmpdir(), 'airdesk-kill-'));
    try {
      if (start !== undefined) await cp(start, folder, { recursive: true });
      const said = await runChild(job, folder, killAt);
      await check(folder, said).catch((error: unknown) => {
        throw new Error(`killed at boundary ${killAt}: ${String(error)}`, { cause: error });
      });
      return said;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const boundaries = (await one(0)).boundaries ?? [];
  let next = 1;
  const work = async (): Promise<void> => {
    while (next <= boundaries.length) await one(next++);
  };
  await Promise.all([work(), work()]);
  return boundaries;
}
