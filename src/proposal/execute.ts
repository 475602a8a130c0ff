import { outcomeCard, type Ending } from './card/outcome-card.ts';
import { sleep } from '../clock.ts';
import type { ActCommand, CommandContext, Verified } from '../command.ts';
import type { Core } from '../core.ts';
import { AirdeskError } from '../errors.ts';
import type { Live } from '../live/live.ts';
import { LiveError } from '../live/live-error.ts';
import { findCommand } from '../line/match-command.ts';
import { isAct } from '../command.ts';
import { conclude } from './conclude.ts';
import { entryOf } from './entry.ts';
import { saveProposal, type Proposal, type Status, type StoredProposal } from './proposal.ts';
import { progressWrite, type Progress } from './targets.ts';
import { workOf } from './work.ts';

/** Waits between looks for the effect, ms; the last repeats. */
const LOOK_MS = [250, 500, 1000, 2000];

/**
 * Runs a confirmed proposal whose target is held: marks it running on disk, calls once, marks the answer, verifies,
 * ends. Never calls a second time; a process that dies on the way leaves a status that `recover` understands.
 */
export async function execute(core: Core, confirmed: StoredProposal): Promise<void> {
  const { command, context } = workOf(core, confirmed.value);
  const started = confirmed.value.confirmedAt ?? core.clock.now();
  const [marked, noted] = await Promise.allSettled([
    advance(core, confirmed, { status: 'running' }, 'writes'),
    core.audit.write(entryOf(core, confirmed.value, 'before')),
  ]);
  if (marked.status === 'rejected') throw marked.reason;
  const running = marked.value;
  if (noted.status === 'rejected') return end(core, running, { kind: 'failed', error: noted.reason });
  const requestIds: string[] = [];
  try {
    await command.run({ ...context, live: notingRequestIds(context.live, requestIds) }, running.value.plan);
  } catch (error) {
    if (hadNoEffect(error)) await end(core, running, { kind: 'failed', error });
    else await verifyAndEnd(core, running, { started, lost: error });
    return;
  }
  const called = await advance(core, running, { status: 'called', requestId: requestIds.at(-1) }, 'called');
  await verifyAndEnd(core, called, { started });
}

/** Only a plain no from the cloud, or a request that never left, tells that nothing happened. */
function hadNoEffect(error: unknown): boolean {
  return error instanceof LiveError ? error.outcome !== 'unknown' : error instanceof AirdeskError;
}

function notingRequestIds(live: Live, ids: string[]): Live {
  return {
    async call(action, params, options) {
      const answer = await live.call(action, params, options);
      ids.push(answer.RequestId);
      return answer;
    },
  };
}

/** Looks for the effect of a call that was made, or may have been, and ends the proposal accordingly. */
export async function verifyAndEnd(
  core: Core,
  current: StoredProposal,
  made: { readonly started?: number; readonly lost?: unknown },
): Promise<void> {
  let work;
  try {
    work = workOf(core, current.value);
  } catch (error) {
    // Its command or its account was taken away while it was on its way: nobody can look any more, and nothing may wait.
    await end(core, current, { kind: 'unknown', error: made.lost ?? error, facts: [], others: false });
    return;
  }
  const verified = await lookForEffect(core, work.command, work.context, current.value);
  const called = current.value.status === 'called';
  const facts = verified?.facts ?? [];
  const others = verified?.maybeOthers ?? false;
  const ms = made.started === undefined ? undefined : core.clock.now() - made.started;
  const ending: Ending = verified?.seen
    ? { kind: 'done', ...(ms === undefined ? {} : { ms }), facts, late: !called }
    : called
      ? {
          kind: 'accepted',
          seconds: core.config.policy.verifyWithinSeconds,
          facts,
          others,
          read: verified !== undefined,
        }
      : { kind: 'unknown', error: made.lost, facts, others };
  const { left } = verified ?? {};
  const found = left === undefined ? current : { ...current, value: { ...current.value, left } };
  await end(core, found, ending, ms);
}

/** Stores how a proposal ended, lets its target go, writes the audit, and shows the outcome with its undo. */
export async function end(core: Core, current: StoredProposal, ending: Ending, ms?: number): Promise<void> {
  const { value } = current;
  const shown = outcomeCard(core, value, ending);
  const error = 'error' in ending ? ending.error : undefined;
  const requestId = error instanceof AirdeskError ? error.requestId : value.requestId;
  if (error !== undefined && !(error instanceof AirdeskError)) {
    core.log.error({ err: error, proposal: value.id }, 'a command failed');
  }
  await conclude(core, current, {
    proposal: { ...value, status: ending.kind, card: shown },
    card: shown,
    owed: 'anew',
    entry: {
      ...entryOf(core, value, ending.kind === 'interrupted' ? 'cancelled' : ending.kind),
      ...(error instanceof AirdeskError ? { reason: error.code } : {}),
      ...(requestId === undefined ? {} : { requestId }),
      ...(ending.kind === 'interrupted' ? { reason: 'airdesk.interrupted' } : {}),
      ...(ms === undefined ? {} : { ms }),
    },
    undo: ending.kind === 'done' && hasUndo(core, value),
    more: await progressWrite(core.store, value.target, value.id, 'over', core.clock.now()),
    ended: () => core.panels.changed(value.target.key),
  });
}

function hasUndo(core: Pick<Core, 'commands'>, { kind, command: name }: Proposal): boolean {
  const command = findCommand(core.commands, name);
  return kind === 'command' && command !== undefined && isAct(command) && command.undo !== undefined;
}

async function lookForEffect(
  core: Pick<Core, 'config' | 'clock' | 'log'>,
  command: ActCommand,
  context: CommandContext,
  proposal: Proposal,
): Promise<Verified | undefined> {
  const patience = core.config.policy.verifyWithinSeconds * 1000;
  // Not by the clock on the wall: while that is set, a target must neither be held for hours nor let go too early.
  const time = { isOver: false };
  const cancel = core.clock.after(patience, () => {
    time.isOver = true;
  });
  let waited = 0;
  let verified: Verified | undefined;
  for (let look = 0; ; look++) {
    try {
      verified = await command.verify(context, proposal.plan);
      if (verified.seen) break;
    } catch (error) {
      core.log.warn({ err: error, proposal: proposal.id }, 'the effect could not be read');
    }
    const wait = LOOK_MS[Math.min(look, LOOK_MS.length - 1)] ?? 0;
    waited += wait;
    if (time.isOver || waited > patience) break;
    await sleep(core.clock, wait);
  }
  cancel();
  return verified;
}

async function advance(
  core: Pick<Core, 'clock' | 'store'>,
  current: StoredProposal,
  change: Partial<Proposal> & { readonly status: Status },
  progress: Progress,
): Promise<StoredProposal> {
  const { target, id } = current.value;
  const now = core.clock.now();
  const noted = await progressWrite(core.store, target, id, progress, now);
  return saveProposal(core.store, current, { ...current.value, ...change }, now, noted);
}
