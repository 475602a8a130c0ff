import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart } from '../../src/chart/chart.ts';
import { startChild, type Child, type CpuTime } from '../child.ts';
import {
  BOT_TOKEN,
  SIGNING_SECRET,
  startFarEnd,
  USERS,
  type Asked,
  type FarEnd,
  type Speaker,
} from '../far-end/far-end.ts';
import { BUILT, PEERS } from '../paths.ts';

/** A bot that runs, and who speaks to it. */
export interface Running {
  readonly name: string;
  readonly speaker: Speaker;
  /** µs of CPU time so far. */
  cpu(): Promise<number>;
  /** Airdesk only: from now on it keeps so many of these charts in flight. Resolves with how many were drawn so far. */
  draw(charts: number, chart?: Chart): Promise<number>;
}

/** Answered without the cloud. The words are those that each bot uses, as they arrive. */
export const WHOAMI: Asked = { line: 'whoami', expect: /You(\+|%20| )are(\+|%20| )ada/ };
/** Answered after one call to the cloud. */
export const LIST: Asked = { line: 'stream list', expect: /3(\+|%20| )streams(\+|%20| )on(\+|%20| )air/ };

/** The environment of an Airdesk that works with the far end, its data in `folder`; with so many of those who ask. */
export async function airdeskEnvironment(
  farEnd: FarEnd,
  folder: string,
  people = USERS.length,
): Promise<Record<string, string>> {
  const config = `people:\n${USERS.slice(0, people)
    .map((id, index) => `  ada${index}: { slack: ${id}, roles: [engineer] }\n`)
    .join('')}`;
  return { ...(await cloudEnvironment(farEnd.origin, folder, config)), ...slackEnvironment(farEnd) };
}

/** The environment of an Airdesk with a cloud at `endpoint` and this airdesk.yaml, its data in `folder`. */
export async function cloudEnvironment(
  endpoint: string,
  folder: string,
  config: string,
): Promise<Record<string, string>> {
  const file = join(folder, 'airdesk.yaml');
  await writeFile(file, config);
  return {
    PORT: '0',
    AIRDESK_CONFIG: file,
    AIRDESK_DATA: join(folder, 'data'),
    LIVE_ENDPOINT: endpoint,
    TENCENTCLOUD_SECRET_ID: 'AKIDbenchmark',
    TENCENTCLOUD_SECRET_KEY: 'benchmark-secret-key',
  };
}

function slackEnvironment(farEnd: FarEnd): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: farEnd.slackApi,
  };
}

/** Runs `measure` with a far end and a folder that is gone afterwards. */
export async function withFarEnd<T>(measure: (farEnd: FarEnd, folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-bench-'));
  const farEnd = await startFarEnd();
  try {
    return await measure(farEnd, folder);
  } finally {
    await farEnd.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Airdesk and its peers beside each other; each is idle while another is asked. */
export async function withBots<T>(
  measure: (bots: { airdesk: Running; bolt: Running; chatSdk: Running }) => Promise<T>,
): Promise<T> {
  return withFarEnd(async (farEnd, folder) => {
    const peer = { ...slackEnvironment(farEnd), CLOUD: farEnd.origin };
    const children: Child<{ port: number }>[] = [];
    const speakers: Speaker[] = [];
    const start = async (name: string, file: string, env: Record<string, string>): Promise<Running> => {
      const child = await startChild<{ port: number }>(file, env);
      const speaker = farEnd.connect(child.ready);
      children.push(child);
      speakers.push(speaker);
      return {
        ...{ name, speaker, cpu: async () => (await child.ask<CpuTime>({})).cpu },
        draw: async (charts, chart) => (await child.ask<{ drawn: number }>({ charts, chart })).drawn,
      };
    };
    try {
      return await measure({
        airdesk: await start(
          'Airdesk',
          join(BUILT, 'airdesk-bot.js'),
          await airdeskEnvironment(farEnd, folder),
        ),
        bolt: await start('bare bolt', join(PEERS, 'bolt-bot.js'), peer),
        chatSdk: await start('Chat SDK', join(PEERS, 'chat-sdk-bot.js'), peer),
      });
    } finally {
      await Promise.all(speakers.map((speaker) => speaker.close()));
      await Promise.all(children.map((child) => child.stop()));
    }
  });
}
