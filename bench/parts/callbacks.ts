import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installAlertmanager, startAlertmanager } from '../alertmanager.ts';
import { startApplication } from '../application.ts';
import { cloudEvents, managerAlerts, type Events } from '../far-end/events.ts';
import { startNewsStand, type NewsStand } from '../far-end/news-stand.ts';
import { createPoster, type Poster } from '../far-end/poster.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median, medianRatio, quantile } from '../statistics.ts';
import { cloudEnvironment } from './bots.ts';

const TOKEN = 'callback-path-of-the-benchmark';
const KEY = 'callback-key-of-the-benchmark';
/** Alerts that are open before anything is measured. */
const OPEN = [0, 1000, 10_000] as const;
const CONCURRENCY = [8, 32] as const;
/** Streams that break and come back meanwhile. */
const CHANGING = 100;
/** Channels among which the timed cards are spread: each takes about one message a second. */
const CHANNELS = 100;
/** How long one waits for the backlog of the other, ms. */
const PATIENCE_MS = 60_000;
const AIM_RATE = 3;
/** What still counts as unchanged as open alerts grow. */
const AIM_STEADY = 0.8;

/** One program that takes events and tells of them. */
interface Subject {
  readonly name: string;
  readonly events: Events;
  readonly poster: Poster;
  /** Resolves when everything that it took has been dealt with. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Callbacks accepted a second and the time from a POST to its card, beside Alertmanager. */
export async function measureCallbacks(plan: Plan): Promise<Row[]> {
  const peer = installAlertmanager();
  if (!peer) {
    process.stderr.write('Debian’s prometheus-alertmanager cannot be fetched: measured without it\n');
  }
  const rows: Row[] = [];
  const rates = new Map<string, number[]>();
  for (const open of OPEN) {
    await withSubjects(peer?.binary, async (subjects, stand) => {
      for (const subject of subjects) await prime(subject, open);
      for (const concurrency of CONCURRENCY) {
        const found = await accepted(subjects, concurrency, plan);
        rates.set(`${open}/${concurrency}`, found[0] ?? []);
        rows.push(rateRow(`${thousands(open)} open alerts, ${concurrency} at a time`, found));
      }
      rows.push(latencyRow(`${thousands(open)} open alerts`, await timed(subjects, stand, open, plan)));
    });
  }
  for (const concurrency of CONCURRENCY) {
    const base = median(rates.get(`0/${concurrency}`) ?? []);
    const most = median(rates.get(`10000/${concurrency}`) ?? []);
    rows.push({
      what: `Callbacks accepted a second, ${concurrency} at a time: with 10,000 open alerts beside none`,
      ours: `${thousands(most)} : ${thousands(base)}`,
      peer: '',
      result: `${(most / base).toFixed(2)} ×`,
      aim: `≥ ${AIM_STEADY} ×`,
      met: most / base >= AIM_STEADY,
    });
  }
  return rows;
}

async function withSubjects(
  binary: string | undefined,
  measure: (subjects: readonly Subject[], stand: NewsStand) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-bench-'));
  const stand = await startNewsStand();
  const subjects: Subject[] = [];
  try {
    subjects.push(await startAirdesk(folder, stand));
    if (binary !== undefined) subjects.push(await startPeer(binary, folder, stand));
    await measure(subjects, stand);
  } finally {
    for (const subject of subjects) await subject.stop();
    await stand.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startAirdesk(folder: string, stand: NewsStand): Promise<Subject> {
  const rules = Array.from(
    { length: CHANNELS },
    (_, at) =>
      `    - { name: r${at}, match: { domain: "timed-*${String(at).padStart(2, '0')}-end.example.com" }, channels: ["slack:C0BENCH${at}"] }`,
  );
  const config = `people:\n  ada: { slack: U0ADA, roles: [engineer] }
alerts:
  channels: ["slack:C0OPEN"]
  graceSeconds: 0
  incident: { members: 1000, withinSeconds: 1 }
  rules:
${rules.join('\n')}
`;
  const env = await cloudEnvironment(stand.origin, folder, config);
  const application = await startApplication({
    ...env,
    SLACK_BOT_TOKEN: 'xoxb-benchmark',
    SLACK_SIGNING_SECRET: 'benchmark-signing-secret',
    SLACK_API_URL: `${stand.origin}/api/`,
    LIVE_CALLBACK_TOKEN: TOKEN,
    LIVE_CALLBACK_KEY: KEY,
    LOG_LEVEL: 'error',
  });
  const poster = createPoster(application.port, `/callbacks/live/${TOKEN}`);
  return {
    name: 'Airdesk',
    events: cloudEvents(KEY),
    poster,
    settled: () => untilDecided(application.port),
    async stop() {
      poster.close();
      await application.stop();
    },
  };
}

async function startPeer(binary: string, folder: string, stand: NewsStand): Promise<Subject> {
  const manager = await startAlertmanager(binary, folder, `${stand.origin}/webhook`);
  const poster = createPoster(manager.port, '/api/v2/alerts');
  return {
    name: 'Alertmanager',
    events: managerAlerts(),
    poster,
    settled: () => pause(500),
    async stop() {
      poster.close();
      await manager.stop();
    },
  };
}

/** So many streams break and stay broken. */
async function prime({ poster, events, settled }: Subject, open: number): Promise<void> {
  let index = CHANGING;
  const { refused } = await poster.load(8, () => {
    index += 1;
    return index <= CHANGING + open ? events.body(index, true) : undefined;
  });
  if (refused > 0) throw new Error(`${refused} events were refused`);
  await settled();
}

/** Accepted a second by each, round by round, in turns. */
async function accepted(subjects: readonly Subject[], concurrency: number, plan: Plan): Promise<number[][]> {
  const rounds: number[][] = subjects.map(() => []);
  const counts = subjects.map(() => 0);
  for (let round = -1; round < plan.rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const at = (Math.max(round, 0) + turn) % subjects.length;
      const subject = subjects[at];
      if (!subject) continue;
      const ms = round < 0 ? plan.warmUpMs : plan.commandMs;
      const start = performance.now();
      const next = (): string | undefined => {
        if (performance.now() - start > ms) return undefined;
        const count = (counts[at] = (counts[at] ?? 0) + 1);
        return subject.events.body(count % CHANGING, Math.floor(count / CHANGING) % 2 === 0);
      };
      const { accepted: count, refused, tookMs } = await subject.poster.load(concurrency, next);
      if (refused > 0) throw new Error(`${subject.name} refused ${refused} events`);
      if (round >= 0) rounds[at]?.push((count / tookMs) * 1000);
      await subject.settled();
    }
  }
  return rounds;
}

/** From a POST to the moment its news has arrived, ms, one event at a time. */
async function timed(
  subjects: readonly Subject[],
  stand: NewsStand,
  open: number,
  plan: Plan,
): Promise<number[][]> {
  const found: number[][] = subjects.map(() => []);
  const count = Math.max(CHANNELS, plan.timedCommands / 2);
  for (let sample = 0; sample < count; sample += 1) {
    for (const [at, subject] of subjects.entries()) {
      const name = `timed-${open + 1}${String(sample).padStart(4, '0')}-end`;
      const arrived = stand.about(name);
      const start = await subject.poster.one(subject.events.named(name));
      found[at]?.push((await arrived) - start);
    }
    // A channel takes about one message a second, and has its next turn after all others.
    await pause(12);
  }
  return found;
}

function rateRow(how: string, [ours = [], theirs = []]: readonly number[][]): Row {
  const ratio = medianRatio(ours, theirs);
  const hasPeer = theirs.length > 0;
  return {
    what: `Callbacks accepted a second, each on disk before its answer (${how})`,
    ours: `Airdesk: ${thousands(median(ours))}`,
    peer: hasPeer ? `Alertmanager, in memory: ${thousands(median(theirs))}` : 'not installed',
    result: hasPeer ? `${ratio.toFixed(2)} ×` : '',
    aim: `≥ ${AIM_RATE} ×`,
    met: hasPeer ? ratio >= AIM_RATE : undefined,
  };
}

function latencyRow(how: string, [ours = [], theirs = []]: readonly number[][]): Row {
  const [own, other] = [quantile(ours, 0.99), quantile(theirs, 0.99)];
  const cell = (name: string, all: readonly number[], high: number): string =>
    `${name}: p50 ${median(all).toFixed(1)} ms, p99 ${high.toFixed(1)} ms`;
  const hasPeer = theirs.length > 0;
  return {
    what: `From POST to the card leaving (${how})`,
    ours: cell('Airdesk', ours, own),
    peer: hasPeer ? cell('Alertmanager', theirs, other) : 'not installed',
    result: hasPeer ? `p99 ${(own / other).toFixed(2)} ×` : '',
    aim: '< 1 ×',
    met: hasPeer ? own < other : undefined,
  };
}

/** Airdesk tells how many callbacks it has not decided on. */
async function untilDecided(port: number): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < PATIENCE_MS) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    if (/^airdesk_inbox_backlog 0$/m.test(text)) return;
    await pause(20);
  }
  throw new Error('the backlog does not end');
}

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
