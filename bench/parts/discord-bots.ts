import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../application.ts';
import { startChild } from '../child.ts';
import { DISCORD_USERS, startDiscordDesk, type DiscordDesk } from '../far-end/discord-desk.ts';
import { PEERS } from '../paths.ts';
import { cloudEnvironment } from './bots.ts';

/** How interactions reach the bots. */
export type Way = 'http' | 'gateway';

/** A bot on Discord, and its Discord. */
export interface DiscordBot {
  readonly name: string;
  /** A command that needs no cloud, until it was answered: ms until it was deferred. */
  ask(): Promise<number>;
  /** So many commands are in flight from now on, until `disengage`. */
  engage(count: number): Promise<void>;
  disengage(): Promise<void>;
}

/** Two processes of each, so that one can have commands in flight while the other has none. */
export interface DiscordBots {
  readonly airdesk: readonly [idle: DiscordBot, busy: DiscordBot];
  readonly peer: readonly [idle: DiscordBot, busy: DiscordBot];
}

/** A call of a held command may take so long, s: the longest that can be configured. */
const CALL_TIMEOUT_SECONDS = 60;
/** Connections that Airdesk and the peers have to the cloud; further calls wait for one of them. */
const CONNECTIONS = 32;

const PEER: Readonly<Record<Way, readonly [name: string, file: string]>> = {
  http: ['bare Hono', 'discord-http-bot.js'],
  gateway: ['bare discord.js', 'discord-gateway-bot.js'],
};

/** Runs `measure` with Airdesk and the peer beside each other, each idle while another is asked. */
export async function withDiscordBots<T>(way: Way, measure: (bots: DiscordBots) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'airdesk-bench-'));
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];

  async function newDesk(): Promise<DiscordDesk> {
    const desk = await startDiscordDesk();
    stops.push(() => desk.stop());
    return desk;
  }

  async function airdesk(home: string): Promise<DiscordBot> {
    const desk = await newDesk();
    await mkdir(home);
    const config = `people:\n${DISCORD_USERS.map((id, index) => `  ada${index}: { discord: '${id}', roles: [engineer] }\n`).join('')}policy: { callTimeoutSeconds: ${CALL_TIMEOUT_SECONDS} }\n`;
    const { DISCORD_PUBLIC_KEY = '', ...discord } = desk.env;
    const application = await startApplication({
      ...(await cloudEnvironment(desk.cloud, home, config)),
      ...discord,
      ...(way === 'http' ? { DISCORD_PUBLIC_KEY } : {}),
    });
    stops.push(async () => {
      await application.stop();
    });
    return speakTo('Airdesk', way, desk, application.port);
  }

  async function peer(): Promise<DiscordBot> {
    const [name, file] = PEER[way];
    const desk = await newDesk();
    const child = await startChild<{ port: number }>(join(PEERS, file), { ...desk.env, CLOUD: desk.cloud });
    stops.push(() => child.stop());
    return speakTo(name, way, desk, child.ready.port);
  }

  try {
    return await measure({
      airdesk: [await airdesk(join(folder, 'idle')), await airdesk(join(folder, 'busy'))],
      peer: [await peer(), await peer()],
    });
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

function speakTo(name: string, way: Way, desk: DiscordDesk, port: number): DiscordBot {
  const wire =
    way === 'http' ? ({ mode: way, botOrigin: `http://127.0.0.1:${port}` } as const) : { mode: way };
  return {
    name,
    ask: () => desk.ask(wire),
    engage: (count) => desk.engage(wire, count, Math.min(count, CONNECTIONS)),
    disengage: () => desk.disengage(),
  };
}
