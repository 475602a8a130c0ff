import type { Core } from '../core.ts';
import { saveProposal, type Proposal, type Status, type StoredProposal } from './proposal.ts';
import { progressWrite, type Progress } from './targets.ts';

/** Stores how far a confirmed proposal has come, and with it that of its target. @throws ConflictError, StoreError */
export async function advance(
  core: Pick<Core, 'clock' | 'store'>,
  current: StoredProposal,
  change: Partial<Proposal> & { readonly status: Status },
  progress: Progress,
): Promise<StoredProposal> {
  const { target, id } = current.value;
  const now = core.clock.now();
  const noted = await progressWrite(core.store, target, id, progress, now);
  return saveProposal(core.store, current, { ...current.value, ...change }, now, noted);
}
