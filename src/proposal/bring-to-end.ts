import { outcomeCard } from './card/outcome-card.ts';
import { sleep } from '../clock.ts';
import type { Core } from '../core.ts';
import { isStoreClosed } from '../store/store-error.ts';
import { end, verifyAndEnd } from './execute.ts';
import { finish } from './finish.ts';
import { findProposal, inFlight } from './proposal.ts';

/** How long after a refusal by the disk the end is written again, ms. */
const AGAIN_MS = 5000;

/**
 * Ends a proposal that was confirmed and that nobody works on any more, and does what is missing of one that has ended.
 * Nothing is called: one that was only confirmed is interrupted; one whose call may have left is looked up at the cloud
 * and told as it is found, or as unknown. While the disk refuses, it is tried again, since its target is held until then.
 */
export async function bringToEnd(core: Core, id: string): Promise<void> {
  for (;;) {
    const stored = await findProposal(core.store, id);
    if (!stored) return;
    if (!inFlight(stored.value.status)) return finish(core, id, () => undefined, true);
    const neverSent = stored.value.status === 'confirmed';
    try {
      if (neverSent) await end(core, stored, { kind: 'interrupted' });
      else await verifyAndEnd(core, stored, {});
      return;
    } catch (error) {
      core.log.error({ err: error, proposal: id }, 'a command could not be brought to its end');
      const ending = neverSent
        ? ({ kind: 'interrupted' } as const)
        : ({ kind: 'unknown', error, facts: [], others: false } as const);
      // Nobody must wait for a disk to know how it went.
      core.cards.showUnstored(stored.value.cardId, outcomeCard(core, stored.value, ending));
      core.outbox.hurry(stored.value.cardId);
      if (isStoreClosed(error)) return;
      await sleep(core.clock, AGAIN_MS);
    }
  }
}
