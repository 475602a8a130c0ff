import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import { LIST, withBots, type Running } from './bots.ts';

/** Commands in a row before the other bot's turn. */
const TURN = 25;
/** Pause between commands, ms: people do not type faster than the machine settles. */
const PAUSE_MS = 1;
const AIM_MS = 2;

/** From the slash command to the request at the cloud, one command at a time. */
export async function measureFirstRequest(plan: Plan): Promise<Row[]> {
  return withBots(async ({ airdesk, bolt }) => {
    const times = new Map<Running, number[]>([
      [airdesk, []],
      [bolt, []],
    ]);
    for (const bot of times.keys()) await timed(bot, plan.timedCommands);
    for (let done = 0; done < plan.timedCommands; done += TURN) {
      for (const [bot, all] of times) all.push(...(await timed(bot, TURN)));
    }
    const ours = times.get(airdesk) ?? [];
    const theirs = times.get(bolt) ?? [];
    const later = median(ours) - median(theirs);
    return [
      {
        what: 'From slash command to cloud request: median, p99',
        ours: cell(airdesk, ours),
        peer: cell(bolt, theirs),
        result: `median ${later < 0 ? '−' : '+'}${Math.abs(later).toFixed(2)} ms`,
        aim: `≤ +${AIM_MS} ms`,
        met: later <= AIM_MS,
      },
    ];
  });
}

async function timed({ speaker }: Running, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    times.push(await speaker.say(0, LIST));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

function cell({ name }: Running, times: readonly number[]): string {
  return `${name}: ${median(times).toFixed(2)} ms, ${quantile(times, 0.99).toFixed(2)} ms`;
}
