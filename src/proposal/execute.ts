import { outcomeCard, type Ending } from './card/outcome-card.ts';
import type { Core } from '../core.ts';
import type { Fact } from '../reply.ts';
import { AirdeskError } from '../errors.ts';
import { findCommand } from '../line/match-command.ts';
import { isAct } from '../command.ts';
import { advance } from './advance.ts';
import { conclude } from './conclude.ts';
import { hadNoEffect, lookForEffect, notingRequestIds } from './effect.ts';
import { entryOf } from './entry.ts';
import type { Proposal, StoredProposal } from './proposal.ts';
import { carryOutSteps, endSteps } from './steps.ts';
import { progressWrite } from './targets.ts';
import { workOf } from './work.ts';

/**
 * Runs a confirmed proposal whose target is held: marks it running on disk, calls once, marks the answer, looks for the
 * effect, ends; of a command of several writes each in turn. Never calls a second time; a process that dies on the way
 * leaves a status that `recover` understands. @throws ConflictError, StoreError: what is on disk says how far it came
 */
export async function execute(core: Core, confirmed: StoredProposal): Promise<void> {
  const { command, context } = workOf(core, confirmed.value);
  const first = command.steps ? { step: { at: 0, way: 'forth', state: 'sent' } as const } : {};
  const started = confirmed.value.confirmedAt ?? core.clock.now();
  const [marked, noted] = await Promise.allSettled([
    advance(core, confirmed, { status: 'running', ...first }, 'writes'),
    core.audit.write(entryOf(core, confirmed.value, 'before')),
  ]);
  if (marked.status === 'rejected') throw marked.reason;
  const running = marked.value;
  if (noted.status === 'rejected') return end(core, running, { kind: 'failed', error: noted.reason });
  if (command.steps) {
    const { current, ending } = await carryOutSteps(core, running, command, context);
    const ms = core.clock.now() - started;
    await end(core, current, ending.kind === 'done' ? { ...ending, ms } : ending, ms);
    return;
  }
  const requestIds: string[] = [];
  const answer: Fact[] = [];
  try {
    const live = notingRequestIds(context.live, requestIds);
    await command.run({ ...context, live }, running.value.plan, (facts) => answer.push(...facts));
  } catch (error) {
    if (hadNoEffect(error)) await end(core, running, { kind: 'failed', error });
    else await verifyAndEnd(core, running, { started, lost: error });
    return;
  }
  const called = await advance(core, running, { status: 'called', requestId: requestIds.at(-1) }, 'called');
  await verifyAndEnd(core, called, { started, answer });
}

/** Looks for the effect of a call that was made, or may have been, and ends the proposal accordingly. */
export async function verifyAndEnd(
  core: Core,
  current: StoredProposal,
  made: { readonly started?: number; readonly lost?: unknown; readonly answer?: readonly Fact[] },
): Promise<void> {
  let work;
  try {
    work = workOf(core, current.value);
  } catch (error) {
    // Its command or its account was taken away while it was on its way: nobody can look any more, and nothing may wait.
    await end(core, current, { kind: 'unknown', error: made.lost ?? error, facts: [], others: false });
    return;
  }
  const { command, context } = work;
  const { plan } = current.value;
  if (command.steps) {
    const { ending } = await endSteps(core, current, command, context);
    await end(core, current, ending);
    return;
  }
  const verified = await lookForEffect(core, current.value.id, () => command.verify(context, plan));
  const called = current.value.status === 'called';
  const facts = [...(made.answer ?? []), ...(verified?.facts ?? [])];
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
          blind: verified?.blind ?? false,
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
      ...('steps' in ending && ending.steps?.half ? { reason: 'airdesk.half-done' } : {}),
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
