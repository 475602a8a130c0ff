import type { ActCommand, CommandContext, Step, Verified, WriteStep } from '../command.ts';
import type { Core } from '../core.ts';
import { wording } from '../text/language.ts';
import { advance } from './advance.ts';
import type { Ending } from './card/outcome-card.ts';
import type { StepsTold } from './card/steps-text.ts';
import { hadNoEffect, lookForEffect, notingRequestIds } from './effect.ts';
import type { Proposal, StoredProposal } from './proposal.ts';

/** A command of several writes. */
type StepwiseCommand = Extract<ActCommand, { readonly steps: readonly Step[] }>;

/** How the steps of a command ended, and the proposal as it was stored last. */
export interface StepsEnd {
  readonly current: StoredProposal;
  readonly ending: Ending;
}

/** What came of one write. `unclear`: it may have had its effect, or may yet. */
type Written =
  | { readonly kind: 'seen'; readonly lost: boolean; readonly verified: Verified }
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'unclear'; readonly error?: unknown; readonly verified: Verified | undefined };

/** A command on its way through its steps. */
interface Walk {
  readonly core: Core;
  readonly command: StepwiseCommand;
  /** Those that its plan needs: what is stored of a step counts among them. */
  readonly steps: readonly Step[];
  readonly context: CommandContext;
  current: StoredProposal;
}

/**
 * Carries out the steps of a confirmed command, whose first one is marked as sent on disk: each is marked before it leaves
 * and its effect is seen before the next one does. Where one is refused, those before it are taken back, one by one.
 * @throws ConflictError, StoreError: what is on disk says how far it came
 */
export async function carryOutSteps(
  core: Core,
  running: StoredProposal,
  command: StepwiseCommand,
  context: CommandContext,
): Promise<StepsEnd> {
  const walk: Walk = {
    core,
    command,
    steps: stepsFor(command, running.value.plan),
    context,
    current: running,
  };
  let lost = false;
  for (const [at, step] of walk.steps.entries()) {
    const isLast = at === walk.steps.length - 1;
    if (at > 0) await mark(walk, { at, way: 'forth', state: 'sent' });
    // Of the last one, what is to be seen is the whole.
    const written = await write(walk, isLast ? { run: step.run, verify: command.verify } : step, isLast);
    if (written.kind === 'refused') return takeBack(walk, at, written.error);
    if (written.kind === 'unclear') return stuck(walk, at, written);
    lost ||= written.lost;
    if (isLast) return { current: walk.current, ending: done(written.verified, lost) };
  }
  throw new Error('a command of several writes has no step');
}

/**
 * Ends a command that nobody works on any more, as after a kill. Nothing is called: what its steps left is looked up and
 * named.
 */
export async function endSteps(
  core: Core,
  current: StoredProposal,
  command: StepwiseCommand,
  context: CommandContext,
): Promise<StepsEnd> {
  const steps = stepsFor(command, current.value.plan);
  const walk: Walk = { core, command, steps, context, current };
  const { at = 0, way = 'forth', done: doneBefore } = current.value.step ?? {};
  const step = steps[at];
  const isLast = at === steps.length - 1;
  const look = way === 'back' ? step?.back?.verify : isLast ? command.verify : step?.verify;
  const verified = look && (await see(walk, look));
  if (!verified?.seen)
    return stuck(walk, way === 'back' ? at + 1 : at, { kind: 'unclear', verified }, way === 'back');
  if (way === 'forth' && isLast) return { current, ending: done(verified, true) };
  const doneSteps = way === 'forth' ? at + 1 : at;
  const reached = way === 'back' ? (doneBefore ?? at + 1) : doneSteps;
  const takenBack = titles(walk, steps.slice(doneSteps, reached));
  const unsent = titles(walk, steps.slice(reached));
  const ended = { ...stepsDone(walk, doneSteps), takenBack, unsent, interrupted: true };
  return { current, ending: { kind: 'failed', error: undefined, steps: ended } };
}

