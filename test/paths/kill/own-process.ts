import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';
import application from '../../../rolldown.config.ts';
import buildPage from '../../built-page.ts';

/** Airdesk as a process of its own, which is killed with SIGKILL and started again on the same data. */
export interface OwnProcess {
  /** Where it listens, the same after every start; empty before the first. */
  origin(): string;
  /**
   * Starts it, to kill itself at the write boundary with this number (0: never). Resolves when it is ready; where it was
   * killed before that, when the next one is.
   */
  start(killAt?: number): Promise<void>;
  /** Resolves when one is ready, after a kill too. */
  up(): Promise<void>;
  /** How often it was started. */
  starts(): number;
  /** The steps in which files were changed, of one that was not killed. */
  steps(): Promise<readonly string[]>;
  /** Puts its clock on, and that of every later one. */
  putOn(ms: number): void;
  /** Kills it; it is not started again by itself. */
  kill(): Promise<void>;
}

/** What is built is found here, so that its packages are too. A folder for each test file: they run side by side. */
const CACHE = join('node_modules', '.cache', 'airdesk-own-process');

/** Builds Airdesk once for many starts. Resolves with the program for `createOwnProcess`. */
export async function buildOwnProcess(name: string): Promise<string> {
  const dir = join(CACHE, name, 'dist');
  await build({
    // Airdesk in a file of its own, or it would take the other program for itself and start twice.
    input: { airdesk: 'src/main.ts', 'killed-airdesk': 'test/paths/kill/killed-airdesk.ts' },
    platform: 'node',
    // As it is built for use.
    external: application.external,
    checks: application.checks,
    logLevel: 'silent',
    output: { dir, format: 'esm' },
  });
  await buildPage();
  await cp(join('dist', 'page'), join(dir, 'page'), { recursive: true });
  return join(dir, 'killed-airdesk.js');
}

/** None is started yet. `onReady` is told the address once. */
export function createOwnProcess(
  program: string,
  env: Readonly<Record<string, string | undefined>>,
  onReady: (origin: string) => void,
): OwnProcess {
  let child: ChildProcess | undefined;
  let origin = '';
  let starts = 0;
  let aheadMs = 0;
  let ending = false;
  let ready: Promise<void> = Promise.resolve();

  function start(killAt = 0): Promise<void> {
    ending = false;
    starts += 1;
    const started = spawn(process.execPath, [program], {
      // The thumb presses what it saw before, so the next one is at the same address.
      env: {
        ...env,
        PORT: origin === '' ? '0' : new URL(origin).port,
        KILL_AT: String(killAt),
        AHEAD_MS: String(aheadMs),
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    child = started;
    started.once('exit', (_code, signal) => {
      if (!ending && signal === 'SIGKILL') void start();
    });
    ready = untilReady(started);
    // Whoever waits is told; nobody has to.
    ready.catch(() => undefined);
    return ready;
  }

  async function untilReady(started: ChildProcess): Promise<void> {
    const found = await originOf(started);
    if (found !== undefined) {
      if (origin === '') onReady(found);
      origin = found;
      return;
    }
    if (ending) return;
    if (child === started) throw new Error('Airdesk ended by itself');
    await ready;
  }

  return {
    origin: () => origin,
    start,
    starts: () => starts,
    async up() {
      for (let waited = -1; waited !== starts;) {
        waited = starts;
        await ready;
      }
    },
    steps: () =>
      new Promise((resolve) => {
        child?.once('message', (passed) => resolve(passed as readonly string[]));
        child?.send('steps');
      }),
    putOn(ms) {
      aheadMs += ms;
      // One that was killed just now hears nothing, and the next one begins with it.
      if (child?.connected) child.send(ms, () => undefined);
    },
    async kill() {
      ending = true;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** Where it listens, told by its log; undefined where it ended before. */
async function originOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      if (text === 'ready') return;
      text += chunk.toString();
      const ready = /"origin":"(http:\/\/127\.0\.0\.1:\d+)".*"msg":"ready"/.exec(text)?.[1];
      if (ready === undefined) return;
      text = 'ready';
      resolve(ready);
    });
    // After those who start the next one.
    child.once('close', () => resolve(undefined));
  });
}
