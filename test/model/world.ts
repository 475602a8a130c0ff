import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEntry } from '../../src/observability/audit.ts';
import { createLiveClient } from '../../src/live/client.ts';
import type { Live } from '../../src/live/live.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { createFakeSlack, type FakeSlack } from '../fakes/slack/fake-slack.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { CHANNEL } from '../paths/stage/driver.ts';
import type { Setting } from './actions.ts';
import { createChannels, THREAD, type Shown } from './channels.ts';
import { noteState, watchedCloud } from './cloud.ts';
import { startLife, type Life } from './life.ts';
import { nothingNoted, type Moment, type Noted } from './noted.ts';
import { peopleYaml, ROSTERS, type Roster } from './people.ts';
import { quiet } from '../machine/quiet.ts';

/** The far ends, the people, and one Airdesk after another; the time is in one hand. */
export interface World {
  readonly clock: TestClock;
  readonly sandbox: Sandbox;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Another operator at the cloud. */
  readonly console: Live;
  readonly noted: Noted;
  life(): Life;
  roster(): Roster;
  moment(): Moment;
  /** What everybody in the channels sees now. */
  look(): readonly Shown[];
  /** Which messages ever showed a button of a proposal, by its id. */
  readonly copies: (proposal: string) => ReadonlySet<object>;
  /** Notes how the cloud is now. */
  noteState(): void;
  /** So much time passes, ms; what is due on the way happens, and comes to its end before more time passes. */
  pass(ms: number): Promise<void>;
  /** Time passes until this is done, at most so many timers long. */
  passing<T>(work: Promise<T>, timers?: number): Promise<T | undefined>;
  restart(roster: Roster): Promise<void>;
  crash(): Promise<void>;
  /** Ends everything. Resolves with where the data of every process is kept, if it is to be kept. */
  stop(keep: boolean): Promise<string | undefined>;
}

const MEMORY = '/dev/shm';
/** Long waits go in steps of this part of them. */
const COARSE = 100;
const FINE_MS = 5000;

/** Sets the world up, Airdesk running. */
export async function createWorld(setting: Setting): Promise<World> {
  const clock = createTestClock();
  // What a disk would do is not the question here, and memory is faster.
  const root = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'airdesk-model-'));
  const config = join(root, 'airdesk.yaml');
  const keys = { secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY };
  const { effectDelayMs, taskMs } = setting;
  const sandbox = createSandbox({ clock, seed: 7, ...keys, scene: demoScene, effectDelayMs, taskMs });
  const cloud = await sandbox.listen({ port: 0 });
  const slack = await createFakeSlack({ clock });
  const discord = await createFakeDiscord({ clock });
  discord.limitRate({ limit: 1000, seconds: 1 });
  discord.guild.threads.set(THREAD, { channelId: CHANNEL.discord, name: 'a thread', locked: false });
  const consoleClient = createLiveClient({
    ...{ endpoint: cloud.origin, clock, random: () => 0.5, region: 'ap-guangzhou' },
    credentials: async () => keys,
  });

  const noted = nothingNoted();
  const copies = new Map<string, Set<object>>();
  const channels = createChannels(slack, discord);
  let order = 0;
  let lives = 0;
  let roster: Roster = ROSTERS[0] ?? {};
  let observed: Moment = { order: 0, passed: 0 };
  const ends: Promise<void>[] = [];

  const dataOf = (number: number) => join(root, `data-${number}`);
  const moment = (): Moment => ({ order: ++order, passed: clock.passed() });
  const watch = { noted, moment, readAudit };

  function readAudit(): void {
    const file = join(dataOf(lives), 'audit.jsonl');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // The last one may be half written.
    const lines = text.split('\n').slice(0, -1);
    const since = observed;
    observed = moment();
    for (const line of lines.slice(noted.audit.length))
      noted.audit.push({ ...moment(), since, entry: JSON.parse(line) as AuditEntry });
  }

  function look(): readonly Shown[] {
    readAudit();
    const now = channels();
    for (const { buttons, message } of now)
      for (const { id } of buttons) {
        const proposal = /^confirm:(.*)$/.exec(id)?.[1];
        if (proposal === undefined) continue;
        const known = copies.get(proposal) ?? new Set();
        copies.set(proposal, known.add(message));
        if (!noted.shown.has(proposal)) noted.shown.set(proposal, moment());
      }
    return now;
  }

  async function pass(ms: number): Promise<void> {
    const end = clock.passed() + ms;
    const grain = ms > FINE_MS ? ms / COARSE : 1;
    await quiet();
    for (let left = ms; left > 0; left = end - clock.passed()) {
      const next = Math.ceil((clock.nextAt() ?? end) - clock.passed());
      clock.advance(Math.min(left, Math.max(next, grain)));
      await quiet();
      if (ms > FINE_MS) look();
    }
  }

  async function passing<T>(work: Promise<T>, timers = 2000): Promise<T | undefined> {
    const state = { done: false };
    const note = () => (state.done = true);
    work.then(note, note);
    await quiet();
    for (let count = 0; count < timers && !state.done; count++) {
      clock.advance(Math.max(1, Math.ceil((clock.nextAt() ?? 0) - clock.passed())));
      await quiet();
    }
    return state.done ? work : undefined;
  }

  async function start(): Promise<Life> {
    writeFileSync(config, yamlOf(setting, roster));
    const data = dataOf(lives);
    const starting = startLife({ clock, config, data, slack, discord, cloud: watchedCloud(sandbox, watch) });
    const started = await passing(starting);
    if (!started) throw new Error('Airdesk does not start');
    return started;
  }

  mkdirSync(dataOf(0));
  let life = await start();
  noteState(sandbox, watch);

  return {
    clock,
    sandbox,
    slack,
    discord,
    console: consoleClient,
    noted,
    life: () => life,
    roster: () => roster,
    moment,
    look,
    copies: (proposal) => copies.get(proposal) ?? new Set(),
    noteState: () => noteState(sandbox, watch),
    pass,
    passing,
    async restart(next) {
      await passing(life.close());
      roster = next;
      noted.starts.push(moment());
      life = await start();
    },
    async crash() {
      noted.crashes.push(moment());
      ends.push(life.crash(dataOf(lives + 1)));
      lives += 1;
      noted.starts.push(moment());
      life = await start();
    },
    async stop(keep) {
      ends.push(life.crash(dataOf(lives + 1)));
      await Promise.all(ends);
      await consoleClient.close();
      await Promise.all([slack.stop(), discord.stop(), sandbox.close()]);
      if (keep) return root;
      rmSync(root, { recursive: true, force: true });
      return undefined;
    },
  };
}

function yamlOf({ confirmBy, mirrors }: Setting, roster: Roster): string {
  const [here, there] = [`slack:${CHANNEL.slack}`, `discord:${CHANNEL.discord}`];
  const channels = [
    ...(mirrors === 'none' ? [] : [`  ${here}: { mirrors: ["${there}"] }`]),
    ...(mirrors === 'both' ? [`  ${there}: { mirrors: ["${here}"] }`] : []),
  ];
  return [
    peopleYaml(roster),
    `policy: { confirmBy: ${confirmBy}, verifyWithinSeconds: 2, callTimeoutSeconds: 3 }`,
    ...(channels.length > 0 ? ['channels:', ...channels] : []),
    '',
  ].join('\n');
}
