import { isAct } from '../command.ts';
import type { Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { workOf } from './execute.ts';
import { newProposal, previewOf } from './propose.ts';
import { proposalWrite, READ_FIRST_MS, type Proposal } from './proposal.ts';
import type { Card } from '../reply.ts';
import { findCommand } from '../text/match-command.ts';

/**
 * Prepares the undo of a command that is done: a proposal bound to the state that the command left, offered as one
 * button on the outcome's own card. Resolves with that card, or undefined where there is nothing to offer.
 */
export async function offerUndo(core: Core, done: Proposal, outcome: Card): Promise<Card | undefined> {
  if (done.kind === 'undo') return undefined;
  try {
    const { command, context } = workOf(core, done);
    const undo = command.undo?.(context, done.plan, done.left);
    const undoCommand = undo && findCommand(core.commands, undo.command);
    if (!undo || !undoCommand || !isAct(undoCommand)) return undefined;
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
    const preview = await previewOf(core, asked);
    const now = core.clock.now();
    const proposal: Proposal = {
      ...newProposal(core, asked, preview),
      kind: 'undo',
      permission: done.permission,
      // Where nothing harmless stands in Confirm's place, a double tap must not take back what its first tap did.
      confirmFrom: outcome.buttons?.length ? now : now + READ_FIRST_MS,
      expiresAt: now + core.config.policy.undoWithinSeconds * 1000,
      card: outcome,
      messages: done.messages,
    };
    await core.store.commit([proposalWrite(proposal, 0, now)]);
    const question = context.say(`${preview.title}?`, `${preview.title}？`);
    return {
      ...outcome,
      buttons: [
        ...(outcome.buttons ?? []),
        { id: `confirm:${proposal.id}`, label: undo.label, ask: question },
      ],
    };
  } catch (error) {
    // The command itself is done; without its undo the card is still true.
    if (!(error instanceof Refusal))
      core.log.warn({ err: error, proposal: done.id }, 'no undo could be offered');
    return undefined;
  }
}
