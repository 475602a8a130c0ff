import { unusedCard } from './card/proposal-card.ts';
import { askWrite } from '../chat/asked-before.ts';
import type { Core } from '../core.ts';
import type { Card, MessageRef } from '../reply.ts';
import { ConflictError } from '../store/store.ts';
import { sayIn } from '../text/language.ts';
import { conclude, show } from './conclude.ts';
import { entryOf } from './entry.ts';
import { askChange, lookAt, newProposal, withEffectPending, type AskedAct } from './look.ts';
import { placesOf } from './places.ts';
import { findProposal, proposalWrite, type Proposal } from './proposal.ts';
import { targetIsBusy } from './targets.ts';

/**
 * Previews a command and posts the card that waits for confirmation. Proposal, card and audit are on disk before its
 * buttons are seen; when the card did not arrive, the proposal is withdrawn. Where no answer tells whether it did, the
 * outbox looks for it.
 * @throws Refusal, LiveError, DeliveryError; nothing was changed.
 */
export async function propose(
  core: Core,
  asked: AskedAct,
  post: (card: Card, key: string) => Promise<MessageRef | undefined>,
): Promise<void> {
  const { preview, target, revision } = await lookAt(core, asked);
  if (target.holder && !target.holder.called) throw targetIsBusy(preview.target, target.holder);
  const look = newProposal(core, asked, preview, revision);
  const proposal = { ...look, card: withEffectPending(look, target) };
  const change = askChange(proposal, placesOf(core, proposal));
  const shown = core.cards.change(proposal.cardId, change);
  const now = core.clock.now();
  // Before the card is owed: after a kill in between nobody may read a preview that the audit does not know.
  await core.audit.write(entryOf(core, proposal, 'proposed'));
  await core.store.commit([proposalWrite(proposal, 0, now), shown.write, askWrite(asked.intent, now)]);
  shown.apply();
  core.expiries.watch(proposal.id, proposal.expiresAt - proposal.createdAt);
  const { platform, channelId } = proposal.place;
  try {
    await core.outbox.first(proposal.cardId, `${platform}:${channelId}`, (key) => post(change.card, key));
  } catch (error) {
    // Somebody has pressed on it elsewhere all the same, and it tells how it goes on.
    if (await cancelUnposted(core, proposal.id)) throw error;
    show(core, shown);
  }
}

/** Takes back a proposal whose card did not arrive. False where somebody has pressed on it all the same. */
async function cancelUnposted(core: Core, id: string): Promise<boolean> {
  try {
    const stored = await findProposal(core.store, id);
    if (stored?.value.status !== 'waiting') return false;
    const proposal: Proposal = { ...stored.value, status: 'cancelled' };
    const say = sayIn(proposal.language);
    await conclude(core, stored, {
      proposal,
      card: unusedCard(proposal, say('withdrawn', '已撤回')),
      owed: 'where-shown',
      entry: { ...entryOf(core, proposal, 'cancelled'), reason: 'airdesk.withdrawn' },
    });
  } catch (error) {
    if (error instanceof ConflictError) return false;
    core.log.error({ err: error, proposal: id }, 'a preview could not be withdrawn; it will expire');
  }
  return true;
}
