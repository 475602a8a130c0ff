import type { Handle } from '../platform/adapter.ts';
import { alertPressed, commandOf, doAlertPress, readAlertPress } from './alert-press.ts';
import { withNameOfStream } from '../alert/named-by-alert.ts';
import { isClosedWhileItLasts, pressedCard } from '../alert/pressed-card.ts';
import { shownOrSaid } from './answer-late.ts';
import { note, post } from './answering.ts';
import type { Ask } from './ask.ts';
import { accountOf, answerLanguage } from '../line/account-of-line.ts';
import { refuseAskedBefore, takeAsk } from './asked-before.ts';
import { accountSuffix, staysOnAccount } from '../card/for-account.ts';
import { optionsForm, formCommand } from './options-form.ts';
import { decodeRun } from '../card/run-press.ts';
import { actsAtOnce, isAct, type Command } from '../command.ts';
import { cancel, confirm } from '../proposal/confirm.ts';
import { contextFor, whoOf, type Core } from '../core.ts';
import { Refusal } from '../errors.ts';
import { accountHere } from '../guard/account-here.ts';
import { knownActor } from '../guard/known-actor.ts';
import { permission } from '../guard/permission.ts';
import type { Intent, PressIntent } from '../intent.ts';
import { pressedLine } from './pressed-line.ts';
import { propose } from '../proposal/propose.ts';
import { refuse } from './refuse.ts';
import { takeIn } from '../intake/take-in.ts';
import { createSeenIntents } from './seen-intents.ts';
import {
  badOptions,
  noSuchCommand,
  restarting,
  tooLong,
  tooManyAtOnce,
  unknownButton,
} from '../line/line-refusals.ts';
import { commandLine } from '../line/command-line.ts';
import { fixOptions } from '../text/fix-options.ts';
import { findCommand, languageOfLine, matchCommand } from '../line/match-command.ts';
import { readOptions } from '../line/read-options.ts';

/** Intents handled at once; more are refused, so that a flood cannot fill the memory. */
const AT_ONCE = 500;

/** The chat path. */
export interface Router {
  readonly handle: Handle;
  /** From now on asks are refused, to be asked again later. Resolves when every one taken so far has been answered. */
  finish(): Promise<void>;
}

/** Creates the chat path: find → validate → guard → run → reply → audit. Every intent ends in a visible reply. */
export function createRouter(core: Core): Router {
  const seen = createSeenIntents();
  const handling = new Set<Promise<void>>();

  let isFinishing = false;

  const handle: Handle = async (typed) => {
    if (seen(typed.id)) return;
    const intent = takeIn(typed, core.config);
    const refused = isFinishing ? restarting() : handling.size >= AT_ONCE ? tooManyAtOnce() : undefined;
    const handled = refused ? refuse(core, intent, refused) : answer(core, intent);
    handling.add(handled);
    await handled.finally(() => handling.delete(handled));
  };

  return {
    handle,
    async finish() {
      isFinishing = true;
      while (handling.size > 0) await Promise.all(handling);
    },
  };
}

async function answer(core: Core, intent: Intent): Promise<void> {
  let ask: Ask | undefined;
  try {
    const person = knownActor(core.config, intent.actor);
    if (person instanceof Refusal) throw person;
    const typed = intent.kind === 'command' ? languageOfLine(intent.line) : undefined;
    const language = answerLanguage(core.config, intent.place, { person, typed, actor: intent.actor });
    ask = { intent, person, language };
    if (intent.kind === 'command') await answerLine(core, ask, intent.line);
    else if (intent.kind === 'submit') await answerForm(core, ask, intent.form, intent.values);
    else await answerPress(core, ask, intent);
    core.counts.intent(intent.kind, 'ok');
  } catch (error) {
    await refuse(core, intent, error, ask);
  }
}

async function answerLine(core: Core, ask: Ask, typed: string): Promise<void> {
  const { account, line } = accountOf(core.config, ask.intent.place, typed, core.commands);
  await answerOn(core, ask, account, line);
}

