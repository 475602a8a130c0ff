import type { LiveCard } from '../card/live-card.ts';
import { outcomeCard } from '../card/outcome-card.ts';
import { sleep } from '../clock.ts';
import type { Core } from '../core.ts';
import { StoreError } from '../store/store-error.ts';
import { end, verifyAndEnd } from './execute.ts';
import { findProposal, inFlight, type Status } from './proposal.ts';

/** How long after a refusal by the disk the end is written again, ms. */
const AGAIN_MS = 5000;

/** Ends whose card was stored with them. */
const TOLD: ReadonlySet<Status> = new Set(['done', 'accepted', 'failed', 'unknown', 'interrupted']);

/**
 * Ends a proposal that was confirmed and that nobody works on any more. Nothing is called: one that was only confirmed is
 * interrupted; one whose call may have left is looked up at the cloud and told as it is found, or as unknown. While the
 * disk refuses, it is tried again, since its target is held until then.
 */
export async function bringToEnd(core: Core, id: string, card: LiveCard): Promise<void> {
  for (;;) {
    const stored = await findProposal(core.store, id);
    if (!stored) return;
    if (!inFlight(stored.value.status)) {
      // It has ended, and only what came after that failed: the card tells at least how it ended.
      if (TOLD.has(stored.value.status)) card.show(stored.value.card);
      return;
    }
    const neverSent = stored.value.status === 'confirmed';
    try {
      if (neverSent) await end(core, stored, card, { kind: 'interrupted' });
      else await verifyAndEnd(core, stored, card, {});
      return;
    } catch (error) {
      core.log.error({ err: error, proposal: id }, 'a command could not be brought to its end');
      card.show(
        outcomeCard(
          core,
          stored.value,
          neverSent ? { kind: 'interrupted' } : { kind: 'unknown', error, facts: [] },
        ),
      );
      if (error instanceof StoreError && error.code === 'airdesk.store-closed') return;
      await sleep(core.clock, AGAIN_MS);
    }
  }
}
