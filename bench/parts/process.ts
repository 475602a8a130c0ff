import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startApplication } from '../application.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median } from '../statistics.ts';
import { airdeskEnvironment, withFarEnd } from './bots.ts';

/** How long after the start its memory is read, ms. */
const SETTLE_MS = 5000;
const AIM_MEBIBYTES = 150;
const AIM_SECONDS = 1;
/** A company's control room and its leads. */
const PEOPLE = 50;

/** Start time and idle memory of the built application: with Slack and a cloud, and as a newcomer starts it. */
export async function measureProcess(plan: Plan): Promise<Row[]> {
  return withFarEnd(async (farEnd, folder) => {
    const configured = await starts(await airdeskEnvironment(farEnd, folder, PEOPLE), plan);
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
    const application = await startApplication(env);
    try {
      found.ready.push(application.startMs / 1000);
      if (index < plan.settledStarts) {
        await pause(SETTLE_MS);
        found.memory.push(await residentMebibytes(application.pid));
      }
    } finally {
      await application.stop();
    }
  }
  return found;
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
