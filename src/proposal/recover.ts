import { createLiveCard } from '../card/live-card.ts';
import { unusedCard } from '../card/proposal-card.ts';
import type { Core } from '../core.ts';
import { releaseOrphans } from '../guard/one-change.ts';
import { bringToEnd } from './bring-to-end.ts';
import { entryOf, noteStep } from './entry.ts';
import {
  inFlight,
  listProposals,
  readProposal,
  saveProposal,
  PROPOSALS,
  type Proposal,
  type StoredProposal,
} from './proposal.ts';
import { ConflictError, type Doc } from '../store/store.ts';
import { sayIn } from '../text/language.ts';

/**
 * What a stopped or killed process left on its way; targets held by anything else are let go. To be called before any
 * press is taken: what is pressed now is on its way too, and is not to be recovered.
 */
export async function takeStock(core: Core): Promise<readonly StoredProposal[]> {
  const left = (await listProposals(core.store)).filter(({ value }) => inFlight(value.status));
  try {
    await releaseOrphans(core.store, new Set(left.map(({ value }) => value.id)));
  } catch (error) {
    core.log.error({ err: error }, 'targets that nothing holds could not be let go');
  }
  return left;
}

/** Ends what was left on its way. Nothing is called again: see bringToEnd. */
export async function recover(core: Core, left?: readonly StoredProposal[]): Promise<void> {
  const proposals = left ?? (await takeStock(core));
  await Promise.all(proposals.map((proposal) => recoverOne(core, proposal)));
}

async function recoverOne(core: Core, { value }: StoredProposal): Promise<void> {
  core.log.warn({ proposal: value.id, status: value.status }, 'recovering a command that was on its way');
  const card = createLiveCard(core, value.messages, value.place, value.asker);
  await bringToEnd(core, value.id, card);
  await card.settled();
}

/** Ends proposals that were not confirmed in time, and forgets those that ended long ago. */
export async function sweep(core: Core): Promise<void> {
  const due = await core.store.list(PROPOSALS, { dueBefore: core.clock.now() });
  // Side by side: a chat platform that is down holds up its own cards only.
  const ends = await Promise.allSettled(due.map((doc) => sweepOne(core, doc)));
  for (const one of ends) {
    // Pressed in the same moment: the press has won.
    if (one.status === 'rejected' && !(one.reason instanceof ConflictError)) throw one.reason;
  }
}

async function sweepOne(core: Core, doc: Doc<unknown>): Promise<void> {
  const stored = readProposal(doc);
  if (stored?.value.status === 'waiting') await expire(core, stored);
  else
    await core.store.commit([{ collection: PROPOSALS, id: doc.id, value: undefined, expect: doc.version }]);
}

async function expire(core: Core, stored: StoredProposal): Promise<void> {
  const proposal: Proposal = stored.value;
  await saveProposal(core.store, stored, { ...proposal, status: 'expired' }, core.clock.now());
  if (proposal.kind === 'command') await noteStep(core, entryOf(core, proposal, 'expired'));
  core.counts.proposal('expired');
  const say = sayIn(proposal.language);
  const card = createLiveCard(core, proposal.messages, proposal.place, proposal.asker);
  card.show(unusedCard(proposal, say('not confirmed in time', '未在时限内确认')));
  await card.settled();
}
