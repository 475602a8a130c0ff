import '../../machine/loaded.ts';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '../../../src/observability/audit.ts';
import { createLiveClient } from '../../../src/live/client.ts';
import type { Live } from '../../../src/live/live.ts';
import type { Airdesk } from '../../../src/start/airdesk.ts';
import { startAirdesk } from '../../../src/start/start-airdesk.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../../sandbox/keys.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/sandbox.ts';
import type { Scene } from '../../../sandbox/scene.ts';
import type { WriteBoundary } from '../../../src/store/file/disk.ts';
import type { FakeDiscord } from '../../fakes/discord/fake-discord.ts';
import type { FakeSlack } from '../../fakes/slack/fake-slack.ts';
import { createTestClock, type TestClock } from '../../fakes/test-clock.ts';
import { quiet } from '../../machine/quiet.ts';
import { userId, type ChatDriver, type SeenMessage } from './driver.ts';
import { createFarEnd, type Platform } from './far-end.ts';

export { PLATFORMS, type Platform } from './far-end.ts';

/** How much time passes a step while a script waits for something, ms. */
const STEP_MS = 5;
/** How many steps a script waits. */
const STEPS = 8000;
/** What is not there after so many waits for more than the clock: each further one leaves a millisecond to threads and processes. */
const QUICK_STEPS = 300;

/** How the machine that Airdesk runs on differs from a good one. */
export interface Machine {
  /** By how much its clock is ahead of everybody else's, ms. */
  readonly aheadMs?: () => number;
  /** Called at each step in which a file is changed; what it throws is what the disk says. */
  readonly boundary?: WriteBoundary;
  /** Further variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Everything that a script needs: a cloud, Airdesk on real sockets, people in a channel, and the time in one hand. */
export interface Stage {
  readonly driver: ChatDriver;
  readonly sandbox: Sandbox;
  readonly clock: TestClock;
  readonly slack: FakeSlack | undefined;
  readonly discord: FakeDiscord | undefined;
  /** People on a second platform, where there is one. */
  readonly others: ChatDriver | undefined;
  readonly origin: () => string;
  /** Where the cloud takes calls. */
  readonly cloudOrigin: string;
  /** Where the cloud's callbacks arrive, and what they are signed with. */
  readonly callbacks: () => { readonly url: string; readonly key: string };
  /** What /metrics says of this figure, all labels together. */
  metric(name: string): Promise<number>;
  /** Calls of ours that changed something at the cloud, as `DropLiveStream`. */
  writes(): string[];
  /** What somebody else does at the cloud meanwhile, as an operator in its console. */
  readonly console: Live;
  /** Waits until the newest message that matches is there. */
  expectMessage(text: RegExp): Promise<SeenMessage>;
  /** Waits until this message has been edited since it was looked at, and matches. */
  expectUpdate(message: SeenMessage, text: RegExp): Promise<SeenMessage>;
  /** Waits until this is so. */
  until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets a moment pass in which everything that is under way can end. */
  moment(): Promise<void>;
  audit(): Promise<AuditEntry[]>;
  /** Everything that Airdesk has on disk, as text. */
  disk(): Promise<string>;
  /**
   * Stops Airdesk (the cloud and the channel stay) and starts it again on the same data, with another airdesk.yaml where one is given. `meanwhile`: what
   * happens while it is stopped.
   */
  restart(config?: string, meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

const CALLBACK_TOKEN = 'callback-path-of-the-stage';
const CALLBACK_KEY = 'callback-key-of-the-stage';

const PEOPLE = { ada: 'engineer', bo: 'producer', lin: 'lead', vic: 'viewer' };

/** Everybody is known on every platform, as one person. */
export const PEOPLE_CONFIG = `people:
${Object.entries(PEOPLE)
  .map(
    ([person, user]) =>
      `  ${person}: { slack: ${userId('slack', user)}, discord: "${userId('discord', user)}", desk: ${user}, roles: [${user}] }`,
  )
  .join('\n')}
`;
const STREAMS_CONFIG = `streams:
  prime: { domain: push.example.com, app: live, stream: main }
`;

/**
 * Sets the stage. Nothing on it is simulated but the far ends: the cloud and the chat platform. `extraConfig` is added to
 * airdesk.yaml; CLOUD in it stands for the sandbox's address. `second`: a platform that Airdesk serves besides.
 * `listens`: it takes the cloud's callbacks. `cloudOptions`: how the cloud differs from the usual one.
 */
export async function createStage(
  platform: Platform,
  scene: Scene,
  extraConfig = 'policy: { verifyWithinSeconds: 2 }',
  second?: Platform,
  listens = false,
  cloudOptions: Partial<SandboxOptions> = {},
  machine: Machine = {},
): Promise<Stage> {
  const clock = createTestClock();
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-path-'));
  const sandbox = createSandbox({
    clock,
    seed: 7,
    secretId: DEFAULT_SECRET_ID,
    secretKey: DEFAULT_SECRET_KEY,
    scene,
    ...cloudOptions,
  });
  const cloud = await sandbox.listen({ port: 0 });
  const farEnd = await createFarEnd(platform, clock);
  const secondEnd = second && (await createFarEnd(second, clock));
  const configPath = join(folder, 'airdesk.yaml');
  const writeConfig = (yaml: string) => writeFile(configPath, yaml.replaceAll('CLOUD', cloud.origin));
  await writeConfig(PEOPLE_CONFIG + STREAMS_CONFIG + extraConfig);
  const consoleClient = createLiveClient({
    endpoint: cloud.origin,
    clock,
    random: () => 0.5,
    region: 'ap-shanghai',
    credentials: async () => ({ secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY }),
  });
  /** Request ids of what was called from the console. */
  const consoleCalls = new Set<string>();

  const env: Record<string, string> = {
    PORT: '0',
    AIRDESK_CONFIG: configPath,
    AIRDESK_DATA: join(folder, 'data'),
    LIVE_ENDPOINT: cloud.origin,
    TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
    TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
    LOG_LEVEL: process.env['STAGE_LOG'] ?? 'error',
    // Whoever takes callbacks also looks at the cloud by itself.
    ...(listens && { LIVE_CALLBACK_TOKEN: CALLBACK_TOKEN, LIVE_CALLBACK_KEY: CALLBACK_KEY }),
    ...farEnd.env,
    ...secondEnd?.env,
    ...machine.env,
  };
  const { aheadMs = () => 0, boundary } = machine;
  const surroundings = {
    clock: { ...clock, now: () => clock.now() + aheadMs() },
    ...(boundary && { boundary }),
  };
  let airdesk: Airdesk = await startAirdesk({ env, ...surroundings });
  const driver = farEnd.people(airdesk.origin);
  const others = secondEnd?.people(airdesk.origin);

  async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      if (await isSo()) return;
      clock.advance(STEP_MS);
      if (step > QUICK_STEPS) await new Promise((resolve) => setTimeout(resolve, 1));
      // What is under way on a busy machine must not run out of time meanwhile.
      await quiet();
    }
    const seen = driver
      .messages()
      .map(
        (message) =>
          `--- ${message.id} ${message.onlyFor ?? ''}\n${message.text}\n${message.buttons.join(' | ')}`,
      );
    throw new Error(`Waited in vain for ${what}. The channel shows:\n${seen.join('\n')}`);
  }

