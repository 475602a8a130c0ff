import type { Core } from '../core.ts';
import { ConflictError, type Doc } from '../store/store.ts';
import { bringToEnd } from './bring-to-end.ts';
import { expire, timeLeft } from './expire.ts';
import { inFlight, listProposals, readProposal, PROPOSALS, type StoredProposal } from './proposal.ts';
import { forgetTargets, releaseOrphans } from './targets.ts';

/**
 * What a stopped or killed process left to be done: on its way, or ended with something still to follow. Targets held by
 * anything else are let go, and what waits for a press goes on waiting. To be called before any press is taken: what is
 * pressed now is on its way too, and is not to be recovered.
 */
export async function takeStock(core: Core): Promise<readonly StoredProposal[]> {
  const all = await listProposals(core.store);
  const now = core.clock.now();
  core.expiries.whenOver((id) => {
    expire(core, id).catch((error: unknown) =>
      core.log.error({ err: error, proposal: id }, 'a preview that has expired could not be ended'),
    );
  });
  for (const { value } of all)
    if (value.status === 'waiting') core.expiries.watch(value.id, timeLeft(value, now));
  const held = new Set(all.filter(({ value }) => inFlight(value.status)).map(({ value }) => value.id));
  try {
    await releaseOrphans(core.store, held, now);
  } catch (error) {
    core.log.error({ err: error }, 'targets that nothing holds could not be let go');
  }
  return all.filter(({ value }) => inFlight(value.status) || value.owes !== undefined);
}

/** Ends what was left on its way. Nothing is called again: see bringToEnd. */
export async function recover(core: Core, left?: readonly StoredProposal[]): Promise<void> {
  const proposals = left ?? (await takeStock(core));
  await Promise.all(proposals.map((proposal) => recoverOne(core, proposal)));
}

async function recoverOne(core: Core, { value }: StoredProposal): Promise<void> {
  core.log.warn({ proposal: value.id, status: value.status }, 'recovering a command that was on its way');
  await bringToEnd(core, value.id);
  await core.outbox.settled(value.cardId);
}

/** Forgets what ended long ago: proposals, their cards, and what is known of their targets. */
export async function sweep(core: Pick<Core, 'clock' | 'store' | 'cards' | 'outbox'>): Promise<void> {
  const now = core.clock.now();
  const due = await core.store.list(PROPOSALS, { dueBefore: now });
  await Promise.all(due.map((doc) => forget(core, doc)));
  const gone = await core.cards.forget(
    (id) => core.outbox.owes(id),
    () => liveCards(core),
  );
  if (gone.length > 0) await core.outbox.forget(gone);
  if (due.length > 0 || gone.length > 0) await sweepTargets(core, now);
}

/** Ids of the cards on which something waits, runs, or is still to follow. */
async function liveCards(core: Pick<Core, 'store'>): Promise<ReadonlySet<string>> {
  const live = (await listProposals(core.store)).filter(
    ({ value: { status, owes } }) => status === 'waiting' || inFlight(status) || owes !== undefined,
  );
  return new Set(live.map(({ value }) => value.cardId));
}

async function sweepTargets(core: Pick<Core, 'store'>, now: number): Promise<void> {
  const waiting = (await listProposals(core.store)).filter(({ value }) => value.status === 'waiting');
  await forgetTargets(core.store, new Set(waiting.map(({ value }) => value.target.key)), now);
}

async function forget(core: Pick<Core, 'store'>, doc: Doc<unknown>): Promise<void> {
  // Its end is not told in full yet: it is needed until that is done.
  if (readProposal(doc)?.value.owes) return;
  try {
    await core.store.commit([{ collection: PROPOSALS, id: doc.id, value: undefined, expect: doc.version }]);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
