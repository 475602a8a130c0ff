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
import { cpuOf, figure, untilDecided } from '../watch.ts';
import { cloudEnvironment } from './bots.ts';

const TOKEN = 'callback-path-of-the-benchmark';
const KEY = 'callback-key-of-the-benchmark';
/** Alerts that are open before anything is measured. */
const OPEN = [0, 1000, 10_000] as const;
const CONCURRENCY = [8, 32] as const;
/** Streams that break and come back meanwhile. */
const CHANGING = 100;
/** Channels among which the timed cards are spread: each takes a message a second and ten a minute. A rule each. */
const CHANNELS = 200;
/** Cards that are timed while others post. */
const TIMED_BUSY = 100;
/** Others that post without pause meanwhile. */
const OTHERS = 8;
const AIM_RATE = 3;
/** What still counts as unchanged as open alerts grow. */
const AIM_STEADY = 0.8;

/** One program that takes events and tells of them. */
interface Subject {
  readonly name: string;
  readonly pid: number;
  readonly events: Events;
  readonly poster: Poster;
  /** Resolves when everything that it took has been dealt with. */
  settled(): Promise<void>;
  /** Alerts that it counts as open, or as active. */
  open(): Promise<number>;
  stop(): Promise<void>;
}

/** One round of posting. */
interface Round {
  readonly perSecond: number;
  /** The same, with the time until all of them had been decided on. */
  readonly decided: number;
  /** µs of its CPU time for each, until all had been decided on. NaN where it cannot be told. */
  readonly cpu: number;
}

/** Callbacks accepted a second and the time from a POST to its card, beside Alertmanager. */
export async function measureCallbacks(plan: Plan): Promise<Row[]> {
  const peer = installAlertmanager();
  if (!peer) {
    process.stderr.write('Debian’s prometheus-alertmanager cannot be fetched: measured without it\n');
  }
  const rows: Row[] = [];
  const rates = new Map<string, readonly Round[]>();
  for (const open of OPEN) {
    await withSubjects(peer?.binary, async (subjects, stand) => {
      for (const subject of subjects) await prime(subject, open);
      for (const concurrency of CONCURRENCY) {
        const found = await accepted(subjects, concurrency, plan);
        rates.set(`${open}/${concurrency}`, found[0] ?? []);
        rows.push(rateRow(`${thousands(open)} open alerts, ${concurrency} at a time`, found));
      }
      const how = `${thousands(open)} open alerts`;
      rows.push(latencyRow(how, await timed(subjects, stand, plan)));
      rows.push(latencyRow(`${how}, ${OTHERS} others posting`, await timedBusy(subjects, stand)));
    });
  }
  for (const concurrency of CONCURRENCY) {
    const [none = [], many = []] = [0, 10_000].map((open) => rates.get(`${open}/${concurrency}`));
    rows.push(
      steadyRow(`accepted a second, ${concurrency} at a time`, none, many, ({ perSecond }) => perSecond),
      steadyRow(`decided on a second, ${concurrency} at a time`, none, many, ({ decided }) => decided),
    );
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
      `    - { name: r${at}, match: { domain: "timed-*-${at}-end.example.com" }, channels: ["slack:C0BENCH${at}"] }`,
  );
  const config = `people:\n  ada: { slack: U0ADA, roles: [engineer] }
alerts:
  channels: ["slack:C0OPEN"]
  graceSeconds: 0
  rules:
    - { name: apart, match: { type: [incident] }, severity: none }
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
    pid: application.pid,
    events: cloudEvents(KEY),
    poster,
    settled: () => untilDecided(application.port),
    open: () => figure(application.port, 'airdesk_alerts_open'),
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
    pid: manager.pid,
    events: managerAlerts(),
    poster,
    settled: () => pause(500),
    open: async () => {
      const list: unknown = await (await fetch(`http://127.0.0.1:${manager.port}/api/v2/alerts`)).json();
      return Array.isArray(list) ? list.length : Number.NaN;
    },
    async stop() {
      poster.close();
      await manager.stop();
    },
  };
}

/** So many streams break and stay broken. */
async function prime(subject: Subject, open: number): Promise<void> {
  let index = CHANGING;
  await post(subject, 8, () => {
    index += 1;
    return index <= CHANGING + open ? subject.events.body(index, true) : undefined;
  });
  await subject.settled();
  const found = await subject.open();
  if (found !== open) throw new Error(`${subject.name} has ${found} open alerts instead of ${open}`);
}

