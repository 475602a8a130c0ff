import { entryOf, note, post } from './answering.ts';
import type { Ask } from './ask.ts';
import { formAgain } from './form/form-again.ts';
import { accountTag } from '../card/account-tag.ts';
import { refusalCard, type Effect } from './refusal-card.ts';
import { lineWithoutAddresses, withoutAddresses } from '../line/held-keys.ts';
import { commandLine } from '../line/command-line.ts';
import { decodePress, runOf } from '../card/press-id.ts';
import { accountSuffix } from '../card/for-account.ts';
import { isAct } from '../command.ts';
import type { Core } from '../core.ts';
import { AirdeskError, DeliveryError, Refusal } from '../errors.ts';
import { standingOf } from '../guard/standing.ts';
import type { Intent } from '../intent.ts';
import type { Card, Form } from '../reply.ts';
import { isDiskRefused } from '../store/store-error.ts';

/** Says no, or that it did not work, to the asker; and notes it. */
export async function refuse(core: Core, ask: Ask, error: unknown): Promise<void> {
  const { intent, language, account } = ask;
  const refusal = error instanceof Refusal;
  if (!(error instanceof AirdeskError)) core.log.error({ err: error, intent: intent.id }, 'an intent failed');
  core.counts.intent(intent.kind, refusal ? 'refused' : 'failed');
  const reason = error instanceof AirdeskError ? error.code : 'airdesk.internal';
  const phase = refusal ? 'refused' : 'failed';
  const onAccount = account === undefined ? {} : { account };
  const entry = entryOf(core, intent, { phase, command: describe(core, ask), reason, ...onAccount });
  // What went wrong is no refusal: each is written.
  if (refusal) await core.refused.note(entry, standingOf(core.config, intent.actor) !== 'stranger');
  else await note(core, intent, entry);
  const effect = effectOf(error, ask);
  const again = formAgain(core, ask, error, effect);
  const card = refusalCard(error, language, {
    effect,
    tag: account === undefined ? undefined : accountTag(core.config, account),
    suffix: accountSuffix(core.config, account),
    commands: core.commands,
    button: again?.button,
  });
  if (again?.form && (await isTold(core, intent, again.form)) && again.isWhole) return;
  await isTold(core, intent, card);
}

async function isTold(core: Core, intent: Intent, reply: Card | Form): Promise<boolean> {
  try {
    await post(core, intent, reply);
    return true;
  } catch (lost) {
    core.log.error({ err: lost, intent: intent.id }, 'an answer could not be delivered');
    return false;
  }
}

/** Notes an ask of somebody who asks too much and is not answered any more. */
export function noteUnheard(core: Core, intent: Intent): void {
  core.counts.intent(intent.kind, 'unheard');
  const command = describe(core, { intent, begun: undefined });
  void core.refused.note(entryOf(core, intent, { phase: 'refused', command, reason: 'airdesk.busy' }));
}

/** What came of an ask that failed. What is confirmed tells by its own card. */
function effectOf(error: unknown, ask: Ask): Effect {
  const { command } = ask;
  if (!command || isAct(command)) return 'none';
  if (command.kind === 'looks') return 'look';
  if (ask.done) return 'done';
  // That the disk refuses can show after the call.
  if (isDiskRefused(error)) return 'unknown';
  const isKnown = error instanceof DeliveryError ? error.fate !== 'unknown' : error instanceof AirdeskError;
  return isKnown ? 'none' : 'unknown';
}

function describe({ commands }: Core, { intent, begun }: Pick<Ask, 'intent' | 'begun'>): string {
  switch (intent.kind) {
    case 'command':
      return lineWithoutAddresses(commands, intent.line);
    case 'press':
      return runOf(intent.button)?.line ?? commandOfForm(intent.button) ?? intent.button;
    case 'submit':
      return begun
        ? commandLine(begun.command.name, withoutAddresses(begun.command, begun.raw))
        : (commandOfForm(intent.form) ?? intent.form);
  }
}

/** The command of a form that was sent, or is to be opened. */
function commandOfForm(id: string): string | undefined {
  const form = decodePress(id);
  return form && 'command' in form ? form.command : undefined;
}
