import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { createSandbox } from '../../sandbox/sandbox.ts';
import { emptyScene } from '../../sandbox/scene.ts';
import { startApplication, type Application, type StartOptions } from '../application.ts';
import { createEvening, KINDS, type Kind } from '../far-end/evenings.ts';
import { startNewsStand } from '../far-end/news-stand.ts';
import { createPoster } from '../far-end/poster.ts';
import { cpuOf, figure, memoryOf, sizeOf, untilDecided } from '../watch.ts';
import { cloudEnvironment } from './bots.ts';
import { pause } from '../pause.ts';
import { startYardstick } from '../yardstick.ts';
import { thousands } from '../report.ts';

const TOKEN = 'callback-path-of-the-benchmark';
const KEY = 'callback-key-of-the-benchmark';
const CONCURRENCY = 32;
const TENTHS = 10;
/** How long it rests between the callbacks and the kill, ms. */
const REST_MS = 5000;

/** How long a process whose memory has run out takes to be gone, ms. */
const ENDING_MS = 5000;

/** How Airdesk stands after a tenth of the callbacks. */
export interface Tenth {
  /** MiB. */
  readonly memory: number;
  readonly folder: number;
  /** µs of its CPU time for each callback, decided on. */
  readonly cpu: number;
  /** µs of CPU time of the same work each time, meanwhile: see yardstick.ts. */
  readonly yardstick: number;
  /** Callbacks a second, decided on. */
  readonly perSecond: number;
  /** Calls to the cloud a minute. */
  readonly polls: number;
  readonly open: number;
}

/** How Airdesk took a great many callbacks. */
export interface Growth {
  readonly what: string;
  readonly count: number;
  readonly tenths: readonly Tenth[];
  /** The highest resident memory, MiB. */
  readonly most: number;
  /** From the start after a kill until ready, and from SIGTERM until it had ended, ms; undefined where it ended by itself. */
  readonly ends: { readonly startMs: number; readonly stopMs: number } | undefined;
}

/** Airdesk's configuration. Where all stay open, each has a card at once, and there are no incidents. */
function configFor(kind: Kind): string {
  const usual =
    'people:\n  ada: { slack: U0ADA, roles: [engineer] }\nalerts:\n  channels: ["slack:C0OPEN"]\n';
  if (kind !== 'open') return usual;
  return `${usual}  graceSeconds: 0
  closeUnwatchedMinutes: 10080
  rules:
    - { name: apart, match: { type: [incident] }, severity: none }
`;
}

/** So many callbacks of one kind, then a kill, a start and a stop. Everything stays on loopback and stops by itself. */
export async function measureGrowth(kind: Kind, count: number, options: StartOptions): Promise<Growth> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-bench-'));
  const stand = await startNewsStand();
  const cloud = createSandbox({
    ...{ clock: systemClock, seed: 7, scene: emptyScene },
    ...{ secretId: 'AKIDbenchmark', secretKey: 'benchmark-secret-key' },
  });
  const { origin } = await cloud.listen({ port: 0 });
  const env = {
    ...(await cloudEnvironment(origin, folder, configFor(kind))),
    SLACK_BOT_TOKEN: 'xoxb-benchmark',
    SLACK_SIGNING_SECRET: 'benchmark-signing-secret',
    SLACK_API_URL: `${stand.origin}/api/`,
    LIVE_CALLBACK_TOKEN: TOKEN,
    LIVE_CALLBACK_KEY: KEY,
    LOG_LEVEL: 'error',
  };
  let application = await startApplication(env, options);
  try {
    const { tenths, most } = await grow(application, kind, count, join(folder, 'data'));
    if (application.hasEnded()) return { what: KINDS[kind], count, tenths, most, ends: undefined };
    await pause(REST_MS);
    await application.kill();
    application = await startApplication(env, options);
    const { startMs } = application;
    const stopMs = await application.stop();
    return { what: KINDS[kind], count, tenths, most, ends: { startMs, stopMs } };
  } finally {
    await application.kill();
    await cloud.close();
    await stand.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Stops early where Airdesk ends by itself. */
async function grow(application: Application, kind: Kind, count: number, data: string) {
  const poster = createPoster(application.port, `/callbacks/live/${TOKEN}`);
  const next = createEvening(kind, KEY);
  const tenths: Tenth[] = [];
  let most = 0;
  try {
    for (let tenth = 0; tenth < TENTHS; tenth += 1) {
      tenths.push(await post(application, count / TENTHS, { poster, next, data }));
      most = memoryOf(application.pid).most;
      process.stderr.write(`${kind} ${tenth + 1}/${TENTHS}: ${JSON.stringify(tenths.at(-1))}\n`);
    }
  } catch (error) {
    // Its connections are gone before it is.
    await pause(ENDING_MS);
    if (!application.hasEnded()) throw error;
    process.stderr.write(`${kind}: Airdesk ended by itself after ${tenths.length} tenths\n`);
  } finally {
    poster.close();
  }
  return { tenths, most };
}

async function post(
  { port, pid }: Application,
  count: number,
  far: {
    readonly poster: ReturnType<typeof createPoster>;
    readonly next: () => string;
    readonly data: string;
  },
): Promise<Tenth> {
  const before = { at: performance.now(), cpu: cpuOf(pid), polls: await polls(port) };
  const yardstick = startYardstick();
  let left = count;
  const { refused } = await far.poster.load(CONCURRENCY, () => (left-- > 0 ? far.next() : undefined));
  if (refused > 0) throw new Error(`${refused} callbacks were refused`);
  await untilDecided(port);
  const yard = yardstick.stop();
  const tookMs = performance.now() - before.at;
  return {
    memory: Math.round(memoryOf(pid).now),
    folder: Math.round(await sizeOf(far.data)),
    cpu: Math.round((cpuOf(pid) - before.cpu) / count),
    yardstick: Math.round(yard),
    perSecond: Math.round((count / tookMs) * 1000),
    polls: Math.round((((await polls(port)) - before.polls) / tookMs) * 60_000),
    open: await figure(port, 'airdesk_alerts_open'),
  };
}

function polls(port: number): Promise<number> {
  return figure(port, 'airdesk_live_attempts_total');
}

/** The measurements as a Markdown table: the first tenth beside the last. */
export function growthTable(all: readonly Growth[]): string {
  const rows = all.map(({ what, count, tenths, most, ends }) => {
    const [first, last] = [tenths[0], tenths.at(-1)];
    if (!first || !last) return `| ${what} | ended before the first tenth was over |  |  |  |  |  |  |  |  |`;
    const pair = (of: (tenth: Tenth) => number): string => `${thousands(of(first))} → ${thousands(of(last))}`;
    const ended = ends ? '' : ` (ended by itself after ${tenths.length} tenths)`;
    return `| ${[
      `${thousands(count)} of ${what}${ended}`,
      `${pair(({ memory }) => memory)}, most ${thousands(most)}`,
      pair(({ folder }) => folder),
      `${pair(({ cpu }) => cpu)} (${(last.cpu / first.cpu).toFixed(2)} ×)`,
      `${(last.cpu / last.yardstick / (first.cpu / first.yardstick)).toFixed(2)} ×`,
      pair(({ polls: asked }) => asked),
      pair(({ open }) => open),
      ends ? `${(ends.startMs / 1000).toFixed(1)} s` : '',
      ends ? `${(ends.stopMs / 1000).toFixed(1)} s` : '',
    ].join(' | ')} |`;
  });
  return [
    '| Callbacks: first tenth → last tenth | resident MiB | data folder MiB | CPU µs a callback | the same, by the yardstick | calls to the cloud a minute | open alerts | start after kill -9 | stop |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
