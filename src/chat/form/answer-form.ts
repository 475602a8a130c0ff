import { decodePress, type FilledPress, type FillPress, type FormPress } from '../../card/press-id.ts';
import type { Command } from '../../command.ts';
import type { Core } from '../../core.ts';
import { DeliveryError } from '../../errors.ts';
import { refusedUse } from '../../guard/admit.ts';
import type { Intent, SubmitIntent } from '../../intent.ts';
import { badOptions, unknownButton } from '../../line/line-refusals.ts';
import { findCommand } from '../../line/match-command.ts';
import type { AskedCommand } from '../../line/read-line.ts';
import { readOptions, type ReadOptions } from '../../line/read-options.ts';
import type { Form } from '../../reply.ts';
import { sayIn, type Language } from '../../text/language.ts';
import { post } from '../answering.ts';
import type { KnownAsk } from '../ask.ts';
import { pressedLine } from '../pressed-line.ts';
import { formGone } from './form-gone.ts';
import { goOnCard } from './go-on-card.ts';
import { draftButton, draftForm, keepDraft, type Begun } from './kept-draft.ts';
import { draftOf, readSent, type SentForm } from './sent-form.ts';

/** The language in which a form was filled in. */
export function languageOfForm(core: Pick<Core, 'drafts'>, intent: Intent): Language | undefined {
  const sent = intent.kind === 'submit' ? decodePress(intent.form) : undefined;
  return sent?.kind === 'filled' ? draftOf(core, intent.actor, sent)?.language : undefined;
}

/** What a form asks for that was sent, and the options that it asked for. @throws Refusal */
export async function askedByForm(
  core: Core,
  ask: KnownAsk,
  intent: SubmitIntent,
): Promise<Pick<SentForm, 'shown'> & { readonly asked: AskedCommand }> {
  const sent = decodePress(intent.form);
  if (sent?.kind !== 'filled' && sent?.kind !== 'form') throw unknownButton();
  const { account, command } = await commandOf(core, ask, sent);
  const { raw, shown, isTorn } = readSent(core, intent, sent, command);
  if (isTorn) {
    ask.begun = { account, command, raw, problems: {}, isRead: true };
    throw formGone(command);
  }
  return { asked: { account, command, raw, options: readOptions(command, raw) }, shown };
}

/** Opens a form that is filled in, for a press. @throws Refusal */
export async function openFilled(core: Core, ask: KnownAsk, fill: FillPress): Promise<void> {
  const { account, command } = await commandOf(core, ask, fill);
  ask.command = command;
  const { intent, person } = ask;
  const { actor, place } = intent;
  const forbidden = refusedUse(core, { actor, place, person, account, command, line: command.name });
  if (forbidden) throw forbidden;
  const draft = draftOf(core, actor, fill);
  if (!draft) throw formGone(command);
  await post(core, intent, draftForm(core, place.platform, { id: fill.draft, draft }, command));
}

/**
 * Asks in a form for what is missing, where nothing else is in the way. `shown`: what a form has asked for already.
 * @throws Refusal that names what is wrong
 */
export async function askForMissing(
  core: Core,
  { intent, language }: KnownAsk,
  begun: Begun,
  { missing, problems }: Extract<ReadOptions, { ok: false }>,
  shown: SentForm['shown'],
): Promise<void> {
  const { command, raw } = begun;
  const kept = problems.length === 0 ? keepDraft(core, intent, begun, language) : undefined;
  if (kept && intent.kind !== 'submit') {
    if (await isOpened(core, intent, draftForm(core, intent.place.platform, kept, command))) return;
  } else if (kept && !missing.some((name) => shown.includes(name))) {
    const goOn = draftButton(core, kept, sayIn(language)('Go on', '继续填写'));
    await post(core, intent, goOnCard(command, { raw, missing }, language, goOn));
    return;
  }
  throw badOptions(command, problems, missing, raw);
}

/** The command of a form, on its account. @throws Refusal where it is none of ours, or its account is of no use here */
async function commandOf(
  core: Core,
  ask: KnownAsk,
  form: FillPress | FilledPress | FormPress,
): Promise<{ readonly account: string; readonly command: Command }> {
  const command = findCommand(core.commands, form.command);
  if (!command || command.hidden) throw unknownButton();
  const made = form.kind === 'form' ? { account: form.account } : { tag: form.tag };
  const { intent, person } = ask;
  const coming = { actor: intent.actor, place: intent.place, person };
  const { account } = await pressedLine(core, coming, { ...made, line: command.name });
  ask.account = account;
  return { account, command };
}

/** A form that cannot be opened is no end: what it would have asked for is said instead. */
async function isOpened(core: Core, intent: Intent, form: Form): Promise<boolean> {
  try {
    await post(core, intent, form);
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.fate === 'unknown') throw error;
    core.log.warn({ intent: intent.id, code: error.code }, 'a form could not be opened');
    return false;
  }
}
