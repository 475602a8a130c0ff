import type { FormFirst, Handle } from '../platform/adapter.ts';
import { alertPressed, assigneeGone, commandOf, doAlertPress } from './alert-press.ts';
import { withNameOfStream } from '../alert/named-by-alert.ts';
import { isClosedWhileItLasts, pressedCard } from '../alert/pressed-card.ts';
import { shownOrSaid } from './answer-late.ts';
import { note, post } from './answering.ts';
import { askOf, type KnownAsk } from './ask.ts';
import { answerLanguage } from '../line/account-of-line.ts';
import { refuseAskedBefore, refuseReplay, takeAsk } from './asked-before.ts';
import { accountSuffix, staysOnAccount } from '../card/for-account.ts';
import { withLookAlikes } from '../card/mark-look-alikes.ts';
import { hide } from './hide.ts';
import { withoutAddresses } from '../line/held-keys.ts';
import { unreadFields } from './form/field-problems.ts';
import { createFormFirst } from './form/form-first.ts';
import { askedByForm, askForMissing, languageOfForm, openFilled } from './form/answer-form.ts';
import type { SentForm } from './form/sent-form.ts';
import { decodePress, runOf, type AlertPress } from '../card/press-id.ts';
import type { Person } from '../config/schema.ts';
import { isAct } from '../command.ts';
import { cancel, confirm } from '../proposal/confirm.ts';
import { contextFor, whoOf, type Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { admit, refusedOnAccount, refusedUse } from '../guard/admit.ts';
import type { Coming } from '../guard/guard.ts';
import type { Intent, PressIntent } from '../intent.ts';
import { pressedLine } from './pressed-line.ts';
import { propose } from '../proposal/propose.ts';
import { runAtOnce } from '../proposal/run-at-once.ts';
import { noteUnheard, refuse } from './refuse.ts';
import { createCrowd } from './crowd.ts';
import { takeIn } from '../intake/take-in.ts';
import { createSeenIntents } from '../platform/seen-intents.ts';
import { forgottenButton, restarting, tooManyAtOnce, unknownButton } from '../line/line-refusals.ts';
import { commandLine } from '../line/command-line.ts';
import { fixOptions } from '../text/fix-options.ts';
import { readLine, readLineOn, type AskedCommand } from '../line/read-line.ts';
import type { Language } from '../text/language.ts';
import { findCommand, languageOfButton } from '../line/match-command.ts';
import { withKeys } from './with-keys.ts';

/** The chat path. */
export interface Router {
  readonly handle: Handle;
  readonly formFirst: FormFirst;
  /** From now on asks are refused, to be asked again later. Resolves when every one taken so far has been answered. */
  finish(): Promise<void>;
}

/**
 * Creates the chat path: read → guard → run → reply → audit. Every intent ends in a visible reply, but for one that came
 * before, and for those of a stranger who asks too much: these are only noted.
 */
export function createRouter(core: Core): Router {
  const seen = createSeenIntents();
  const handling = new Set<Promise<void>>();
  const admitToCrowd = createCrowd(core.clock, core.config);
  const formFirst = createFormFirst(core);
  const opened = createSeenIntents();

  let isFinishing = false;

  const handle: Handle = async (typed) => {
    if (seen(typed.id)) return;
    const intent = takeIn(typed, core.config);
    const admission = admitToCrowd(intent);
    if (!('leave' in admission) && !admission.isTold) {
      noteUnheard(core, intent);
      return;
    }
    const tooMuch = 'leave' in admission ? undefined : tooManyAtOnce(admission.isKnown);
    const handled = answer(core, intent, isFinishing ? restarting() : tooMuch, typed);
    handling.add(handled);
    await handled.finally(() => {
      handling.delete(handled);
      if ('leave' in admission) admission.leave();
    });
  };

  return {
    handle,
    formFirst(intent) {
      // A press opens what is kept here: whoever has captured it and sends it again gets nothing by it.
      const isAgain = intent.kind === 'press' && opened(intent.id);
      return isFinishing || isAgain ? undefined : formFirst(intent);
    },
    async finish() {
      isFinishing = true;
      while (handling.size > 0) await Promise.all(handling);
    },
  };
}

/** `refused`: why nothing is answered at this moment. */
async function answer(
  core: Core,
  intent: Intent,
  refused: Refusal | undefined,
  typed: Intent,
): Promise<void> {
  let ask = askOf(intent, typed, languageFor(core, intent));
  try {
    const line = intent.kind === 'command' ? readLine(core, intent.place, intent.line) : undefined;
    const asked = line?.language ?? languageOfPress(intent) ?? languageOfForm(core, intent);
    ask = { ...ask, line, language: languageFor(core, intent, { typed: asked }) };
    if (refused) throw refused;
    const person = admit(core, intent);
    if (person instanceof Refusal) throw person;
    const known = { ...ask, person, language: languageFor(core, intent, { typed: asked, person }) };
    ask = known;
    await answerKnown(core, known);
    core.counts.intent(intent.kind, 'ok');
  } catch (error) {
    await refuse(core, ask, error);
  }
}

/** A button whose line is in Chinese goes on in that, as a page of help does. */
function languageOfPress(intent: Intent): Language | undefined {
  const run = intent.kind === 'press' ? runOf(intent.button) : undefined;
  return run && languageOfButton(run.line);
}

function languageFor(
  { config }: Pick<Core, 'config'>,
  { place, actor }: Intent,
  known: { readonly typed?: Language | undefined; readonly person?: Person } = {},
): Language {
  return answerLanguage(config, place, { ...known, actor });
}

async function answerKnown(core: Core, ask: KnownAsk): Promise<void> {
  const { intent, line } = ask;
  if (line) {
    if (line.account !== undefined) ask.account = line.account;
    return answerCommand(core, ask, line.asked);
  }
  if (intent.kind === 'submit') {
    const { asked, shown } = await askedByForm(core, ask, intent);
    return answerCommand(core, ask, asked, shown);
  }
  if (intent.kind === 'press') return answerPress(core, ask, intent);
}

function comingOf({ intent, person }: KnownAsk): Coming & { readonly person: Person } {
  return { actor: intent.actor, place: intent.place, person };
}

async function answerPress(core: Core, ask: KnownAsk, press: PressIntent): Promise<void> {
  const pressed = decodePress(press.button);
  switch (pressed?.kind) {
    case 'run': {
      core.panels.pressed(press.message);
      const { account, line } = await pressedLine(core, comingOf(ask), pressed);
      ask.account = account;
      const named = withNameOfStream(core.alerts, account, line);
      return answerCommand(core, ask, readLineOn(core.commands, account, named));
    }
    case 'confirm':
      await refuseReplay(core, press.id);
      return confirm(core, press, ask.person, pressed.proposal);
    case 'cancel':
      await refuseReplay(core, press.id);
      return cancel(core, press, ask.person, pressed.proposal);
    case 'alert':
      return answerAlertPress(core, ask, press, pressed);
    case 'hide':
      await refuseReplay(core, press.id);
      return hide(core, ask, press);
    case 'fill':
      return openFilled(core, ask, pressed);
    case 'kept':
      throw forgottenButton(core.commands, pressed.words);
    case 'form':
    case 'filled':
    case undefined:
      throw unknownButton();
  }
}

/** The card that was pressed shows what came of it; where it is not the alert's own, a short answer does. */
async function answerAlertPress(
  core: Core,
  ask: KnownAsk,
  press: PressIntent,
  asked: AlertPress,
): Promise<void> {
  const { name, line } = commandOf(asked);
  const command = findCommand(core.commands, name);
  if (!command) throw unknownButton();
  const alert = alertPressed(core.alerts, asked);
  const { account } = alert;
  const elsewhere = refusedOnAccount(core, { ...comingOf(ask), account });
  if (elsewhere) throw elsewhere;
  const nobody = assigneeGone(core.config, asked);
  if (nobody) throw nobody;
  ask.account = account;
  ask.command = command;
  const { person, language } = ask;
  const forbidden = refusedUse(core, { ...comingOf(ask), account, command });
  if (forbidden) throw forbidden;
  await takeAsk(core, press.id, command);
  const who = whoOf({ actor: press.actor, person });
  const changed = await doAlertPress(core.alerts, alert, asked, who, core.clock.now());
  ask.done = true;
  void note(core, press, { phase: 'answered', command: line, person: person.id, account, target: alert.id });
  const { config } = core;
  const suffix = accountSuffix(config, account);
  const answer = (isLate: boolean) => pressedCard(changed, { config, language, suffix, isLate });
  if (core.outbox.shownBy(press.message) !== alert.id || isClosedWhileItLasts(changed))
    await post(core, press, answer(false));
  else await shownOrSaid(core, press, alert.id, () => answer(true));
}

/** `formAsked`: of a form, the options that it asked for. */
async function answerCommand(
  core: Core,
  ask: KnownAsk,
  asked: AskedCommand | Refusal,
  formAsked: SentForm['shown'] = [],
): Promise<void> {
  if (asked instanceof Refusal) throw asked;
  const { account, command, raw, options: read } = withKeys(core, ask.typed, asked);
  const { intent, person, language } = ask;
  ask.command = command;
  const line = commandLine(command.name, withoutAddresses(command, raw));
  const forbidden = refusedUse(core, { ...comingOf(ask), account, command, line });
  if (forbidden) throw forbidden;
  const isSent = intent.kind === 'submit';
  const problems = isSent || (!read.ok && read.problems.length > 0) ? unreadFields(command, read) : {};
  ask.begun = { account, command, raw, problems, isRead: read.ok };
  if (!read.ok) return askForMissing(core, ask, ask.begun, read, formAsked);
  const { actor, place } = intent;
  if (isAct(command)) {
    await refuseAskedBefore(core, intent.id, command);
    const options = fixOptions(command, raw, { now: core.clock.now(), timeZone: core.config.timeZone });
    const asked = { intent: intent.id, command, options, actor, person, place, account, language };
    const take = command.atOnce ? runAtOnce : propose;
    await take(core, asked, (card, key) => post(core, intent, card, key));
    return;
  }
  if (command.kind === 'keeps') await takeAsk(core, intent.id, command);
  else await refuseReplay(core, intent.id);
  const context = contextFor(core, { account, person, language, actor, place });
  const card = withLookAlikes(await command.run(context, read.values), language);
  ask.done = command.kind === 'keeps';
  const answered = { phase: 'answered', command: line, person: person.id, account } as const;
  if (ask.done) void note(core, intent, answered);
  const shown = command.risk === 'secret' ? ({ ...card, visibility: 'asker' } as const) : card;
  await post(core, intent, staysOnAccount(core.config, account, language, shown));
  if (!ask.done) void note(core, intent, answered, false);
}
