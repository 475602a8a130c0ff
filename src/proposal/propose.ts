import { previewCard, proposalButtons } from '../card/proposal-card.ts';
import type { ActCommand, Preview } from '../command.ts';
import type { Person } from '../config.ts';
import { contextFor, type Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { entryOf } from './entry.ts';
import { closeMirrors, postMirrors } from './mirror.ts';
import { oneChange } from '../guard/one-change.ts';
import type { Actor, Place } from '../intent.ts';
import { fingerprint, proposalWrite, type Proposal } from './proposal.ts';
import type { Card, MessageRef } from '../reply.ts';
import { ConflictError } from '../store/store.ts';
import { readOptions } from '../text/read-options.ts';
import type { Language } from '../text/language.ts';

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

/** Reads the state and previews the command. @throws Refusal, LiveError; nothing was changed. */
export async function previewOf(core: Core, asked: Omit<AskedAct, 'intent'>): Promise<Preview> {
  const read = readOptions(asked.command, asked.options);
  if (!read.ok) throw badStoredOptions(asked.command.name);
  return asked.command.preview(contextFor(core, asked), read.values);
}

/** A new proposal for a preview, not stored yet. */
export function newProposal(core: Core, asked: AskedAct, preview: Preview): Proposal {
  const now = core.clock.now();
  const { actor, place } = asked;
  return {
    id: core.newId(),
    kind: 'command',
    intent: asked.intent,
    command: asked.command.name,
    options: asked.options,
    permission: asked.command.name,
    account: asked.account,
    language: asked.language,
    asker: { platform: actor.platform, userId: actor.userId, name: actor.name, person: asked.person.id },
    place: {
      platform: place.platform,
      channelId: place.channelId,
      ...(place.threadId === undefined ? {} : { threadId: place.threadId }),
    },
    title: preview.title,
    look: preview.look,
    target: preview.target,
    plan: preview.plan,
    fingerprint: fingerprint(preview.state),
    status: 'waiting',
    createdAt: now,
    confirmFrom: now,
    expiresAt: now + core.config.policy.confirmWithinSeconds * 1000,
    card: previewCard(core, preview, { by: actor.name, account: asked.account, language: asked.language }),
    messages: [],
  };
}

/** The proposal's card with its buttons. */
export function askCard(proposal: Proposal): Card {
  return { ...proposal.card, buttons: proposalButtons(proposal.id, proposal.language) };
}

/**
 * Previews a command and posts the card that waits for confirmation. Proposal and audit are on disk before its buttons
 * are seen; when the card cannot be posted, the proposal is withdrawn.
 * @throws Refusal, LiveError, DeliveryError; nothing was changed.
 */
export async function propose(
  core: Core,
  asked: AskedAct,
  post: (card: Card) => Promise<MessageRef | undefined>,
): Promise<Proposal> {
  const preview = await previewOf(core, asked);
  const busy = await oneChange(core.store, preview.target);
  if (busy) throw busy;
  const proposal = newProposal(core, asked, preview);
  const [kept, noted] = await Promise.allSettled([
    core.store.commit([proposalWrite(proposal, 0, core.clock.now())]),
    core.audit.write(entryOf(core, proposal, 'proposed')),
  ]);
  if (kept.status === 'rejected') throw kept.reason;
  if (noted.status === 'rejected') {
    await withdraw(core, proposal);
    throw noted.reason;
  }
  const card = askCard(proposal);
  const mirroring = postMirrors(core, proposal, card);
  let message;
  try {
    message = await post(card);
  } catch (error) {
    const withdrawn = await withdraw(core, proposal);
    await closeMirrors(core, proposal, await mirroring);
    // The platform's answer was lost, but the card is there: somebody has pressed on it, and it tells how it goes on.
    if (!withdrawn) return proposal;
    throw error;
  }
  await rememberMessages(core, proposal, message ? [message] : [], await mirroring);
  return proposal;
}

/** Takes back a proposal whose card cannot be seen. False where somebody has pressed on it all the same. */
async function withdraw(core: Core, proposal: Proposal): Promise<boolean> {
  try {
    await core.store.commit([{ ...proposalWrite(proposal, 1, core.clock.now()), value: undefined }]);
  } catch (error) {
    if (error instanceof ConflictError) return false;
    core.log.error(
      { err: error, proposal: proposal.id },
      'a proposal could not be withdrawn; it will expire',
    );
  }
  return true;
}

/** So that the card can be edited when the proposal expires. A press that came first has brought its own. */
async function rememberMessages(
  core: Core,
  proposal: Proposal,
  own: readonly MessageRef[],
  mirrors: readonly MessageRef[],
): Promise<void> {
  const messages = [...own, ...mirrors];
  if (messages.length === 0) return;
  try {
    await core.store.commit([proposalWrite({ ...proposal, messages }, 1, core.clock.now())]);
  } catch (error) {
    core.log.debug({ err: error, proposal: proposal.id }, 'the card was pressed before its place was noted');
    await closeMirrors(core, proposal, mirrors);
  }
}

function badStoredOptions(command: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: `The options of "${command}" no longer fit`, zh: `“${command}”的选项已不适用` },
    { en: 'Nothing was done. Type the command again.', zh: '未执行任何操作。请重新输入命令。' },
  );
}