async function answerOn(core: Core, ask: Ask, account: string, line: string): Promise<void> {
  ask.account = account;
  const match = matchCommand(core.commands, line === '' ? 'help' : line);
  switch (match.kind) {
    case 'too-long':
      throw tooLong(match.limit);
    case 'unknown':
      throw noSuchCommand(match.given, match.nearest);
    case 'bad-options':
      throw badOptions(match.command, match.problems);
    case 'command':
      await answerCommand(core, ask, match.command, match.rawOptions, account);
  }
}

async function answerForm(
  core: Core,
  ask: Ask,
  form: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const asked = formCommand(form);
  const command = asked && findCommand(core.commands, asked.command);
  if (!command || command.hidden) throw unknownButton();
  const { account } = asked;
  const refused = accountHere(core.config, ask.intent.place, account, command.name);
  if (refused) throw refused;
  ask.account = account;
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  await answerCommand(core, ask, command, given, account);
}

async function answerPress(core: Core, ask: Ask, press: PressIntent): Promise<void> {
  const run = decodeRun(press.button);
  if (run) {
    core.panels.pressed(press.message);
    const { account, line } = await pressedLine(core, press.place, run);
    ask.account = account;
    return answerOn(core, ask, account, withNameOfStream(core.alerts, account, line));
  }
  const at = press.button.indexOf(':');
  const rest = press.button.slice(at + 1);
  switch (press.button.slice(0, at)) {
    case 'confirm':
      return confirm(core, press, ask.person, rest);
    case 'cancel':
      return cancel(core, press, ask.person, rest);
    case 'alert':
      return answerAlertPress(core, ask, press, rest);
    default:
      throw unknownButton();
  }
}

/** The card that was pressed shows what came of it; where it is not the alert's own, a short answer does. */
async function answerAlertPress(core: Core, ask: Ask, press: PressIntent, text: string): Promise<void> {
  const asked = readAlertPress(text);
  if (!asked) throw unknownButton();
  const { name, line } = commandOf(asked);
  const command = findCommand(core.commands, name);
  if (!command) throw unknownButton();
  const alert = alertPressed(core.alerts, core.config, press.place, asked);
  const { account } = alert;
  ask.account = account;
  ask.command = command;
  const { person, language } = ask;
  const forbidden = permission(core.config, person, { command, account });
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

async function answerCommand(
  core: Core,
  ask: Ask,
  command: Command,
  raw: Readonly<Record<string, string>>,
  account: string,
): Promise<void> {
  const { intent, person, language } = ask;
  ask.command = command;
  const forbidden = permission(core.config, person, { command, account });
  if (forbidden) throw forbidden;
  const read = readOptions(command, raw);
  if (!read.ok) {
    const { forms } = core.adapters.get(intent.place.platform)?.capabilities ?? { forms: false };
    if (read.problems.length === 0 && forms && intent.kind !== 'submit') {
      await post(core, intent, optionsForm(command, raw, account, language));
      return;
    }
    throw badOptions(command, read.problems, read.missing, raw);
  }
  const { actor, place } = intent;
  if (isAct(command)) {
    await refuseAskedBefore(core, intent.id, command);
    const options = fixOptions(command, raw, { now: core.clock.now(), timeZone: core.config.timeZone });
    const asked = { intent: intent.id, command, options, actor, person, place, account, language };
    await propose(core, asked, (card, key) => post(core, intent, card, key));
    return;
  }
  if (actsAtOnce(command)) await takeAsk(core, intent.id, command);
  const context = contextFor(core, { account, person, language, actor, place });
  const card = await command.run(context, read.values);
  ask.done = actsAtOnce(command);
  const line = commandLine(command.name, raw);
  const answered = { phase: 'answered', command: line, person: person.id, account } as const;
  if (ask.done) void note(core, intent, answered);
  const shown = command.risk === 'secret' ? ({ ...card, visibility: 'asker' } as const) : card;
  await post(core, intent, staysOnAccount(core.config, account, language, shown));
  if (!ask.done) void note(core, intent, answered);
}
