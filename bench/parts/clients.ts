import { join } from 'node:path';
import { startChild, type Child } from '../child.ts';
import { BUILT, PEERS } from '../paths.ts';
import type { Plan } from '../plan.ts';
import type { Done, Question } from '../subjects/work.ts';

/** What both clients did, round by round. */
export interface Rounds {
  readonly ours: Done[];
  readonly theirs: Done[];
}

/** Our client and the vendor's against the trivial server, for as long as `measure` takes. */
export async function withClients<T>(
  measure: (clients: readonly [Child<unknown>, Child<unknown>]) => Promise<T>,
): Promise<T> {
  const server = await startChild<{ port: number }>(join(BUILT, 'trivial-server.js'));
  const env = { ENDPOINT: `http://127.0.0.1:${server.ready.port}` };
  const ours = await startChild(join(BUILT, 'airdesk-client.js'), env);
  const theirs = await startChild(join(PEERS, 'vendor-client.js'), env);
  try {
    return await measure([ours, theirs]);
  } finally {
    await Promise.all([ours.stop(), theirs.stop(), server.stop()]);
  }
}

/** Both clients in turn, who begins changing from round to round. */
export async function alternate(
  [ours, theirs]: readonly [Child<unknown>, Child<unknown>],
  question: Question,
  plan: Plan,
): Promise<Rounds> {
  const rounds: Rounds = { ours: [], theirs: [] };
  for (const child of [ours, theirs]) await child.ask({ ...question, ms: plan.warmUpMs });
  const askOurs = async (): Promise<unknown> => rounds.ours.push(await ours.ask<Done>(question));
  const askTheirs = async (): Promise<unknown> => rounds.theirs.push(await theirs.ask<Done>(question));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const ask of round % 2 === 0 ? [askOurs, askTheirs] : [askTheirs, askOurs]) await ask();
  }
  return rounds;
}
