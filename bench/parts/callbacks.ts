import { installAlertmanager } from '../alertmanager.ts';
import type { Events } from '../far-end/events.ts';
import type { NewsStand } from '../far-end/news-stand.ts';
import { pause } from '../pause.ts';
import type { Plan } from '../plan.ts';
import { thousands, type Row } from '../report.ts';
import { cpuOf } from '../watch.ts';
import { latencyRow, rateRow, steadyRow, type Round } from './callback-rows.ts';
import { CHANNELS, withSubjects, type Subject } from './callback-subjects.ts';

/** Alerts that are open before anything is measured. */
const OPEN = [0, 1000, 10_000] as const;
const CONCURRENCY = [8, 32] as const;
/** Streams that break and come back meanwhile. */
const CHANGING = 100;
/** Cards that are timed while others post. */
const TIMED_BUSY = 100;
/** Others that post without pause meanwhile. */
const OTHERS = 8;

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
      rows.push(latencyRow(`${how}, ${OTHERS} others posting`, await timedBusy(subjects, stand, plan)));
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
  for (let sample = 0; sample < quietSamples(plan); sample += 1) {
    for (const [at, subject] of subjects.entries())
      found[at]?.push(await timeOne(subject, stand, sample % CHANNELS));
    // Until a channel has its next turn, more than the second passes that it keeps between two messages.
    await pause(6);
  }
  return found;
}

function quietSamples({ timedCommands }: Plan): number {
  return Math.max(CHANNELS, Math.floor(timedCommands / 2));
}

/** The same while others post without pause. It goes on with the channel that was not used for longest. */
async function timedBusy(subjects: readonly Subject[], stand: NewsStand, plan: Plan): Promise<number[][]> {
  const found: number[][] = subjects.map(() => []);
  for (const [at, subject] of subjects.entries()) {
    const next = changing(subject.events);
    let done = false;
    const others = post(subject, OTHERS, () => (done ? undefined : next()));
    // Where the timing fails, all of them are cut off: that must not end the run, and lose what was measured before.
    others.catch(() => undefined);
    try {
      for (let sample = 0; sample < TIMED_BUSY; sample += 1) {
        found[at]?.push(await timeOne(subject, stand, (quietSamples(plan) + sample) % CHANNELS));
        await pause(6);
      }
    } finally {
      done = true;
    }
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