/** Takes back what was done before step `failed`, the last one first. */
async function takeBack(walk: Walk, failed: number, error: unknown): Promise<StepsEnd> {
  const { steps } = walk;
  const takenBack: Step[] = [];
  let left = failed;
  for (let at = failed - 1; at >= 0; at--) {
    const step = steps[at];
    if (!step?.back) break;
    await mark(walk, { at, way: 'back', state: 'sent', done: failed });
    const written = await write(walk, step.back, false);
    if (written.kind !== 'seen') break;
    takenBack.push(step);
    left = at;
  }
  const unsent = titles(walk, steps.slice(failed));
  const ended = { ...stepsDone(walk, left), unsent, takenBack: titles(walk, takenBack) };
  return { current: walk.current, ending: { kind: 'failed', error, steps: ended } };
}

/** Whether a step has had its effect cannot be told: nothing is sent after it, and nothing is taken back. */
function stuck(
  walk: Walk,
  at: number,
  { error, verified }: Extract<Written, { kind: 'unclear' }>,
  isBack = false,
): StepsEnd {
  const { steps } = walk;
  const open = isBack ? steps[at - 1] : steps[at];
  return {
    current: walk.current,
    ending: {
      kind: 'unknown',
      error,
      facts: verified?.facts ?? [],
      others: verified?.maybeOthers ?? false,
      steps: {
        ...stepsDone(walk, at),
        ...(open && { open: wording(open.title, walk.context.language) }),
        unsent: titles(walk, steps.slice(isBack ? at : at + 1)),
      },
    },
  };
}

/** The steps of a command that its plan needs, in their order. */
export function stepsFor({ steps }: Pick<StepwiseCommand, 'steps'>, plan: Proposal['plan']): readonly Step[] {
  return steps.filter(({ isNeeded }) => isNeeded?.(plan) ?? true);
}

function done({ facts }: Verified, late: boolean): Ending {
  return { kind: 'done', facts, late };
}

/** How far it got, for the card: only the first `count` steps hold. */
function stepsDone({ command, steps, context, current }: Walk, count: number): StepsTold {
  const half = count > 0 ? command.halfDone(context, current.value.plan, count) : undefined;
  return {
    done: titles({ context }, steps.slice(0, count)),
    takenBack: [],
    unsent: titles({ context }, steps.slice(count)),
    ...(half && { half: { line: wording(half.line, context.language), fixes: half.fixes } }),
  };
}

function titles({ context }: Pick<Walk, 'context'>, steps: readonly Step[]): readonly string[] {
  return steps.map(({ title }) => wording(title, context.language));
}

/** One write, marked as answered once the cloud has said yes, and its effect. */
async function write(walk: Walk, step: WriteStep<Proposal['plan']>, isLast: boolean): Promise<Written> {
  const { context } = walk;
  const requestIds: string[] = [];
  let lost: { readonly error: unknown } | undefined;
  try {
    await step.run({ ...context, live: notingRequestIds(context.live, requestIds) }, walk.current.value.plan);
  } catch (error) {
    if (hadNoEffect(error)) return { kind: 'refused', error };
    lost = { error };
  }
  if (!lost) await answered(walk, requestIds.at(-1), isLast);
  const verified = await see(walk, step.verify);
  if (verified?.seen) return { kind: 'seen', lost: lost !== undefined, verified };
  return { kind: 'unclear', ...lost, verified };
}

function see({ core, context, current }: Walk, look: WriteStep<Proposal['plan']>['verify']) {
  return lookForEffect(core, current.value.id, () => look(context, current.value.plan));
}

async function mark(walk: Walk, step: NonNullable<Proposal['step']>): Promise<void> {
  walk.current = await advance(walk.core, walk.current, { status: 'running', step }, 'writes');
}

/** The target stays held as one that is written to until the last step is answered. */
async function answered(walk: Walk, requestId: string | undefined, isLast: boolean): Promise<void> {
  const { step } = walk.current.value;
  if (!step) return;
  const noted = { requestId, step: { ...step, state: 'answered' as const } };
  walk.current = isLast
    ? await advance(walk.core, walk.current, { status: 'called', ...noted }, 'called')
    : await advance(walk.core, walk.current, { status: 'running', ...noted }, 'writes');
}