/** Accepted a second by each, round by round, in turns. */
async function accepted(subjects: readonly Subject[], concurrency: number, plan: Plan): Promise<Round[][]> {
  const rounds: Round[][] = subjects.map(() => []);
  const changes = subjects.map(({ events }) => changing(events));
  for (let round = -1; round < plan.rounds; round += 1) {
    for (let turn = 0; turn < subjects.length; turn += 1) {
      const at = (Math.max(round, 0) + turn) % subjects.length;
      const [subject, next] = [subjects[at], changes[at]];
      if (!subject || !next) continue;
      const ms = round < 0 ? plan.warmUpMs : plan.commandMs;
      const start = performance.now();
      const cpu = cpuOf(subject.pid);
      const { accepted: count, tookMs } = await post(subject, concurrency, () =>
        performance.now() - start > ms ? undefined : next(),
      );
      await subject.settled();
      const perSecond = (count / tookMs) * 1000;
      const decided = (count / (performance.now() - start)) * 1000;
      if (round >= 0) rounds[at]?.push({ perSecond, decided, cpu: (cpuOf(subject.pid) - cpu) / count });
    }
  }
  return rounds;
}

/** Streams that break and come back, in turn. */
function changing(events: Events): () => string {
  let count = 0;
  return () => {
    count += 1;
    return events.body(count % CHANGING, Math.floor(count / CHANGING) % 2 === 0);
  };
}

async function post({ name, poster }: Subject, concurrency: number, next: () => string | undefined) {
  const posted = await poster.load(concurrency, next);
  if (posted.refused > 0) throw new Error(`${name} refused ${posted.refused} events`);
  return posted;
}

/** From a POST to the moment its news has arrived, ms, one event at a time, in turns. */
async function timed(subjects: readonly Subject[], stand: NewsStand, plan: Plan): Promise<number[][]> {
  const found: number[][] = subjects.map(() => []);
  for (let sample = 0; sample < Math.max(CHANNELS, plan.timedCommands / 2); sample += 1) {
    for (const [at, subject] of subjects.entries())
      found[at]?.push(await timeOne(subject, stand, sample % CHANNELS));
    // Until a channel has its next turn, more than the second passes that it keeps between two messages.
    await pause(6);
  }
  return found;
}

/** The same while others post without pause. */
async function timedBusy(subjects: readonly Subject[], stand: NewsStand): Promise<number[][]> {
  const found: number[][] = subjects.map(() => []);
  for (const [at, subject] of subjects.entries()) {
    const next = changing(subject.events);
    let done = false;
    const others = post(subject, OTHERS, () => (done ? undefined : next()));
    for (let sample = 0; sample < TIMED_BUSY; sample += 1) {
      found[at]?.push(await timeOne(subject, stand, (sample + CHANNELS / 2) % CHANNELS));
      await pause(6);
    }
    done = true;
    await others;
    await subject.settled();
  }
  return found;
}

let timedSoFar = 0;

async function timeOne({ poster, events }: Subject, stand: NewsStand, channel: number): Promise<number> {
  timedSoFar += 1;
  const name = `timed-${timedSoFar}-${channel}-end`;
  const arrived = stand.about(name);
  const start = await poster.one(events.named(name));
  return (await arrived) - start;
}

function rateRow(how: string, [ours = [], theirs = []]: readonly Round[][]): Row {
  const rates = (rounds: readonly Round[]): number[] => rounds.map(({ perSecond }) => perSecond);
  const ratio = medianRatio(rates(ours), rates(theirs));
  const cell = (rounds: readonly Round[]): string =>
    `${thousands(median(rates(rounds)))} (${thousands(median(rounds.map(({ cpu }) => cpu)))} µs CPU)`;
  const decided = thousands(median(ours.map((round) => round.decided)));
  const hasPeer = theirs.length > 0;
  return {
    what: `Callbacks accepted a second, each on disk before its answer (${how})`,
    ours: `Airdesk: ${cell(ours)}; decided on: ${decided}`,
    peer: hasPeer ? `Alertmanager, in memory: ${cell(theirs)}` : 'not installed',
    result: hasPeer ? `${ratio.toFixed(2)} ×` : '',
    aim: `≥ ${AIM_RATE} ×`,
    met: hasPeer ? ratio >= AIM_RATE : undefined,
  };
}

function steadyRow(
  how: string,
  none: readonly Round[],
  many: readonly Round[],
  rate: (round: Round) => number,
): Row {
  const [base, most] = [median(none.map(rate)), median(many.map(rate))];
  return {
    what: `Callbacks ${how}: with 10,000 open alerts beside none`,
    ours: `${thousands(most)} : ${thousands(base)}`,
    peer: '',
    result: `${(most / base).toFixed(2)} ×`,
    aim: `≥ ${AIM_STEADY} ×`,
    met: most / base >= AIM_STEADY,
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

function thousands(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
