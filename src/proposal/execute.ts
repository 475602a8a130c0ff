import { outcomeCard, type Ending } from '../card/outcome-card.ts';
import type { LiveCard } from '../card/live-card.ts';
import { sleep } from '../clock.ts';
import { isAct, type ActCommand, type CommandContext, type Verified } from '../command.ts';
import { contextFor, type Core } from '../core.ts';
import { AirdeskError } from '../errors.ts';
import { releaseTarget } from '../guard/one-change.ts';
import type { Live } from '../live/live.ts';
import { LiveError } from '../live/live-error.ts';
import { entryOf, noteStep } from './entry.ts';
import { saveProposal, type Proposal, type Status, type StoredProposal } from './proposal.ts';
import { findCommand } from '../text/match-command.ts';
import { offerUndo } from './undo.ts';

/** Waits between looks for the effect, ms; the last repeats. */
const LOOK_MS = [250, 500, 1000, 2000];

/**
 * Runs a confirmed proposal whose target is held: marks it running on disk, calls once, marks the answer, verifies,
 * ends. Never calls a second time; a process that dies on the way leaves a status that `recover` understands.
 */
export async function execute(core: Core, confirmed: StoredProposal, card: LiveCard): Promise<void> {
  const { command, context } = workOf(core, confirmed.value);
  const started = confirmed.value.confirmedAt ?? core.clock.now();
  const [marked, noted] = await Promise.allSettled([
    advance(core, confirmed, { status: 'running' }),
    core.audit.write(entryOf(core, confirmed.value, 'before')),
  ]);
  if (marked.status === 'rejected') throw marked.reason;
  const running = marked.value;
  if (noted.status === 'rejected') return end(core, running, card, { kind: 'failed', error: noted.reason });
  const requestIds: string[] = [];
  try {
    await command.run({ ...context, live: notingRequestIds(context.live, requestIds) }, running.value.plan);
  } catch (error) {
    if (hadNoEffect(error)) await end(core, running, card, { kind: 'failed', error });
    else await verifyAndEnd(core, running, card, { started, lost: error });
    return;
  }
  const called = await advance(core, running, { status: 'called', requestId: requestIds.at(-1) });
  await verifyAndEnd(core, called, card, { started });
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
  card: LiveCard,
  made: { readonly started?: number; readonly lost?: unknown },
): Promise<void> {
  let work;
  try {
    work = workOf(core, current.value);
  } catch (error) {
    // Its command or its account was taken away while it was on its way: nobody can look any more, and nothing may wait.
    await end(core, current, card, { kind: 'unknown', error: made.lost ?? error, facts: [] });
    return;
  }
  const verified = await lookForEffect(core, work.command, work.context, current.value);
  const called = current.value.status === 'called';
  const facts = verified?.facts ?? [];
  const ms = made.started === undefined ? undefined : core.clock.now() - made.started;
  const ending: Ending = verified?.seen
    ? { kind: 'done', ...(ms === undefined ? {} : { ms }), facts, late: !called }
    : called
      ? { kind: 'accepted', seconds: core.config.policy.verifyWithinSeconds, facts }
      : { kind: 'unknown', error: made.lost, facts };
  const { left } = verified ?? {};
  const found = left === undefined ? current : { ...current, value: { ...current.value, left } };
  await end(core, found, card, ending, ms);
}

/** Stores how a proposal ended, lets its target go, writes the audit, and shows the outcome with its undo. */
export async function end(
  core: Core,
  current: StoredProposal,
  card: LiveCard,
  ending: Ending,
  ms?: number,
): Promise<void> {
  const shown = outcomeCard(core, current.value, ending);
  const error = 'error' in ending ? ending.error : undefined;
  const requestId = error instanceof AirdeskError ? error.requestId : current.value.requestId;
  if (error !== undefined && !(error instanceof AirdeskError)) {
    core.log.error({ err: error, proposal: current.value.id }, 'a command failed');
  }
  await advance(core, current, { status: ending.kind, card: shown }, true);
  await noteStep(core, {
    ...entryOf(core, current.value, ending.kind === 'interrupted' ? 'cancelled' : ending.kind),
    ...(error instanceof AirdeskError ? { reason: error.code } : {}),
    ...(requestId === undefined ? {} : { requestId }),
    ...(ending.kind === 'interrupted' ? { reason: 'airdesk.interrupted' } : {}),
    ...(ms === undefined ? {} : { ms }),
  });
  core.counts.proposal(ending.kind);
  core.panels.changed(current.value.target.key);
  const undo = ending.kind === 'done' ? await offerUndo(core, current.value, shown) : undefined;
  card.show(undo ?? shown);
}

/** The command of a proposal and the context it runs in. @throws AirdeskError when the command no longer exists. */
export function workOf(core: Core, proposal: Proposal): { command: ActCommand; context: CommandContext } {
  const command = findCommand(core.commands, proposal.command);
  if (!command || !isAct(command)) {
    throw new AirdeskError(`no command ${proposal.command}`, {
      code: 'airdesk.unknown-command',
      hint: {
        en: 'This version of Airdesk no longer has the command. Type /live help.',
        zh: '当前版本的 Airdesk 已没有该命令。请输入 /live 帮助。',
      },
    });
  }
  const { asker, place } = proposal;
  const configured = Object.hasOwn(core.config.people, asker.person)
    ? core.config.people[asker.person]
    : undefined;
  const person = { roles: [], ...configured, id: asker.person };
  return {
    command,
    context: contextFor(core, {
      account: proposal.account,
      person,
      language: proposal.language,
      actor: asker,
      place,
    }),
  };
}

async function lookForEffect(
  core: Core,
  command: ActCommand,
  context: CommandContext,
  proposal: Proposal,
): Promise<Verified | undefined> {
  const patience = core.config.policy.verifyWithinSeconds * 1000;
  const deadline = core.clock.now() + patience;
  // Waits are counted besides: a clock that is set back must not hold the target for so long.
  let waited = 0;
  let verified: Verified | undefined;
  for (let look = 0; ; look++) {
    try {
      verified = await command.verify(context, proposal.plan);
      if (verified.seen) return verified;
    } catch (error) {
      core.log.warn({ err: error, proposal: proposal.id }, 'the effect could not be read');
    }
    const wait = LOOK_MS[Math.min(look, LOOK_MS.length - 1)] ?? 0;
    waited += wait;
    if (core.clock.now() + wait > deadline || waited > patience) return verified;
    await sleep(core.clock, wait);
  }
}

async function advance(
  core: Core,
  current: StoredProposal,
  change: Partial<Proposal> & { readonly status: Status },
  release = false,
): Promise<StoredProposal> {
  const { target, id } = current.value;
  // Once the cloud has answered, the next command may follow; the effect is only being looked for.
  const letsGo = release || change.status === 'called';
  const letGo = letsGo ? await releaseTarget(core.store, target, id) : [];
  return saveProposal(core.store, current, { ...current.value, ...change }, core.clock.now(), letGo);
}
