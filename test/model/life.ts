import '../machine/loaded.ts';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../src/clock.ts';
import type { Airdesk } from '../../src/start/airdesk.ts';
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { DEFAULT_SECRET_ID, DEFAULT_SECRET_KEY } from '../../sandbox/keys.ts';
import type { FakeDiscord } from '../fakes/discord/fake-discord.ts';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { createTestClock, type TestClock } from '../fakes/test-clock.ts';
import { quiet } from '../machine/quiet.ts';
import { wireTo, wireToFetch } from './wires.ts';

/** One process of Airdesk, from its start to its end. */
export interface Life {
  readonly airdesk: Airdesk;
  /** Where Slack is for it, as `http://127.0.0.1:1234`. */
  readonly slackOrigin: string;
  /** Ends it in order. */
  close(): Promise<void>;
  /**
   * kill -9: from this moment on nothing that it does is seen by anybody, and what is on disk is what was there. The
   * folder is copied to `next`. Resolves when its remains are cleared away.
   */
  crash(next: string): Promise<void>;
}

interface Surroundings {
  readonly clock: TestClock;
  readonly config: string;
  readonly data: string;
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
  readonly cloud: (request: Request) => Promise<Response>;
  /** What it is told besides. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts one. Resolves when it is ready, for which time has to pass. */
export async function startLife({ clock, config, data, env = {}, ...far }: Surroundings): Promise<Life> {
  const wires = await Promise.all([
    wireToFetch(far.cloud),
    wireTo(new URL(far.slack.apiUrl).origin),
    wireTo(new URL(far.discord.apiUrl).origin),
  ]);
  const [toCloud, toSlack, toDiscord] = wires;
  const own = mortalClock(clock);
  const airdesk = await startAirdesk({
    clock: own.clock,
    env: {
      PORT: '0',
      AIRDESK_CONFIG: config,
      AIRDESK_DATA: data,
      LIVE_ENDPOINT: toCloud.origin,
      TENCENTCLOUD_SECRET_ID: DEFAULT_SECRET_ID,
      TENCENTCLOUD_SECRET_KEY: DEFAULT_SECRET_KEY,
      LOG_LEVEL: process.env['STAGE_LOG'] ?? 'error',
      SLACK_BOT_TOKEN: far.slack.botToken,
      SLACK_SIGNING_SECRET: far.slack.signingSecret,
      SLACK_API_URL: `${toSlack.origin}/api/`,
      DISCORD_TOKEN: far.discord.token,
      DISCORD_APPLICATION_ID: far.discord.applicationId,
      DISCORD_API_URL: `${toDiscord.origin}/api`,
      DISCORD_PUBLIC_KEY: far.discord.publicKey,
      ...env,
    },
  });
  const cut = () => wires.forEach((wire) => wire.cut());
  return {
    airdesk,
    slackOrigin: toSlack.origin,
    async close() {
      await airdesk.close();
      cut();
    },
    async crash(next) {
      const afterlife = own.die();
      cut();
      cpSync(data, next, { recursive: true });
      for (const file of readdirSync(next)) if (file.includes('.lock')) rmSync(join(next, file));
      await clearAway(airdesk, afterlife);
    },
  };
}

/** Its commands may take half a minute to end, of which nobody sees anything. */
const MOST_SECONDS = 300;

/** It closes in a time of its own, which nobody else shares. */
async function clearAway(airdesk: Airdesk, afterlife: TestClock): Promise<void> {
  const closing = { isOver: false };
  const note = () => (closing.isOver = true);
  airdesk.close().then(note, note);
  for (let second = 0; second < MOST_SECONDS && !closing.isOver; second++) {
    afterlife.advance(1000);
    await quiet();
  }
}

/** The clock as one process has it, until that dies: then its timers go over to a clock of its own. */
function mortalClock(world: TestClock): { readonly clock: Clock; die(): TestClock } {
  const timers = new Set<{ readonly at: number; readonly run: () => void; cancel: () => void }>();
  let afterlife: TestClock | undefined;
  let diedAt = 0;
  const after: Clock['after'] = (ms, run) => {
    if (afterlife) return afterlife.after(ms, run);
    const timer = {
      at: world.passed() + ms,
      run: () => {
        timers.delete(timer);
        run();
      },
      cancel: () => undefined,
    } as { readonly at: number; readonly run: () => void; cancel: () => void };
    timers.add(timer);
    timer.cancel = world.after(ms, timer.run);
    return () => {
      timers.delete(timer);
      timer.cancel();
    };
  };
  return {
    clock: {
      now: () => (afterlife ?? world).now(),
      passed: () => (afterlife ? diedAt + afterlife.passed() : world.passed()),
      after,
    },
    die() {
      const own = createTestClock(world.now());
      for (const timer of timers) {
        timer.cancel();
        timer.cancel = own.after(Math.max(0, timer.at - world.passed()), timer.run);
      }
      diedAt = world.passed();
      afterlife = own;
      return own;
    },
  };
}
