import { spawn, type ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { APPLICATION } from './paths.ts';
import { freePort } from './free-port.ts';

/** How long a start may take, ms. */
const START_MS = 60_000;
/** How long a stop may take, ms. */
const STOP_MS = 30_000;
const POLL_MS = 5;

/** The built application, as `npm start` runs it. */
export interface Application {
  readonly port: number;
  readonly pid: number;
  /** From spawning node until /readyz answered 200, ms. */
  readonly startMs: number;
  /** Asks it to stop. Resolves with how long that took, ms. @throws Error where it did not end in order */
  stop(): Promise<number>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Whether it has ended by itself, as where memory runs out. */
  hasEnded(): boolean;
}

/** What is started, and how: another build, with options for node. */
export interface StartOptions {
  readonly application?: string;
  readonly nodeOptions?: readonly string[];
}

/** Starts the built application on a free port, and waits until it is ready. @throws Error when it does not get so far */
export async function startApplication(
  env: Readonly<Record<string, string>>,
  { application = APPLICATION, nodeOptions = [] }: StartOptions = {},
): Promise<Application> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, application], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<number> => {
    const begin = performance.now();
    child.kill('SIGTERM');
    const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(killer);
    const tookMs = performance.now() - begin;
    // A process that dies of the signal is quick, and proves nothing.
    if (child.exitCode !== 0)
      throw new Error(`Airdesk did not stop in order: ${child.exitCode ?? child.signalCode}`);
    return tookMs;
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  try {
    await untilReady(port, child);
  } catch (error) {
    await kill();
    throw error;
  }
  return { port, pid: child.pid ?? 0, startMs: performance.now() - start, stop, kill, hasEnded };
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < START_MS) {
    if (child.exitCode !== null) throw new Error(`Airdesk ended with ${child.exitCode}`);
    if ((await statusOf(port)) === 200) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error('Airdesk did not become ready');
}

function statusOf(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/readyz', timeout: 1000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}
