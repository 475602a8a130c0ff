import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import type { Fact } from '../../src/reply.ts';
import { readPull } from '../pull/resolve.ts';
import { sourceMark, sourcesText } from '../pull/state.ts';
import type { Upstream } from '../../src/live/read/backup-groups.ts';

/** What a push carries, as far as that can be told; `state` is a mark of it. */
interface Origin {
  readonly state: string | null;
  readonly facts: readonly Fact[];
}

/**
 * What stands behind a push that a pull task makes: its sources, which the console can change while it keeps its
 * sequence. Never fails with what the cloud says: what is not known must not keep a backup off air.
 */
export async function readOrigin(context: CommandContext, { source }: Upstream): Promise<Origin> {
  const task = /^拉流转推\((.*)\)$/u.exec(source)?.[1];
  if (task === undefined) return { state: null, facts: [] };
  const label = context.say('Pulled from', '拉流源');
  try {
    const pull = await readPull(context, task);
    if (!pull) return { state: null, facts: [] };
    return { state: sourceMark(pull), facts: [{ label, value: sourcesText(pull) }] };
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return {
      state: null,
      facts: [{ label, value: context.say('not known (lookup failed)', '未知（查询失败）') }],
    };
  }
}
