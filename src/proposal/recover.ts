import { createLiveCard } from '../card/live-card.ts';
import { unusedCard } from '../card/proposal-card.ts';
import type { Core } from '../core.ts';
import { end, verifyAndEnd } from './execute.ts';
import { entryOf } from './entry.ts';
import {
  inFlight,
  listProposals,
  saveProposal,
  PROPOSALS,
  type Proposal,
  type StoredProposal,
} from './proposal.ts';
import { ConflictError } from '../store/store.ts';
import { sayIn } from '../text/language.ts';

/**
 * Ends what a stopped or killed process left on its way. Nothing is called again: a proposal that was only confirmed is
 * interrupted; one whose call may have left is looked up at the cloud and told as it is found, or as unknown.
 */
export async function recover(core: Core): Promise<void> {
  const left = (await listProposals(core.store)).filter(({ value }) => inFlight(value.status));
  await Promise.all(left.map((proposal) => recoverOne(core, proposal)));
}

async function recoverOne(core: Core, stored: StoredProposal): Promise<void> {
  const { value } = stored;
  core.log.warn({ proposal: value.id, status: value.status }, 'recovering a command that was on its way');
  const card = createLiveCard(core, value.messages, value.place, value.asker);
  try {
    if (value.status === 'confirmed') await end(core, stored, card, { kind: 'interrupted' });
    else await verifyAndEnd(core, stored, card, {});
  } catch (error) {
    core.log.error({ err: error, proposal: value.id }, 'a command could not be recovered');
  }
  await card.settled();
}

/** Ends proposals that were not confirmed in time, and forgets those that ended long ago. */
export async function sweep(core: Core): Promise<void> {
  const now = core.clock.now();
  for (const stored of await listProposals(core.store, now)) {
    try {
      if (stored.value.status === 'waiting') await expire(core, stored);
      else {
        const { id } = stored.value;
        await core.store.commit([{ collection: PROPOSALS, id, value: undefined, expect: stored.version }]);
      }
    } catch (error) {
      // Pressed in the same moment: the press has won.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}

async function expire(core: Core, stored: StoredProposal): Promise<void> {
  const proposal: Proposal = stored.value;
  await saveProposal(core.store, stored, { ...proposal, status: 'expired' }, core.clock.now());
  if (proposal.kind === 'command') await core.audit.write(entryOf(core, proposal, 'expired'));
  core.counts.proposal('expired');
  const say = sayIn(proposal.language);
  const card = createLiveCard(core, proposal.messages, proposal.place, proposal.asker);
  card.show(unusedCard(proposal, say('not confirmed in time', '未在时限内确认')));
  await card.settled();
}
