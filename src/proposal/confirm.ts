import { shownOrSaid } from '../chat/answer-late.ts';
import { progressCard } from './card/outcome-card.ts';
import { lateCard } from '../card/late-card.ts';
import { unusedCard } from './card/proposal-card.ts';
import type { Person } from '../config/schema.ts';
import type { Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { askerStill, isAsker } from '../guard/asker.ts';
import { cancellation, confirmation } from './guard/confirmation.ts';
import { refusedOnAccount, refusedUse } from '../guard/admit.ts';
import type { PressIntent } from '../intent.ts';
import { ConflictError } from '../store/store.ts';
import { commandLine } from '../line/command-line.ts';
import { sayIn, wording } from '../text/language.ts';
import { bringToEnd } from './bring-to-end.ts';
import type { CardChange } from './command-cards.ts';
import { conclude, saveShowing } from './conclude.ts';
import { entryOf } from './entry.ts';
import { end, execute } from './execute.ts';
import { findProposal, type Presser, type Proposal, type StoredProposal } from './proposal.ts';
import { lookAt, type Look } from './look.ts';
import { askedAgain, renew, whyRenewed } from './renew.ts';
import {
  holdWrite,
  isTargetConflict,
  meansAnother,
  overtaken,
  progressWrite,
  readTarget,
  revisionOf,
  targetIsBusy,
  type TargetState,
} from './targets.ts';
import { fingerprint } from '../json.ts';

/** How often a press is decided on anew because something else came first in the same moment. */
const MOST_TRIES = 5;

/**
 * Handles a press on Confirm or Undo: guards, one use, the target held, the state read again, then the run.
 * Resolves when the card shows the end, or whoever pressed was told it otherwise.
 * @throws Refusal where nothing is run: who presses may not, it was used or is over, or the card has only just changed.
 */
export function confirm(core: Core, press: PressIntent, person: Person, id: string): Promise<void> {
  return anew(() => confirmNow(core, press, person, id));
}

/** Handles a press on Cancel. Whoever may use the command may call it off. @throws Refusal */
export function cancel(core: Core, press: PressIntent, person: Person, id: string): Promise<void> {
  return anew(() => cancelNow(core, press, person, id));
}

/** What was written in the same moment without ending it, as when the clock is set, is read, and the press decided on anew. */
async function anew(decide: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await decide();
      return;
    } catch (error) {
      if (!(error instanceof ConflictError) || tries >= MOST_TRIES) throw error;
    }
}

async function confirmNow(core: Core, press: PressIntent, person: Person, id: string): Promise<void> {
  const found = await findPressed(core, press, person, id);
  const used = cancellation(found?.value, isOver(core, found?.value));
  if (used) throw used;
  if (!found) return;
  const by = presserOf(press, person);
  const gone = askerStill(core, found.value, press.place);
  if (gone) return endForAsker(core, found, by, gone);
  const { policy } = core.config;
  const isOwn = isAsker(core.config, found.value.asker, press.actor, person.id);
  const refused = confirmation(found.value, isOwn, policy, { now: core.clock.now(), isOver: false });
  if (refused) throw refused;
  const confirmed = await take(core, found, by);
  try {
    const current = confirmed && (await holdsStill(core, confirmed));
    if (current) await execute(core, current);
  } catch (error) {
    // The disk or this program failed, not the cloud: what is on disk says how far it came.
    core.log.error({ err: error, proposal: id }, 'a confirmed command could not be carried through');
    await bringToEnd(core, id);
  }
  await cardShownOrSaid(core, press, found.value);
}

async function cancelNow(core: Core, press: PressIntent, person: Person, id: string): Promise<void> {
  const found = await findPressed(core, press, person, id);
  const refused = cancellation(found?.value, isOver(core, found?.value));
  if (refused) throw refused;
  if (!found) return;
  const by = presserOf(press, person);
  const proposal: Proposal = { ...found.value, status: 'cancelled', confirmedBy: by };
  const say = sayIn(proposal.language);
  await onlyOnce(core, found, () =>
    conclude(core, found, {
      proposal,
      card: unusedCard(found.value, say(`cancelled by ${by.name}`, `已由 ${by.name} 取消`)),
      owed: 'where-shown',
      entry: entryOf(core, proposal, 'cancelled'),
    }),
  );
  await cardShownOrSaid(core, press, proposal);
}

