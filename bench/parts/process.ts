import { spawn, type ChildProcess } from 'node:child_process';
import { execFileSync } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { APPLICATION } from '../paths.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median } from '../statistics.ts';
import { airdeskEnvironment, withFarEnd } from './bots.ts';

/** How long after the start its memory is read, ms. */
const SETTLE_MS = 5000;
/** How long a start may take, ms. */
const START_MS = 20_000;
const POLL_MS = 5;
const AIM_MEBIBYTES = 150;
const AIM_SECONDS = 1.5;

/** Start time and idle memory of the built application: with Slack and a cloud, and as a newcomer starts it. */
export async function measureProcess(plan: Plan): Promise<Row[]> {
  return withFarEnd(async (farEnd, folder) => {
    const configured = await starts(await airdeskEnvironment(farEnd, folder), plan);
    const newcomer = await starts({ AIRDESK_DATA: join(folder, 'demo') }, plan);
    return [
      ...rows('with Slack and a cloud account', configured),
      ...rows('without any account: sandbox and desk', newcomer),
    ];
  });
}

interface Starts {
  /** s. */
  readonly ready: number[];
  /** MiB. */
  readonly memory: number[];
}

function rows(how: string, { ready, memory }: Starts): Row[] {
  const row = (what: string, value: string, aim: string, met: boolean): Row => ({
    what: `${what} (${how})`,
    ours: value,
    peer: '',
    result: value,
    aim,
    met,
  });
  const s = median(ready);
  const mebibytes = median(memory);
  return [
    row('Start until ready', `${s.toFixed(2)} s`, `< ${AIM_SECONDS} s`, s < AIM_SECONDS),
    row('Idle memory', `${Math.round(mebibytes)} MiB`, `< ${AIM_MEBIBYTES} MiB`, mebibytes < AIM_MEBIBYTES),
  ];
}

async function starts(env: Readonly<Record<string, string>>, plan: Plan): Promise<Starts> {
  const found: Starts = { ready: [], memory: [] };
  for (let index = 0; index < plan.starts; index += 1) {
    const port = await freePort();
    const start = performance.now();
    const child = spawn(process.execPath, [APPLICATION], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      await untilReady(port, child);
      found.ready.push((performance.now() - start) / 1000);
      if (index < plan.settledStarts) {
        await pause(SETTLE_MS);
        found.memory.push(await residentMebibytes(child.pid ?? 0));
      }
    } finally {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(killer);
    }
  }
  return found;
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < START_MS) {
    if (child.exitCode !== null) throw new Error(`Airdesk ended with ${child.exitCode}`);
    if ((await statusOf(port)) === 200) return;
    await pause(POLL_MS);
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

/** Linux tells it in a file; elsewhere ps does. */
async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  const kibibytes =
    status === undefined
      ? execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
      : /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return Number(kibibytes) / 1024;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
