import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median, medianRatio, quantile } from '../statistics.ts';
import { withDiscordBots, type DiscordBot, type Way } from './discord-bots.ts';

/** Commands in a row before the next bot's turn. */
const TURN = 10;
/** Pause between commands, ms: people do not type faster than the machine settles. */
const PAUSE_MS = 1;
const IN_FLIGHT = 50;
/** A machine that needs longer gets fewer turns: the calls in flight end after 60 s. */
const ENOUGH_MS = 40_000;
const AIM_MS = 20;
/** What still counts as unchanged, of a time without commands in flight. */
const AIM_RATIO = 1.5;

const WAYS: Readonly<Record<Way, string>> = { http: 'HTTP', gateway: 'the gateway' };

/** From the interaction to the deferred answer, one command at a time: with nothing else in flight, and with much. */
export async function measureDiscord(plan: Plan): Promise<Row[]> {
  const rows: Row[] = [];
  for (const way of ['http', 'gateway'] as const) rows.push(...(await measureWay(way, plan)));
  return rows;
}

async function measureWay(way: Way, plan: Plan): Promise<Row[]> {
  return withDiscordBots(way, async ({ airdesk, peer }) => {
    const bots = [...airdesk, ...peer];
    const [, busy] = airdesk;
    const [, busyPeer] = peer;
    const count = Math.max(TURN, plan.timedCommands / 2);
    for (const bot of bots) await timed(bot, count / 2);
    for (const bot of [busy, busyPeer]) await bot.engage(IN_FLIGHT);
    const turns = new Map<DiscordBot, number[][]>(bots.map((bot) => [bot, []]));
    const start = performance.now();
    for (let turn = 0; turn * TURN < count && performance.now() - start < ENOUGH_MS; turn += 1) {
      // Who begins changes from turn to turn.
      for (const [bot, all] of rotated([...turns], turn)) all.push(await timed(bot, TURN));
    }
    for (const bot of [busy, busyPeer]) await bot.disengage();
    return rows(way, pair(airdesk, turns), pair(peer, turns));
  });
}

/** The times of both processes of a bot, turn by turn. */
interface Pair {
  readonly name: string;
  readonly idle: readonly number[][];
  readonly busy: readonly number[][];
}

function pair([idle, busy]: readonly [DiscordBot, DiscordBot], turns: Map<DiscordBot, number[][]>): Pair {
  return { name: idle.name, idle: turns.get(idle) ?? [], busy: turns.get(busy) ?? [] };
}

function rows(way: Way, ours: Pair, theirs: Pair): Row[] {
  const what = `Discord over ${WAYS[way]}: from interaction to deferred answer`;
  const ms = median(ours.idle.flat());
  const ratio = slowdown(ours);
  return [
    {
      what: `${what}: median, p99`,
      ours: cell(ours.name, ours.idle),
      peer: cell(theirs.name, theirs.idle),
      result: `median ${ms.toFixed(2)} ms`,
      aim: `< ${AIM_MS} ms`,
      met: ms < AIM_MS,
    },
    {
      what: `${what}, with ${IN_FLIGHT} commands in flight: median, p99`,
      ours: cell(ours.name, ours.busy),
      peer: `${cell(theirs.name, theirs.busy)} (${slowdown(theirs).toFixed(2)} ×)`,
      result: `${ratio.toFixed(2)} × the time with none`,
      aim: `unchanged (ratio ≤ ${AIM_RATIO})`,
      met: ratio <= AIM_RATIO,
    },
  ];
}

function slowdown({ idle, busy }: Pair): number {
  return medianRatio(busy.map(median), idle.map(median));
}

function cell(name: string, turns: readonly number[][]): string {
  const times = turns.flat();
  return `${name}: ${median(times).toFixed(2)} ms, ${quantile(times, 0.99).toFixed(2)} ms`;
}

async function timed(bot: DiscordBot, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    times.push(await bot.ask());
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

function rotated<T>(values: readonly T[], by: number): T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
