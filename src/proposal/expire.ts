import { unusedCard } from './card/proposal-card.ts';
import { sleep } from '../clock.ts';
import type { Core } from '../core.ts';
import { ConflictError } from '../store/store.ts';
import { isStoreClosed } from '../store/store-error.ts';
import { sayIn } from '../text/language.ts';
import { conclude } from './conclude.ts';
import { entryOf } from './entry.ts';
import { findProposal, type Proposal } from './proposal.ts';

/** How long after a refusal by the disk the end is written again, ms. */
const AGAIN_MS = 5000;
/** Clocks are set by less than this all the time, ms. */
const SKEW_MS = 5000;

/**
 * How long a proposal that an earlier process left may still wait, ms. How much time passed in between only the clock on
 * the wall tells: where that was set back since, nobody knows how old it is, and it is over.
 */
export function timeLeft({ createdAt, expiresAt }: Proposal, now: number): number {
  if (now < createdAt - SKEW_MS) return 0;
  return Math.min(Math.max(expiresAt - now, 0), expiresAt - createdAt);
}

/** Ends a proposal that was not confirmed in time. While the disk refuses, it is tried again. */
export async function expire(core: Core, id: string): Promise<void> {
  for (;;) {
    const stored = await findProposal(core.store, id);
    if (stored?.value.status !== 'waiting') return;
    const proposal: Proposal = { ...stored.value, status: 'expired' };
    const say = sayIn(proposal.language);
    try {
      await conclude(core, stored, {
        proposal,
        card: unusedCard(proposal, say('not confirmed in time', '未在时限内确认')),
        // Of an undo only the button goes; what was done is still to be told where it was not.
        owed: proposal.kind === 'undo' ? 'once' : 'where-shown',
        entry: proposal.kind === 'undo' ? undefined : entryOf(core, proposal, 'expired'),
      });
      return;
    } catch (error) {
      // Pressed in the same moment, or made older because the clock was set: what it is by now decides.
      if (error instanceof ConflictError) continue;
      if (isStoreClosed(error)) return;
      core.log.error({ err: error, proposal: id }, 'a preview that has expired could not be ended');
      await sleep(core.clock, AGAIN_MS);
    }
  }
}
