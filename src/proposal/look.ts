import { previewCard, proposalButtons } from './card/proposal-card.ts';
import type { ActCommand, Preview } from '../command.ts';
import type { Person } from '../config/schema.ts';
import { contextFor, type Core, type Reach } from '../core.ts';
import { Refusal } from '../errors.ts';
import { askerOf } from '../guard/asker.ts';
import type { Actor, Place } from '../intent.ts';
import type { Card } from '../reply.ts';
import { sayIn, type Language } from '../text/language.ts';
import { readOptions } from '../line/read-options.ts';
import type { CardChange } from './command-cards.ts';
import type { Proposal } from './proposal.ts';
import { readTargets, revisionOf, type TargetState } from './targets.ts';
import { fingerprint } from '../json.ts';

/** Who asked for what, with everything that has been found out about it. */
export interface AskedAct {
  readonly intent: string;
  readonly command: ActCommand;
  readonly options: Readonly<Record<string, string>>;
  readonly actor: Actor;
  readonly person: Person;
  readonly place: Place;
  readonly account: string;
  readonly language: Language;
}

/** The state as it was read, and what we had done to its target by then. */
export interface Look {
  readonly preview: Preview;
  readonly target: TargetState;
  readonly revision: string;
}

/**
 * Reads the state and previews the command. What we had done to the target is read before the state: a write of ours in
 * between makes it another revision. @throws Refusal, LiveError; nothing was changed.
 */
export async function lookAt(
  core: Reach & Pick<Core, 'store'>,
  asked: Omit<AskedAct, 'intent'>,
): Promise<Look> {
  const read = readOptions(asked.command, asked.options);
  if (!read.ok) throw badStoredOptions(asked.command.name);
  const targetAt = await readTargets(core.store);
  const preview = await asked.command.preview(contextFor(core, asked), read.values);
  const target = targetAt(preview.target.key);
  return { preview, target, revision: revisionOf(target) };
}

/** A new proposal for a preview, on a card of its own, not stored yet. */
export function newProposal(
  core: Pick<Core, 'clock' | 'newId' | 'config' | 'notice'>,
  asked: AskedAct,
  preview: Preview,
  revision: string,
): Proposal {
  const now = core.clock.now();
  const { actor, place } = asked;
  const id = core.newId();
  return {
    id,
    kind: 'command',
    intent: asked.intent,
    command: asked.command.name,
    options: asked.options,
    permission: asked.command.name,
    account: asked.account,
    language: asked.language,
    asker: askerOf(core.config, actor, asked.person.id),
    place: {
      platform: place.platform,
      channelId: place.channelId,
      ...(place.threadId === undefined ? {} : { threadId: place.threadId }),
      ...(place.thread && { thread: place.thread }),
    },
    title: preview.title,
    ...(preview.said !== undefined && { said: preview.said }),
    look: preview.showCommand,
    target: preview.target,
    plan: preview.plan,
    fingerprint: fingerprint(preview.state),
    revision,
    status: 'waiting',
    createdAt: now,
    confirmFrom: now,
    expiresAt: now + core.config.policy.confirmWithinSeconds * 1000,
    card: previewCard(core, preview, { by: actor.name, account: asked.account, language: asked.language }),
    cardId: `command-${id}`,
  };
}

/** The proposal's card with its buttons. */
function askCard(proposal: Proposal): Card {
  return { ...proposal.card, buttons: proposalButtons(proposal.id, proposal.language) };
}

/** What a waiting proposal's card shows; `at` for a card that is new. */
export function askChange(proposal: Proposal, at?: CardChange['at']): CardChange {
  return { card: askCard(proposal), over: false, owed: 'anew', ...(at && { at }) };
}

/** Where the effect of our last change is still on its way, the state that was read is not yet what it will be. */
export function withEffectPending({ card, language }: Proposal, { holder }: TargetState): Card {
  if (!holder?.called) return card;
  const say = sayIn(language);
  const line = say(
    `Not settled yet: ${holder.title} (by ${holder.by}) was accepted, and its effect is still on its way. Confirm once its card has ended.`,
    `尚未稳定：${holder.title}（${holder.by}）已受理，效果尚未生效。请等其卡片结束后再确认。`,
  );
  return { ...card, lines: [line, ...(card.lines ?? [])] };
}

function badStoredOptions(command: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: `The options of "${command}" no longer fit`, zh: `“${command}”的选项已不适用` },
    { en: 'Nothing was done. Type the command again.', zh: '未执行任何操作。请重新输入命令。' },
  );
}
