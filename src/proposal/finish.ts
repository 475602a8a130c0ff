import type { AuditEntry } from '../observability/audit.ts';
import { sleep } from '../clock.ts';
import type { Core } from '../core.ts';
import { isStoreClosed } from '../store/store-error.ts';
import { sayIn } from '../text/language.ts';
import type { PendingCard } from './command-cards.ts';
import { findProposal, proposalWrite, type Proposal, type StoredProposal } from './proposal.ts';
import { offerUndo } from './undo.ts';

/** So long the outcome waits for its undo, so that both come up at once, ms. */
const TOGETHER_MS = 1000;
/** How long after a refusal by the disk it is tried again, ms. */
const AGAIN_MS = 5000;
/** Entries among which one is looked for that may be there already. */
const RECENT_ENTRIES = 1000;

/**
 * Does what is still to follow the end of a proposal: its audit lines, and its undo on the card. `showOutcome` is called
 * once, before all of that is done where it takes long. After a restart (`again`) an entry that is there already is not
 * written twice. While the disk refuses, it is tried again behind the caller's back: it is written down that it is owed.
 */
export async function finish(core: Core, id: string, showOutcome: () => void, again = false): Promise<void> {
  try {
    await follow(core, id, showOutcome, again);
  } catch (error) {
    core.log.error({ err: error, proposal: id }, 'what follows the end of a command could not be written');
    void goOn(core, id, error);
  }
}

async function goOn(core: Core, id: string, why: unknown): Promise<void> {
  for (let error = why; !isStoreClosed(error);) {
    await sayNoUndoYet(core, id).catch(() => undefined);
    await sleep(core.clock, AGAIN_MS);
    try {
      await follow(core, id, () => undefined, true);
      return;
    } catch (again) {
      error = again;
    }
  }
}

async function follow(core: Core, id: string, showOutcome: () => void, again: boolean): Promise<void> {
  const stored = await findProposal(core.store, id);
  const owes = stored?.value.owes;
  if (!stored || !owes) {
    showOutcome();
    return;
  }
  const following = followUp(core, stored, owes, again);
  if (owes.undo) await Promise.race([following.catch(() => undefined), sleep(core.clock, TOGETHER_MS)]);
  showOutcome();
  await following;
}

async function followUp(
  core: Core,
  stored: StoredProposal,
  owes: NonNullable<Proposal['owes']>,
  again: boolean,
): Promise<void> {
  const [noted, offer] = await Promise.all([
    noteAll(core, owes.audit, again).then(
      () => undefined,
      (error: unknown) => ({ error }),
    ),
    owes.undo ? offerUndo(core, stored.value) : undefined,
  ]);
  const left = noted ? { owes: { ...owes, undo: false } } : { owes: undefined };
  // There is none after all: by now the card may say that it is still to come.
  const card = offer?.card ?? (owes.undo && again ? withoutUndo(core, stored.value) : undefined);
  const now = core.clock.now();
  await core.store.commit([
    proposalWrite({ ...stored.value, ...left }, stored.version, now),
    ...(offer?.proposal ? [proposalWrite(offer.proposal, 0, now)] : []),
    ...(card ? [card.write] : []),
  ]);
  if (offer?.proposal) core.expiries.watch(offer.proposal.id, offer.proposal.expiresAt - now);
  if (card) {
    card.apply();
    core.outbox.hurry(card.id);
  }
  if (noted) throw noted.error;
}

/** The outcome as it is where nothing can be undone. */
function withoutUndo(core: Pick<Core, 'cards'>, { cardId, card }: Proposal): PendingCard {
  return core.cards.change(cardId, { card, over: true, owed: 'anew' });
}

async function noteAll(
  core: Pick<Core, 'audit'>,
  entries: readonly AuditEntry[],
  again: boolean,
): Promise<void> {
  const known = again && entries.length > 0 ? await core.audit.recent(RECENT_ENTRIES) : [];
  for (const entry of entries) if (!known.some((one) => isSame(one, entry))) await core.audit.write(entry);
}

function isSame(one: AuditEntry, other: AuditEntry): boolean {
  return one.proposal === other.proposal && one.phase === other.phase && one.at === other.at;
}

/** The preview promised an undo: whoever looks for it reads why it is not there. */
async function sayNoUndoYet(core: Pick<Core, 'store' | 'cards' | 'outbox'>, id: string): Promise<void> {
  const proposal = (await findProposal(core.store, id))?.value;
  if (!proposal?.owes?.undo) return;
  const say = sayIn(proposal.language);
  const line = say(
    'No Undo yet: it could not be stored. It is tried again; look at the disk of Airdesk.',
    '暂无撤销：未能写入磁盘，会继续重试。请检查 Airdesk 的磁盘。',
  );
  core.cards.showUnstored(proposal.cardId, {
    ...proposal.card,
    lines: [...(proposal.card.lines ?? []), line],
  });
  core.outbox.hurry(proposal.cardId);
}
