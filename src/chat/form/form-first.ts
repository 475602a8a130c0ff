import { withNameOfStream } from '../../alert/named-by-alert.ts';
import { decodePress } from '../../card/press-id.ts';
import type { Person } from '../../config/schema.ts';
import type { Core } from '../../core.ts';
import { Refusal } from '../../errors.ts';
import { admit, refusedUse } from '../../guard/admit.ts';
import { takeIn } from '../../intake/take-in.ts';
import type { Intent, PressIntent, SubmitIntent } from '../../intent.ts';
import { answerLanguage } from '../../line/account-of-line.ts';
import { findCommand } from '../../line/match-command.ts';
import { readLine, readLineOn, type AskedCommand } from '../../line/read-line.ts';
import { readOptions } from '../../line/read-options.ts';
import type { FormFirst } from '../../platform/adapter.ts';
import type { Form } from '../../reply.ts';
import type { Language } from '../../text/language.ts';
import { accountMadeFor } from '../pressed-line.ts';
import { withKeys } from '../with-keys.ts';
import { unreadFields } from './field-problems.ts';
import { draftForm, keepDraft } from './kept-draft.ts';
import { draftOf, readSent } from './sent-form.ts';

type Deciding = Pick<Core, 'config' | 'commands' | 'guards' | 'adapters' | 'drafts' | 'alerts' | 'log'>;

/** An ask of somebody who was let in. `typed`: with keys and all. */
interface Admitted<I extends Intent> {
  readonly typed: Intent;
  readonly intent: I;
  readonly person: Person;
}

/**
 * Creates FormFirst: through the same guards as the chat path, which comes to the same form afterwards. Where anything is
 * unclear, or has to be waited for, there is none, and the chat path says why.
 */
export function createFormFirst(core: Deciding): FormFirst {
  return (typed) => {
    try {
      const intent = takeIn(typed, core.config);
      const person = admit(core, intent);
      return person instanceof Refusal ? undefined : formFor(core, { typed, intent, person });
    } catch (error) {
      if (!(error instanceof Refusal))
        core.log.error({ err: error, intent: typed.id }, 'whether a form comes first could not be told');
      return undefined;
    }
  };
}

function formFor(core: Deciding, { typed, intent, person }: Admitted<Intent>): Form | undefined {
  switch (intent.kind) {
    case 'command': {
      const { asked, language } = readLine(core, intent.place, intent.line);
      return asked instanceof Refusal
        ? undefined
        : missingForm(core, { typed, intent, person }, asked, language);
    }
    case 'press':
      return pressedForm(core, { typed, intent, person });
    case 'submit':
      return sentAgain(core, { typed, intent, person });
  }
}

function pressedForm(core: Deciding, come: Admitted<PressIntent>): Form | undefined {
  const { intent, person } = come;
  const { actor, place } = intent;
  const pressed = decodePress(intent.button);
  if (pressed?.kind === 'run') {
    const account = accountMadeFor(core.config, place, pressed);
    if (account === undefined) return undefined;
    const asked = readLineOn(core.commands, account, withNameOfStream(core.alerts, account, pressed.line));
    return asked instanceof Refusal ? undefined : missingForm(core, come, asked);
  }
  if (pressed?.kind !== 'fill') return undefined;
  const command = findCommand(core.commands, pressed.command);
  const account = accountMadeFor(core.config, place, { ...pressed, line: pressed.command });
  const draft = draftOf(core, actor, pressed);
  if (!command || account === undefined || !draft) return undefined;
  if (refusedUse(core, { actor, place, person, account, command, line: command.name })) return undefined;
  return draftForm(core, place.platform, { id: pressed.draft, draft }, command);
}

/** What could not be read in a form that was sent, at its fields. */
function sentAgain(core: Deciding, come: Admitted<SubmitIntent>): Form | undefined {
  const { intent } = come;
  const sent = decodePress(intent.form);
  if (sent?.kind !== 'filled' && sent?.kind !== 'form') return undefined;
  const command = findCommand(core.commands, sent.command);
  const made = sent.kind === 'form' ? { account: sent.account } : { tag: sent.tag };
  const account = accountMadeFor(core.config, intent.place, { ...made, line: sent.command });
  if (!command || command.hidden || account === undefined) return undefined;
  const { raw, isTorn } = readSent(core, intent, sent, command);
  if (isTorn) return undefined;
  const language = draftOf(core, intent.actor, sent)?.language;
  const asked = { account, command, raw, options: readOptions(command, raw) };
  return formOf(core, come, withKeys(core, come.typed, asked), language);
}

/** Where nothing but options is missing. */
function missingForm(
  core: Deciding,
  come: Admitted<Intent>,
  found: AskedCommand,
  language?: Language,
): Form | undefined {
  const asked = withKeys(core, come.typed, found);
  const { options } = asked;
  return options.ok || options.problems.length > 0 ? undefined : formOf(core, come, asked, language);
}

function formOf(
  core: Deciding,
  { intent, person }: Admitted<Intent>,
  { account, command, raw, options }: AskedCommand,
  typed: Language | undefined,
): Form | undefined {
  const { actor, place } = intent;
  if (options.ok || refusedUse(core, { actor, place, person, account, command })) return undefined;
  const language = answerLanguage(core.config, place, { typed, person, actor });
  const problems = intent.kind === 'submit' ? unreadFields(command, options) : {};
  if (intent.kind === 'submit' && Object.keys(problems).length === 0) return undefined;
  const kept = keepDraft(core, intent, { account, command, raw, problems }, language);
  return kept && draftForm(core, place.platform, kept, command);
}
