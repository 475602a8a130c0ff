import { askWrite } from '../chat/asked-before.ts';
import type { Core } from '../core.ts';
import type { Card, MessageRef } from '../reply.ts';
import { ConflictError } from '../store/store.ts';
import { bringToEnd } from './bring-to-end.ts';
import { progressCard } from './card/outcome-card.ts';
import type { CardChange } from './command-cards.ts';
import { entryOf } from './entry.ts';
import { execute } from './execute.ts';
import { lookAt, newProposal, type AskedAct } from './look.ts';
import { findProposal, proposalWrite, type Proposal } from './proposal.ts';
import { placesOf } from './places.ts';
import { holdWrite, isTargetConflict, targetIsBusy } from './targets.ts';

/**
 * Runs what needs no question (`atOnce` of the command) as what was confirmed is run, the asker being who confirms: its
 * target is held, it is on disk before its card is seen and before the call leaves, it calls once, and its effect is
 * looked for. Where its card did not arrive, or the process ends before the call, nothing is called.
 * @throws Refusal, LiveError, DeliveryError; nothing was changed.
 */
export async function runAtOnce(
  core: Core,
  asked: AskedAct,
  post: (card: Card, key: string) => Promise<MessageRef | undefined>,
): Promise<void> {
  const { preview, target, revision } = await lookAt(core, asked);
  // Also while the effect of another change is on its way: what was read is not yet what it will be.
  if (target.holder) throw targetIsBusy(preview.target, target.holder);
  const now = core.clock.now();
  const { platform, channelId } = asked.place;
  const waiting = newProposal(core, asked, preview, revision);
  const proposal: Proposal = {
    ...waiting,
    status: 'confirmed',
    confirmedBy: { ...waiting.asker, channelId },
    confirmedAt: now,
  };
  const change: CardChange = {
    ...{ card: progressCard(core, proposal), over: false, owed: 'anew' },
    at: placesOf(core, proposal),
  };
  const shown = core.cards.change(proposal.cardId, change);
  const holder = { proposal: proposal.id, title: proposal.title, by: proposal.asker.name };
  await core.audit.write(entryOf(core, proposal, 'proposed'));
  try {
    await core.store.commit([
      proposalWrite(proposal, 0, now),
      holdWrite(proposal.target, target, holder),
      shown.write,
      askWrite(asked.intent, now),
    ]);
  } catch (error) {
    // Of two asks in the same moment one comes first.
    if (error instanceof ConflictError && isTargetConflict(error.collection))
      throw targetIsBusy(preview.target, holder);
    throw error;
  }
  shown.apply();
  try {
    await core.outbox.first(proposal.cardId, `${platform}:${channelId}`, (key) => post(change.card, key));
  } catch (error) {
    await bringToEnd(core, proposal.id);
    throw error;
  }
  try {
    const stored = await findProposal(core.store, proposal.id);
    if (stored?.value.status === 'confirmed') await execute(core, stored);
  } catch (error) {
    core.log.error({ err: error, proposal: proposal.id }, 'a command could not be carried through');
    await bringToEnd(core, proposal.id);
  }
}
