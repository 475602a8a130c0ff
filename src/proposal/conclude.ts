import type { AuditEntry } from '../observability/audit.ts';
import type { Core } from '../core.ts';
import type { Card } from '../reply.ts';
import type { Write } from '../store/store.ts';
import type { CardChange, CommandCard } from './command-cards.ts';
import { finish } from './finish.ts';
import { saveProposal, type Proposal, type StoredProposal } from './proposal.ts';

/** How a proposal ends. */
export interface Conclusion {
  /** The proposal as it ends. */
  readonly proposal: Proposal;
  readonly card: Card;
  /** Who is to have the card that does not have it yet. */
  readonly owed: CommandCard['owed'];
  /** Its line in the audit; an undo that nobody used has none. */
  readonly entry: AuditEntry | undefined;
  /** An undo is to be offered. */
  readonly undo?: boolean;
  /** What has to be written with it. */
  readonly more?: readonly Write[];
  /** Called once it is on disk. */
  readonly ended?: () => void;
}

/**
 * Ends a proposal: its end, what its card shows of it, and what is still to follow are one commit. Then the audit and the
 * undo follow; a kill in between leaves them to the next start. @throws ConflictError, StoreError; it has not ended.
 */
export async function conclude(core: Core, read: StoredProposal, conclusion: Conclusion): Promise<void> {
  const { proposal, card, owed, entry, undo = false, more = [], ended: tell } = conclusion;
  const owes = { audit: entry ? [entry] : [], undo };
  const ended: Proposal = entry || undo ? { ...proposal, owes } : proposal;
  const shown = core.cards.change(proposal.cardId, { card, over: true, owed });
  await saveProposal(core.store, read, ended, core.clock.now(), [...more, shown.write]);
  core.expiries.forget(proposal.id);
  core.counts.proposal(proposal.status);
  tell?.();
  await finish(core, proposal.id, () => show(core, shown));
}

/** A card that is on disk is shown, before everything else that its channels are owed. */
export function show(core: Pick<Core, 'outbox'>, shown: { readonly id: string; apply(): void }): void {
  shown.apply();
  core.outbox.hurry(shown.id);
}

/** A change of what a card shows, while its proposal goes on. @throws ConflictError, StoreError */
export async function saveShowing(
  core: Pick<Core, 'cards' | 'store' | 'clock' | 'outbox'>,
  read: StoredProposal,
  proposal: Proposal,
  change: CardChange,
  more: readonly Write[] = [],
): Promise<StoredProposal> {
  const shown = core.cards.change(proposal.cardId, change);
  const saved = await saveProposal(core.store, read, proposal, core.clock.now(), [...more, shown.write]);
  show(core, shown);
  return saved;
}
