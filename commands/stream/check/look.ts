import type { CommandContext } from '../../../src/command.ts';
import { AirdeskError } from '../../../src/errors.ts';
import { readGroups } from '../../../src/live/read/backup-groups.ts';
import { readDomain, type Domain } from '../../../src/live/read/domains.ts';
import { readPastPushes, type PastPush } from '../../../src/live/read/past-pushes.ts';
import { readPlayErrors, type PlayErrors } from '../../../src/live/read/figures/play-errors.ts';
import { isDue, readPullTasks, targetStream, type PullTask } from '../../../src/live/read/pulls.ts';
import { pushesOf, type Push } from '../../../src/live/read/pushes.ts';
import { readPushQuality, type PushMinute } from '../../../src/live/read/figures/push-quality.ts';
import { fullName, type StreamName } from '../../../src/live/read/stream-name.ts';
import { readStreamState } from '../../../src/live/read/stream-state.ts';

/** What was read, or why it was not. */
export type Look<T> =
  { readonly value: T; readonly error?: never } | { readonly error: AirdeskError; readonly value?: never };

/** A pull task that pushes to a stream, and whether it runs; undefined: that is not known, or it is not due. */
export interface Feeding {
  readonly task: PullTask;
  readonly isDue: boolean;
  readonly runs: boolean | undefined;
}

/** Everything that tells what is the matter with a stream. */
export interface Looks {
  readonly state: Look<string>;
  /** Undefined where neither list of pushes could be read. */
  readonly pushes: readonly Push[] | undefined;
  readonly optimal: Look<boolean>;
  readonly quality: Look<readonly PushMinute[]>;
  readonly last: Look<PastPush | undefined>;
  readonly pulls: Look<readonly Feeding[]>;
  readonly domain: Look<Domain | undefined>;
  readonly errors: Look<PlayErrors>;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const RECENT = 15 * MINUTE;
/** More pull tasks of one stream than this say no more. */
const MOST_PULLS = 5;

/** Looks at all of them at once. Never fails with what the cloud says. `context.live`: for somebody who waits so long. */
export async function lookAt(context: CommandContext, name: StreamName): Promise<Looks> {
  const now = context.now();
  const recent = { from: now - RECENT, to: now };
  const [state, pushes, optimal, quality, last, pulls, domain, errors] = await Promise.all([
    tried(() => readStreamState(context, name)),
    pushesOf(context.live, fullName(name)),
    tried(async () => (await readGroups(context, name.stream)).some((group) => group.optimal)),
    tried(() => readPushQuality(context, name, recent)),
    tried(async () => {
      const asked = { from: now - DAY, to: now, stream: name, size: 10 };
      return (await readPastPushes(context, asked)).items[0];
    }),
    tried(() => feeding(context, name)),
    tried(() => readDomain(context, name.domain)),
    tried(() => readPlayErrors(context, recent)),
  ]);
  return { state, pushes, optimal, quality, last, pulls, domain, errors };
}

async function feeding(context: CommandContext, name: StreamName): Promise<readonly Feeding[]> {
  const { items } = await readPullTasks(context);
  const mine = items.filter((task) => {
    const target = targetStream(task);
    return target !== undefined && fullName(target) === fullName(name);
  });
  return Promise.all(
    mine.slice(0, MOST_PULLS).map(async (task): Promise<Feeding> => {
      if (!isDue(task, context.now())) return { task, isDue: false, runs: undefined };
      const { value } = await tried(() =>
        context.live.call('DescribeLivePullStreamTaskStatus', { TaskId: task.id }),
      );
      const status = value?.TaskStatusInfo.RunStatus;
      return { task, isDue: true, runs: status === undefined ? undefined : status === 'active' };
    }),
  );
}

async function tried<T>(read: () => Promise<T>): Promise<Look<T>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return { error };
  }
}