/** Resolves when the card shows the end, or whoever pressed was told it otherwise. */
function cardShownOrSaid(
  core: Pick<Core, 'cards' | 'outbox' | 'clock' | 'log' | 'adapters' | 'counts'>,
  press: PressIntent,
  { cardId, language }: Proposal,
): Promise<void> {
  return shownOrSaid(core, press, cardId, () => {
    const card = core.cards.get(cardId)?.card;
    return card && lateCard(card, language);
  });
}

/** The proposal that was pressed on, by somebody who may use it. Where its card is, the press knows best. @throws Refusal */
async function findPressed(
  core: Pick<Core, 'store' | 'outbox' | 'commands' | 'config' | 'guards'>,
  press: PressIntent,
  person: Person,
  id: string,
): Promise<StoredProposal | undefined> {
  const found = await findProposal(core.store, id);
  const refused = found && mayUse(core, found.value, press, person);
  if (refused) throw refused;
  if (found) core.outbox.seenAt(found.value.cardId, press.message);
  return found;
}

function mayUse(
  core: Pick<Core, 'commands' | 'config' | 'guards'>,
  proposal: Proposal,
  press: PressIntent,
  person: Person,
): Refusal | undefined {
  const { account, permission: name, options } = proposal;
  const { actor, place } = press;
  const facts = { actor, place, person, account, line: commandLine(proposal.command, options) };
  const command = core.commands.find((each) => each.name === name);
  // A command that is gone is refused further on, by name.
  return command ? refusedUse(core, { ...facts, command }) : refusedOnAccount(core, facts);
}

/** Nothing is run for somebody who may not ask for it any more: the card says so. */
async function endForAsker(core: Core, found: StoredProposal, by: Presser, why: Refusal): Promise<void> {
  const proposal: Proposal = { ...found.value, status: 'cancelled', confirmedBy: by };
  const { language, cardId } = proposal;
  await onlyOnce(core, found, () =>
    conclude(core, found, {
      proposal,
      card: unusedCard(found.value, wording(why.title, language), [wording(why.hint, language)]),
      owed: 'where-shown',
      entry: { ...entryOf(core, proposal, 'cancelled'), reason: why.code },
    }),
  );
  await core.outbox.settled(cardId);
}

/** In time that has passed; by the clock on the wall only where nobody has watched. */
function isOver(core: Pick<Core, 'expiries' | 'clock'>, proposal: Proposal | undefined): boolean {
  if (!proposal) return false;
  return core.expiries.isOver(proposal.id) ?? core.clock.now() >= proposal.expiresAt;
}

/**
 * Makes the proposal confirmed and takes its target, in one commit. Undefined where it is not run but asks anew, since the
 * effect of another change is still on its way. @throws Refusal
 */
async function take(core: Core, found: StoredProposal, by: Presser): Promise<StoredProposal | undefined> {
  const { value } = found;
  for (let tries = 1; ; tries++) {
    const state = await readTarget(core.store, value.target.key);
    const { holder } = state;
    if (holder && (!holder.called || value.kind === 'undo')) throw targetIsBusy(value.target, holder);
    if (value.kind === 'undo' && revisionOf(state) !== value.revision) {
      await onlyOnce(core, found, () => withdrawUndo(core, found));
      throw overtaken(state.last);
    }
    try {
      if (holder) {
        await onlyOnce(core, found, () => askAnew(core, found, state));
        return undefined;
      }
      const now = core.clock.now();
      const confirmed: Proposal = { ...value, status: 'confirmed', confirmedBy: by, confirmedAt: now };
      const hold = holdWrite(value.target, state, { proposal: value.id, title: value.title, by: by.name });
      const running: CardChange = { card: progressCard(core, confirmed), over: false, owed: 'anew' };
      const taken = await onlyOnce(core, found, () => saveShowing(core, found, confirmed, running, [hold]));
      core.expiries.forget(value.id);
      return taken;
    } catch (error) {
      const cameFirst = error instanceof ConflictError && isTargetConflict(error.collection);
      if (!cameFirst || tries >= MOST_TRIES) throw error;
    }
  }
}

