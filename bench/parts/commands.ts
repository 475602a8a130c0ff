import type { Asked } from '../far-end/far-end.ts';
import type { Plan } from '../plan.ts';
import { rateRow, type Row } from '../report.ts';
import type { Done } from '../subjects/work.ts';
import { LIST, WHOAMI, withBots, type Running } from './bots.ts';

/** Commands with their answers in the channel, beside bare bolt and the Chat SDK. */
export async function measureCommands(plan: Plan): Promise<Row[]> {
  return withBots(async ({ airdesk, bolt, chatSdk }) => {
    const rows: Row[] = [];
    for (const asked of [WHOAMI, LIST]) {
      for (const bot of [airdesk, bolt, chatSdk])
        await answered(bot, { asked, concurrency: 32, ms: plan.warmUpMs });
    }
    for (const [asked, kind] of [
      [WHOAMI, 'whoami'],
      [LIST, 'stream list, one cloud call each'],
    ] as const) {
      for (const concurrency of [1, 32]) {
        const load = { asked, concurrency, ms: plan.commandMs };
        const [ours = [], bolts = [], sdks = []] = await inTurns([airdesk, bolt, chatSdk], load, plan);
        const what = `Commands answered a second, ${concurrency} at a time (${kind})`;
        rows.push(rateRow(what, ['Airdesk', ours], ['bare bolt', bolts], 0.8));
        rows.push(rateRow(what, ['Airdesk', ours], ['Chat SDK', sdks], 1));
      }
    }
    return rows;
  });
}

interface Load {
  readonly asked: Asked;
  readonly concurrency: number;
  readonly ms: number;
}

/** Each bot's rounds; who begins changes from round to round. */
async function inTurns(bots: readonly Running[], load: Load, plan: Plan): Promise<Done[][]> {
  const rounds: Done[][] = bots.map(() => []);
  for (let round = 0; round < plan.rounds; round += 1) {
    for (let turn = 0; turn < bots.length; turn += 1) {
      const index = (round + turn) % bots.length;
      const bot = bots[index];
      if (bot) rounds[index]?.push(await answered(bot, load));
    }
  }
  return rounds;
}

/** Keeps `concurrency` commands under way for `ms`, each in a channel of its own. */
async function answered(bot: Running, { asked, concurrency, ms }: Load): Promise<Done> {
  const cpu = await bot.cpu();
  const start = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async (_, channel) => {
      while (performance.now() - start < ms) {
        await bot.speaker.say(channel, asked);
        count += 1;
      }
    }),
  );
  const took = performance.now() - start;
  return { perSecond: (count / took) * 1000, cpu: ((await bot.cpu()) - cpu) / count };
}
