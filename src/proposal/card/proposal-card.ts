import { encodePress } from '../../card/press-id.ts';
import { withLookAlikes } from '../../card/mark-look-alikes.ts';
import type { Preview } from '../../command.ts';
import type { Proposal } from '../proposal.ts';
import type { Button, Card } from '../../reply.ts';
import { sayIn, type Language } from '../../text/language.ts';
import { type Words, footer } from '../../card/footer.ts';

/** A preview as a card without buttons: what would be done, to what, in which state, and what undo there is. */
export function previewCard(
  words: Words,
  preview: Preview,
  asked: { readonly by: string; readonly account: string; readonly language: Language },
): Card {
  const say = sayIn(asked.language);
  const seconds = words.config.policy.confirmWithinSeconds;
  const card: Card = {
    kind: 'card',
    tone: 'ask',
    title: say(`${preview.title}?`, `${preview.title}？`),
    lines: preview.lines,
    facts: preview.facts,
    footer: footer(words, asked.account, asked.language, [
      say(`Asked by ${asked.by}`, `由 ${asked.by} 发起`),
      say(`confirm within ${seconds} s`, `请在 ${seconds} 秒内确认`),
    ]),
    accounts: [asked.account],
    visibility: 'channel',
  };
  return withLookAlikes(card, asked.language);
}

/** The buttons under a preview. */
export function proposalButtons(id: string, language: Language): readonly Button[] {
  const say = sayIn(language);
  return [
    { id: encodePress({ kind: 'confirm', proposal: id }), label: say('Confirm', '确认'), style: 'danger' },
    { id: encodePress({ kind: 'cancel', proposal: id }), label: say('Cancel', '取消') },
  ];
}

/** The card of a proposal that ended without being run: why, and that nothing was done. */
export function unusedCard(proposal: Proposal, why: string, more: readonly string[] = []): Card {
  const say = sayIn(proposal.language);
  if (proposal.kind === 'undo') return { ...proposal.card, lines: [...(proposal.card.lines ?? []), ...more] };
  return {
    ...proposal.card,
    tone: 'info',
    title: say(`${proposal.title}: ${why}`, `${proposal.title}：${why}`),
    lines: [say('Nothing was done.', '未执行任何操作。'), ...more],
  };
}
