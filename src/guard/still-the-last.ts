import { Refusal } from '../errors.ts';
import { inFlight, listProposals, type Proposal } from '../proposal/proposal.ts';
import type { Store } from '../store/store.ts';

/**
 * A refusal of an undo where the same command has changed the target once more since it was offered: the state may look
 * the same (forbidden), and yet be somebody else's, for another reason and another time.
 */
export async function stillTheLast(store: Store, undo: Proposal): Promise<Refusal | undefined> {
  if (undo.kind !== 'undo') return undefined;
  const newer = (await listProposals(store)).find(
    ({ value }) =>
      value.kind === 'command' &&
      value.command === undo.permission &&
      value.target.key === undo.target.key &&
      (value.confirmedAt ?? 0) > undo.createdAt &&
      (inFlight(value.status) || ['done', 'accepted', 'unknown'].includes(value.status)),
  );
  if (!newer) return undefined;
  const by = (newer.value.confirmedBy ?? newer.value.asker).name;
  return new Refusal(
    'airdesk.changed',
    { en: `It was done again since, by ${by}`, zh: `之后 ${by} 又执行过同样的操作` },
    {
      en: 'Nothing was done: this Undo belongs to an earlier change. Use the Undo of the newer card, or type a command.',
      zh: '未执行任何操作：该撤销对应更早的一次变更。请使用较新卡片上的撤销，或输入命令。',
    },
  );
}
