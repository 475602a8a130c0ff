import { createLiveCard, type LiveCard } from '../card/live-card.ts';
import { progressCard } from '../card/outcome-card.ts';
import { unusedCard } from '../card/proposal-card.ts';
import type { Person } from '../config.ts';
import type { Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { end, execute, workOf } from './execute.ts';
import { bringToEnd } from './bring-to-end.ts';
import { entryOf, noteStep } from './entry.ts';
import { cancellation, confirmation } from '../guard/confirmation.ts';
import { isTargetConflict, oneChange, releaseTarget, takeTarget } from '../guard/one-change.ts';
import { permission } from '../guard/permission.ts';
import type { PressIntent } from '../intent.ts';
import { askCard, newProposal, previewOf } from './propose.ts';
import { stillTheLast } from '../guard/still-the-last.ts';
import {
  findProposal,
  fingerprint,
  proposalWrite,
  saveProposal,
  READ_FIRST_MS,
  type Asker,
  type Proposal,
  type StoredProposal,
} from './proposal.ts';
import type { MessageRef } from '../reply.ts';
import { ConflictError } from '../store/store.ts';
import { sayIn } from '../text/language.ts';

/**
 * Handles a press on Confirm or Undo: guards, one use, the target held, the state read again, then the run.
 * Resolves when the card shows the end.
 * @throws Refusal when nothing is run because of who pressed what when.
 */
export async function confirm(core: Core, press: PressIntent, person: Person, id: string): Promise<void> {
  const found = await findProposal(core.store, id);
  const refused =
    (found && mayUse(core, found.value, person)) ??
    confirmation(found?.value, press.actor, person.id, core.config.policy, core.clock.now());
  if (refused) throw refused;
  if (!found) return;
  const overtaken = await stillTheLast(core.store, found.value);
  if (overtaken) throw overtaken;
  const confirmed = await take(core, found, askerOf(press, person), press.message);
  const card = createLiveCard(core, confirmed.value.messages, press.place, press.actor);
  try {
    const current = await holdsStill(core, confirmed, card);
    if (current) await execute(core, current, card);
  } catch (error) {
    // The disk or this program failed, not the cloud: what is on disk says how far it came.
    core.log.error({ err: error, proposal: id }, 'a confirmed command could not be carried through');
    await bringToEnd(core, id, card);
  }
  await card.settled();
}

/** Handles a press on Cancel. Whoever may use the command may call it off. @throws Refusal */
export async function cancel(core: Core, press: PressIntent, person: Person, id: string): Promise<void> {
  const found = await findProposal(core.store, id);
  const refused =
    (found && mayUse(core, found.value, person)) ?? cancellation(found?.value, core.clock.now());
  if (refused) throw refused;
  if (!found) return;
  const by = askerOf(press, person);
  const messages = withMessage(found.value.messages, press.message);
  const cancelled = { ...found.value, status: 'cancelled', confirmedBy: by, messages } as const;
  await onlyOnce(core, found, () => saveProposal(core.store, found, cancelled, core.clock.now()));
  await noteStep(core, entryOf(core, cancelled, 'cancelled'));
  core.counts.proposal('cancelled');
  const say = sayIn(found.value.language);
  const card = createLiveCard(core, messages, press.place, press.actor);
  card.show(unusedCard(found.value, say(`cancelled by ${by.name}`, `已由 ${by.name} 取消`)));
  await card.settled();
}

function mayUse(core: Core, proposal: Proposal, person: Person): Refusal | undefined {
  const command = core.commands.find(({ name }) => name === proposal.permission);
  // A command that is gone is refused further on, by name.
  return command && permission(core.config, person, { command, account: proposal.account });
}

/** Makes the proposal confirmed and takes its target, in one commit. @throws Refusal */
async function take(
  core: Core,
  found: StoredProposal,
  by: Asker,
  message: MessageRef,
): Promise<StoredProposal> {
  const now = core.clock.now();
  const { target, title } = found.value;
  const confirmed: Proposal = {
    ...found.value,
    status: 'confirmed',
    confirmedBy: by,
    confirmedAt: now,
    messages: withMessage(found.value.messages, message),
  };
  const lock = takeTarget(target, { proposal: found.value.id, title, by: by.name });
  return onlyOnce(core, found, () => saveProposal(core.store, found, confirmed, now, [lock]));
}

/** Of two presses at the same moment one wins; the other is told what has become of the card. */
async function onlyOnce<T>(core: Core, found: StoredProposal, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const busy = isTargetConflict(error.collection) && (await oneChange(core.store, found.value.target));
    if (busy) throw busy;
    const newer = await findProposal(core.store, found.value.id);
    throw cancellation(newer?.value, core.clock.now()) ?? error;
  }
}

