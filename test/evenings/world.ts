import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { createFakeDiscord, type FakeDiscord } from '../fakes/discord/fake-discord.ts';
import { createFakeSlack, type FakeSlack } from '../fakes/slack/fake-slack.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { startLife, type Life } from '../model/life.ts';
import { quiet } from '../machine/quiet.ts';
import { createDiscordDriver } from '../paths/stage/discord-driver.ts';
import type { ChatDriver } from '../paths/stage/driver.ts';
import { createSlackDriver } from '../paths/stage/slack-driver.ts';
import { openDoor, type Door } from './door.ts';
import type { Platform } from './happening.ts';
import { START, YAML } from './rules.ts';
import { eveningScene } from './scene.ts';

/** The cloud, the platforms, the people, and one Airdesk after another; the time is in one hand. */
export interface World {
  readonly clock: TestClock;
  readonly sandbox: Sandbox;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  /** Between the cloud and Airdesk. */
  readonly door: Door;
  /** People on a platform, as long as this Airdesk runs. */
  people(platform: Platform): ChatDriver;
  /** Until then time passes, ms UTC; what is due on the way happens, and comes to its end before more time passes. */
  until(at: number): Promise<void>;
  /** Time passes until this is done. */
  passing<T>(work: Promise<T>): Promise<T>;
  stop(): Promise<void>;
  kill(): void;
  start(): Promise<void>;
  end(): Promise<void>;
}

const MEMORY = '/dev/shm';
const TOKEN = 'callback-path-of-the-evening';
const KEY = 'callback-key-of-the-evening';
const MOST_TIMERS = 20_000;
/** Whoever waits for something does not wait for what is due tomorrow. */
const MOMENT_MS = 50;
/** From the cloud through Airdesk to a channel is a long way. */
const STILL_TURNS = 40;

/** Sets it up, Airdesk running. `seen`: called whenever something may have changed, with the time, ms UTC. */
export async function createWorld(seen: (now: number) => void): Promise<World> {
  const clock = createTestClock(START);
  // What a disk would do is not the question here, and memory is faster.
  const root = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'airdesk-evening-'));
  const config = join(root, 'airdesk.yaml');
  writeFileSync(config, YAML);
  const keys = { secretId: DEFAULT_SECRET_ID, secretKey: DEFAULT_SECRET_KEY };
  const sandbox = createSandbox({ clock, seed: 7, ...keys, scene: eveningScene() });
  const slack = await createFakeSlack({ clock });
  const discord = await createFakeDiscord({ clock });
  const door = await openDoor();
  sandbox.setCallback({ url: `${door.origin}/callbacks/live/${TOKEN}`, key: KEY });

  let lives = 0;
  let life: Life | undefined;
  const ends: Promise<void>[] = [];
  const dataOf = (number: number) => join(root, `data-${number}`);

  /** The next timers run, at most so far, ms. */
  async function step(most: number): Promise<void> {
    const next = Math.ceil((clock.nextAt() ?? 0) - clock.passed());
    clock.advance(Math.min(most, Math.max(1, next)));
    await quiet(STILL_TURNS);
    seen(clock.now());
  }

  async function passing<T>(work: Promise<T>): Promise<T> {
    const state = { done: false };
    const note = () => (state.done = true);
    work.then(note, note);
    await quiet();
    for (let count = 0; count < MOST_TIMERS && !state.done; count++) await step(MOMENT_MS);
    if (!state.done) throw new Error('something in the evening does not come to its end');
    return work;
  }

  async function start(): Promise<void> {
    const env = { LIVE_CALLBACK_TOKEN: TOKEN, LIVE_CALLBACK_KEY: KEY };
    const cloud = (request: Request) => sandbox.fetch(request);
    life = await passing(startLife({ clock, config, data: dataOf(lives), slack, discord, cloud, env }));
    door.leadTo(life.airdesk.origin);
  }

  await start();
  return {
    clock,
    sandbox,
    slack,
    discord,
    door,
    people(platform) {
      if (!life) throw new Error('there is no Airdesk now');
      const on = { mode: 'http', botOrigin: life.airdesk.origin } as const;
      return platform === 'slack'
        ? createSlackDriver({ ...on, fake: slack })
        : createDiscordDriver({ ...on, fake: discord });
    },
    async until(at) {
      await quiet();
      for (let left = at - clock.now(); left > 0; left = at - clock.now()) await step(left);
      if (clock.now() < at) throw new Error('time does not pass');
    },
    passing,
    async stop() {
      door.leadTo(undefined);
      if (life) await passing(life.close());
      life = undefined;
    },
    kill() {
      door.leadTo(undefined);
      if (life) ends.push(life.crash(dataOf(lives + 1)));
      lives += 1;
      life = undefined;
    },
    start,
    async end() {
      if (life) ends.push(life.crash(dataOf(lives + 1)));
      await Promise.all(ends);
      door.close();
      await Promise.all([slack.stop(), discord.stop(), sandbox.close()]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
