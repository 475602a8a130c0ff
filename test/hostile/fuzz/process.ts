import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import buildPage from '../../built-page.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Builds what is shipped into `folder`/dist, away from the sources: nothing is left in them. */
export async function build(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const beside of ['node_modules', 'adapters', 'src'])
    await symlink(join(ROOT, beside), join(folder, beside));
  const dist = join(folder, 'dist');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/rolldown/bin/cli.mjs', '-c', '--log-level', 'silent', '-d', dist],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`it cannot be built: ${stderr}`);
  await buildPage();
  await cp(join(ROOT, 'dist', 'page'), join(dist, 'page'), { recursive: true });
  return dist;
}

/** A process of ours. */
export interface Running {
  readonly name: string;
  readonly port: number;
  /** What it wrote, the newest part. */
  readonly log: () => string;
  /** How it ended; undefined while it runs. */
  readonly ended: () => string | undefined;
  /** Memory that it holds, MB. */
  readonly megabytes: () => number;
  stop(): Promise<void>;
}

const MOST_LOG = 4_000_000;

/** Starts a program, and waits until it says where it listens. @throws Error with what it wrote, where it ends before */
export async function start(
  name: string,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Running> {
  const child = spawn(process.execPath, command, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const port = await new Promise<number>((resolve, reject) => {
    const take = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-MOST_LOG);
      const found = /(?:"origin":"|cloud at )http:\/\/127\.0\.0\.1:(\d+)/.exec(log)?.[1];
      if (found !== undefined) resolve(Number(found));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${String(code)}: ${log}`)));
  });
  return {
    name,
    port,
    log: () => log,
    ended: () => howEnded(child),
    megabytes: () => megabytesOf(child.pid ?? 0),
    async stop() {
      if (howEnded(child) !== undefined) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function howEnded({ exitCode, signalCode }: ChildProcess): string | undefined {
  return exitCode === null && signalCode === null ? undefined : String(exitCode ?? signalCode);
}

function megabytesOf(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout.trim()) / 1024;
}