  /** Lets time pass until this is done. */
  async function passing<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const note = () => (done = true);
    work.then(note, note);
    await until('the end', () => done);
    return work;
  }

  async function expectWhere(what: string, find: () => SeenMessage | undefined): Promise<SeenMessage> {
    let found: SeenMessage | undefined;
    await until(what, () => (found = find()) !== undefined);
    return found as SeenMessage;
  }

  return {
    driver,
    sandbox,
    clock,
    slack: farEnd.slack ?? secondEnd?.slack,
    discord: farEnd.discord ?? secondEnd?.discord,
    others,
    origin: () => airdesk.origin,
    cloudOrigin: cloud.origin,
    callbacks: () => ({ url: `${airdesk.origin}/callbacks/live/${CALLBACK_TOKEN}`, key: CALLBACK_KEY }),
    async metric(name) {
      const text = await (await fetch(`${airdesk.origin}/metrics`)).text();
      const lines = text
        .split('\n')
        .filter((line) => line.startsWith(name) && /[ {]/.test(line.charAt(name.length)));
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
    },
    writes: () =>
      sandbox
        .calls()
        .filter(({ requestId }) => !consoleCalls.has(requestId))
        .map((call) => call.action)
        .filter((action) => !action.startsWith('Describe')),
    console: {
      async call(action, params, options) {
        const answer = await passing(consoleClient.call(action, params, options));
        consoleCalls.add(answer.RequestId);
        return answer;
      },
    },
    expectMessage: (text) =>
      expectWhere(String(text), () => driver.messages().findLast((message) => text.test(message.text))),
    expectUpdate: (message, text) =>
      expectWhere(String(text), () =>
        driver
          .messages()
          .find((other) => other.id === message.id && other.edits > message.edits && text.test(other.text)),
      ),
    until,
    async moment() {
      let steps = 0;
      await until('a moment', () => ++steps > 60);
    },
    async disk() {
      const data = join(folder, 'data');
      const entries = await readdir(data, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return (
        await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
      ).join();
    },
    async audit() {
      const lines = await readFile(join(folder, 'data', 'audit.jsonl'), 'utf8');
      return lines
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as AuditEntry);
    },
    async restart(config, meanwhile) {
      const port = new URL(airdesk.origin).port;
      await passing(airdesk.close());
      await meanwhile?.();
      if (config !== undefined) await writeConfig(config);
      airdesk = await passing(startAirdesk({ env: { ...env, PORT: port }, ...surroundings }));
    },
    async stop() {
      await Promise.all([driver.stop(), others?.stop(), passing(airdesk.close())]);
      await consoleClient.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