/** Of two presses at the same moment one wins; the other is told what has become of the card. */
async function onlyOnce<T>(
  core: Pick<Core, 'store' | 'expiries' | 'clock'>,
  found: StoredProposal,
  save: () => Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof ConflictError) || isTargetConflict(error.collection)) throw error;
    const newer = await findProposal(core.store, found.value.id);
    throw cancellation(newer?.value, isOver(core, newer?.value)) ?? error;
  }
}

/** The effect of another change is still on its way: nothing is run, and the card shows how it is by now. */
async function askAnew(core: Core, found: StoredProposal, state: TargetState): Promise<void> {
  const look = await lookAgain(core, found);
  if (look) await renew(core, found, look, whyRenewed(found.value, look, state.last), []);
}

/** Reads the state again; undefined where that ended the proposal, and its card says why. */
async function lookAgain(core: Core, current: StoredProposal): Promise<Look | undefined> {
  const { target } = current.value;
  try {
    const look = await lookAt(core, askedAgain(core, current.value));
    if (look.preview.target.key !== target.key) throw meansAnother(target, look.preview.target);
    return look;
  } catch (error) {
    if (error instanceof Refusal) await notAnyMore(core, current, error);
    else await end(core, current, { kind: 'failed', error, unread: true });
    return undefined;
  }
}

/**
 * Reads the state again. While it is what was previewed, resolves with the proposal under the plan made from the newest
 * reading; otherwise nothing is run, and the card asks again with the new preview, or says why there is none.
 */
async function holdsStill(core: Core, confirmed: StoredProposal): Promise<StoredProposal | undefined> {
  const { value } = confirmed;
  const look = await lookAgain(core, confirmed);
  if (!look) return undefined;
  const { preview, revision, target } = look;
  // One key can stand for what the cloud changes together, as streams of one name on several domains.
  const same =
    preview.target.label === value.target.label &&
    revision === value.revision &&
    fingerprint(preview.state) === value.fingerprint;
  if (same) return { version: confirmed.version, value: { ...value, plan: preview.plan } };
  const letGo = await progressWrite(core.store, value.target, value.id, 'over', core.clock.now());
  await renew(core, confirmed, look, whyRenewed(value, look, target.last), letGo);
  return undefined;
}

/** The new reading allows no preview any more (stream gone, nothing left to do): says so on the card. */
async function notAnyMore(core: Core, current: StoredProposal, why: Refusal): Promise<void> {
  const { value } = current;
  const say = sayIn(value.language);
  const now = core.clock.now();
  const lines = [say(why.title.en, why.title.zh), say(why.hint.en, why.hint.zh)];
  const asked: Proposal = { ...value, kind: 'command' };
  await conclude(core, current, {
    proposal: { ...value, status: 'changed' },
    card: unusedCard(asked, say('the state changed, not run', '状态已变化，未执行'), lines),
    owed: 'anew',
    entry: { ...entryOf(core, value, 'refused'), reason: why.code },
    more: await progressWrite(core.store, value.target, value.id, 'over', now),
  });
}

/** Its button goes: it would take back something else. */
async function withdrawUndo(core: Core, found: StoredProposal): Promise<void> {
  const { value } = found;
  await conclude(core, found, {
    proposal: { ...value, status: 'changed' },
    card: unusedCard(value, ''),
    owed: 'once',
    entry: { ...entryOf(core, value, 'refused'), reason: 'airdesk.changed' },
  });
}

function presserOf({ actor, place }: PressIntent, person: Person): Presser {
  const { platform, userId, name } = actor;
  return { platform, userId, name, person: person.id, channelId: place.channelId };
}
