import type { Core, Reach } from '../core.ts';
import { sayIn } from '../text/language.ts';
import type { Write } from '../store/store.ts';
import { saveShowing } from './conclude.ts';
import { entryOf } from './entry.ts';
import { finish } from './finish.ts';
import { proposalWrite, READ_FIRST_MS, takesOne, type Proposal, type StoredProposal } from './proposal.ts';
import { askChange, newProposal, withEffectPending, type AskedAct, type Look } from './look.ts';
import type { Writer } from './targets.ts';
import { workOf } from './work.ts';
import { fingerprint } from '../json.ts';

/** The ask of a proposal, as it would be asked now. @throws AirdeskError when the command no longer exists. */
export function askedAgain(core: Reach, proposal: Proposal): AskedAct {
  const { command, context } = workOf(core, proposal);
  const { asker, place, account, language, options, intent } = proposal;
  return { command, options, account, language, intent, place, actor: asker, person: context.person };
}

/** An undo is asked by whoever pressed it; what anybody confirms stays the asker's. */
function askedBy(old: Proposal, asked: AskedAct): AskedAct {
  const by = takesOne(old) ? old.confirmedBy : undefined;
  return by ? { ...asked, actor: by, person: { ...asked.person, id: by.person } } : asked;
}

/** Why the card asks again. */
export function whyRenewed(proposal: Proposal, look: Look, last: Writer | undefined): string {
  const say = sayIn(proposal.language);
  const isSameState = fingerprint(look.preview.state) === proposal.fingerprint;
  if (isSameState && last && look.revision !== proposal.revision)
    return say(
      `Changed since the preview: ${last.title} (by ${last.by}). Nothing was run. This is how it is now:`,
      `预览之后有其他变更：${last.title}（${last.by}）。未执行任何操作。当前状态如下：`,
    );
  return say(
    'The state changed since the preview, so nothing was run. This is how it is now:',
    '预览之后状态已变化，未执行任何操作。当前状态如下：',
  );
}

/**
 * Nothing was run: the card asks again with how it is now, as a new proposal, and the audit is owed a line of both. `more`
 * is written with it. @throws ConflictError, StoreError; nothing has changed then.
 */
export async function renew(
  core: Core,
  old: StoredProposal,
  look: Look,
  why: string,
  more: readonly Write[],
): Promise<void> {
  const { value } = old;
  const now = core.clock.now();
  const fresh = newProposal(core, askedBy(value, askedAgain(core, value)), look.preview, look.revision);
  const card = withEffectPending(fresh, look.target);
  const renewed: Proposal = {
    ...fresh,
    ...(takesOne(value) && { takesBack: true }),
    permission: value.permission,
    confirmFrom: now + READ_FIRST_MS,
    card: { ...card, lines: [why, ...(card.lines ?? [])] },
    cardId: value.cardId,
  };
  const audit = [
    { ...entryOf(core, value, 'refused'), reason: 'airdesk.changed' },
    entryOf(core, renewed, 'proposed'),
  ];
  const ended: Proposal = { ...value, status: 'changed', owes: { audit, undo: false } };
  await saveShowing(core, old, ended, askChange(renewed), [...more, proposalWrite(renewed, 0, now)]);
  core.expiries.forget(value.id);
  core.expiries.watch(renewed.id, renewed.expiresAt - renewed.createdAt);
  core.counts.proposal('changed');
  await finish(core, value.id, () => undefined);
}
