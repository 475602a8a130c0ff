import { encodePress } from '../card/press-id.ts';
import { isAct } from '../command.ts';
import type { Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import type { Card } from '../reply.ts';
import { findCommand } from '../line/match-command.ts';
import { sayIn, wording } from '../text/language.ts';
import type { PendingCard } from './command-cards.ts';
import { lookAt, newProposal } from './look.ts';
import { READ_FIRST_MS, type Proposal } from './proposal.ts';
import { readTarget, revisionLeftBy } from './targets.ts';
import { workOf } from './work.ts';

/** What the outcome's card gets besides: the undo as a proposal of its own, or a line that says why there is none. */
export interface Offer {
  readonly proposal?: Proposal;
  readonly card: PendingCard;
}

/**
 * Prepares the undo of a command that is done: bound to what the command left, and to nothing of ours having come after
 * it. Resolves with undefined where the command has none. Not stored yet.
 */
export async function offerUndo(core: Core, done: Proposal): Promise<Offer | undefined> {
  try {
    return await prepare(core, done);
  } catch (error) {
    // The command itself is done; without its undo the card is still true.
    if (!(error instanceof Refusal))
      core.log.warn({ err: error, proposal: done.id }, 'no undo could be offered');
    return { card: without(core, done, error) };
  }
}

async function prepare(core: Core, done: Proposal): Promise<Offer | undefined> {
  const { command, context } = workOf(core, done);
  const undo = command.undo?.(context, done.plan, done.left);
  const undoCommand = undo && findCommand(core.commands, undo.command);
  if (!undo || !undoCommand || !isAct(undoCommand)) return undefined;
  const { last } = await readTarget(core.store, done.target.key);
  const asked = {
    intent: done.intent,
    command: undoCommand,
    options: undo.options,
    actor: done.asker,
    person: context.person,
    place: done.place,
    account: done.account,
    language: done.language,
  };
  const { preview, revision } = await lookAt(core, asked);
  const isOwnTarget = preview.target.key === done.target.key;
  if (isOwnTarget && last?.proposal !== done.id) {
    const by = last ? ` (${last.title}, ${last.by})` : '';
    throw new Refusal(
      'airdesk.changed',
      { en: `it was changed again since${by}`, zh: `之后又有变更${by}` },
      { en: 'Look at the state first.', zh: '请先查看现状。' },
    );
  }
  const now = core.clock.now();
  const outcome = done.card;
  const proposal: Proposal = {
    ...newProposal(core, asked, preview, isOwnTarget ? revisionLeftBy(done.id) : revision),
    kind: 'undo',
    permission: done.permission,
    // Where nothing harmless stands in Confirm's place, a double tap must not take back what its first tap did.
    confirmFrom: outcome.buttons?.length ? now : now + READ_FIRST_MS,
    expiresAt: now + core.config.policy.undoWithinSeconds * 1000,
    card: outcome,
    cardId: done.cardId,
  };
  const question = context.say(`${preview.title}?`, `${preview.title}？`);
  const button = {
    id: encodePress({ kind: 'confirm', proposal: proposal.id }),
    label: undo.label,
    ask: question,
  };
  const card: Card = { ...outcome, buttons: [...(outcome.buttons ?? []), button] };
  return { proposal, card: core.cards.change(done.cardId, { card, over: false, owed: 'anew' }) };
}

/** The preview promised an undo: the outcome says why there is none. */
function without(core: Pick<Core, 'cards'>, done: Proposal, error: unknown): PendingCard {
  const say = sayIn(done.language);
  const why = error instanceof Refusal ? wording(error.title, done.language) : undefined;
  const line = why
    ? say(`No Undo: ${why}.`, `无法撤销：${why}。`)
    : say(
        'No Undo: the state could not be read. Look at it, and take it back with a command.',
        '无法撤销：未能读取当前状态。请先查看，再用命令恢复。',
      );
  const card: Card = { ...done.card, lines: [...(done.card.lines ?? []), line] };
  return core.cards.change(done.cardId, { card, over: true, owed: 'anew' });
}
