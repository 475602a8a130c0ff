import type { Command } from '../command.ts';
import type { Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { ConflictError, type Store, type Write } from '../store/store.ts';

const ASKS = 'asks';
/** Platforms deliver again within minutes, ms. */
const REMEMBER_MS = 60 * 60 * 1000;
/** More are not remembered: the oldest go first. */
const MOST = 10_000;

/**
 * The write that notes that an ask (an intent's id) was taken; its commit conflicts where an earlier process had taken it.
 * `now` in ms UTC.
 */
export function askWrite(intent: string, now: number): Write {
  const what = { collection: ASKS, id: intent, value: { at: now } };
  return { ...what, expect: 0, dueAt: now + REMEMBER_MS, constant: true };
}

/** To be called before what acts at once: the ask is on disk then. @throws Refusal where it was taken before; StoreError */
export async function takeAsk(
  core: Pick<Core, 'store' | 'clock' | 'commands'>,
  intent: string,
  command: Command,
): Promise<void> {
  try {
    await core.store.commit([askWrite(intent, core.clock.now())]);
  } catch (error) {
    throw error instanceof ConflictError ? askedBefore(core.commands, command) : error;
  }
}

/** For what writes the ask with something else, later. @throws Refusal where an earlier process had taken it. */
export async function refuseAskedBefore(
  core: Pick<Core, 'store' | 'commands'>,
  intent: string,
  command: Command,
): Promise<void> {
  if (await core.store.get(ASKS, intent)) throw askedBefore(core.commands, command);
}

/**
 * For what writes nothing of its own: the ask is remembered, without waiting for the disk. @throws Refusal where an earlier
 * process had taken it: whoever has captured it gets nothing by it.
 */
export async function refuseReplay(
  { store, clock, log }: Pick<Core, 'store' | 'clock' | 'log'>,
  intent: string,
): Promise<void> {
  if (await store.get(ASKS, intent)) throw replayed();
  store
    .commit([{ ...askWrite(intent, clock.now()), expect: 'any' }], false)
    .catch((error: unknown) => log.error({ err: error, intent }, 'an ask could not be remembered'));
}

function replayed(): Refusal {
  return new Refusal(
    'airdesk.asked-before',
    { en: 'This was asked before Airdesk was restarted', zh: '该请求在 Airdesk 重启前已提交过' },
    {
      en: 'It arrived a second time, so nothing was done. Ask again if you still want it.',
      zh: '该请求重复到达，未执行任何操作。如仍需要，请重新发起。',
    },
  );
}

/** Forgets asks that nobody delivers again, and the oldest of too many. `now` in ms UTC. */
export async function sweepAsks(store: Store, now: number): Promise<void> {
  const due = (await store.list(ASKS, { dueBefore: now })).length;
  const all = await store.list(ASKS, { dueBefore: Infinity });
  const gone = all.slice(0, Math.max(due, all.length - MOST));
  if (gone.length === 0) return;
  await store.commit(gone.map(({ id }) => ({ collection: ASKS, id, value: undefined, expect: 'any' })));
}

function askedBefore(commands: readonly Command[], { name }: Command): Refusal {
  const list = `${name.split(' ')[0] ?? ''} list`;
  const look = commands.some((command) => command.name === list) ? list : 'audit';
  return new Refusal(
    'airdesk.asked-before',
    { en: 'This was asked before Airdesk was restarted', zh: '该请求在 Airdesk 重启前已提交过' },
    {
      en: `The platform delivered it twice; it will not run again. See how the first one ended with: ${look}`,
      zh: `平台重复投递了该请求，不会重复执行。第一次的结果请查看：${look}`,
    },
    [...new Set([look, 'audit'])],
  );
}
