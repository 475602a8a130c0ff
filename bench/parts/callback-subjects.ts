import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAlertmanager } from '../alertmanager.ts';
import { startApplication } from '../application.ts';
import { cloudEvents, managerAlerts, type Events } from '../far-end/events.ts';
import { startNewsStand, type NewsStand } from '../far-end/news-stand.ts';
import { createPoster, type Poster } from '../far-end/poster.ts';
import { pause } from '../pause.ts';
import { figure, untilDecided } from '../watch.ts';
import { cloudEnvironment } from './bots.ts';

const TOKEN = 'callback-path-of-the-benchmark';
const KEY = 'callback-key-of-the-benchmark';
/** Channels among which the timed cards are spread: each takes a message a second and ten a minute. A rule each; one more is for incidents, and airdesk.yaml takes 200. */
export const CHANNELS = 199;

/** One program that takes events and tells of them. */
export interface Subject {
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

/** Starts Airdesk and, where it is installed, the peer; stops them when `measure` has ended. */
export async function withSubjects(
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