/**
 * Reads the state again. While it is what was previewed, resolves with the proposal under the plan made from the newest
 * reading; otherwise nothing is run, and the card asks again with the new preview, or says why there is none.
 */
async function holdsStill(
  core: Core,
  confirmed: StoredProposal,
  card: LiveCard,
): Promise<StoredProposal | undefined> {
  const { value } = confirmed;
  card.show(progressCard(core, value));
  let asked;
  let preview;
  try {
    asked = askedAgain(core, value);
    preview = await previewOf(core, asked);
  } catch (error) {
    if (error instanceof Refusal) await withdraw(core, confirmed, card, error);
    else await end(core, confirmed, card, { kind: 'failed', error });
    return undefined;
  }
  // The label too: one key can stand for what the cloud changes together, as streams of one name on several domains.
  const { key, label } = preview.target;
  const same =
    key === value.target.key &&
    label === value.target.label &&
    fingerprint(preview.state) === value.fingerprint;
  if (same) return { version: confirmed.version, value: { ...value, plan: preview.plan } };

  const say = sayIn(value.language);
  const now = core.clock.now();
  const fresh = newProposal(core, asked, preview);
  const warned = say(
    'The state changed since the preview, so nothing was run. This is how it is now:',
    '预览之后状态已变化，未执行任何操作。当前状态如下：',
  );
  const renewed: Proposal = {
    ...fresh,
    permission: value.permission,
    confirmFrom: now + READ_FIRST_MS,
    card: { ...fresh.card, lines: [warned, ...(fresh.card.lines ?? [])] },
    messages: value.messages,
  };
  await saveProposal(core.store, confirmed, { ...value, status: 'changed' }, now, [
    ...(await releaseTarget(core.store, value.target, value.id)),
    proposalWrite(renewed, 0, now),
  ]);
  await noteStep(core, { ...entryOf(core, value, 'refused'), reason: 'airdesk.changed' });
  core.counts.proposal('changed');
  card.show(askCard(renewed));
  return undefined;
}

/** The new reading allows no preview any more (stream gone, nothing left to do): says so on the card. */
async function withdraw(core: Core, confirmed: StoredProposal, card: LiveCard, why: Refusal): Promise<void> {
  const { value } = confirmed;
  const say = sayIn(value.language);
  const letGo = await releaseTarget(core.store, value.target, value.id);
  await saveProposal(core.store, confirmed, { ...value, status: 'changed' }, core.clock.now(), letGo);
  await noteStep(core, { ...entryOf(core, value, 'refused'), reason: why.code });
  core.counts.proposal('changed');
  const lines = [say(why.title.en, why.title.zh), say(why.hint.en, why.hint.zh)];
  card.show(
    unusedCard({ ...value, kind: 'command' }, say('the state changed, not run', '状态已变化，未执行'), lines),
  );
}

function askedAgain(core: Core, proposal: Proposal) {
  const { command, context } = workOf(core, proposal);
  const { asker, place, account, language, options, intent } = proposal;
  return { command, options, account, language, intent, place, actor: asker, person: context.person };
}

function askerOf(press: PressIntent, person: Person): Asker {
  const { platform, userId, name } = press.actor;
  return { platform, userId, name, person: person.id };
}

/** The press knows best where the card is: one that was posted anew has another id in its channel than the one noted. */
function withMessage(messages: readonly MessageRef[], pressed: MessageRef): MessageRef[] {
  const elsewhere = messages.filter(
    ({ platform, channelId }) => platform !== pressed.platform || channelId !== pressed.channelId,
  );
  return [pressed, ...elsewhere];
}
