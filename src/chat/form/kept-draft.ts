import { accountTag } from '../../card/account-tag.ts';
import { encodePress } from '../../card/press-id.ts';
import type { Command } from '../../command.ts';
import type { Core } from '../../core.ts';
import type { Intent } from '../../intent.ts';
import { withoutKeyOptions } from '../../line/held-keys.ts';
import type { Button, Form } from '../../reply.ts';
import type { Language, Text } from '../../text/language.ts';
import type { Draft } from './drafts.ts';
import type { FieldProblems } from './field-problems.ts';
import { optionsForm, optionsShown } from './options-form.ts';

/** What making forms takes. */
export type FormCore = Pick<Core, 'config' | 'adapters' | 'drafts'>;

/** A command as far as it was asked for. */
export interface Begun {
  /** The account's name. */
  readonly account: string;
  readonly command: Command;
  /** The options as they were given, by name. */
  readonly raw: Readonly<Record<string, string>>;
  readonly problems: FieldProblems;
}

/** A draft, and the id that it is kept under. */
export interface KeptDraft {
  readonly id: string;
  readonly draft: Draft;
}

/** How many fields a form can have on a platform; 0 where there are no forms. */
export function roomOn({ adapters }: Pick<Core, 'adapters'>, platform: string): number {
  return adapters.get(platform)?.capabilities.formFields ?? 0;
}

/** Keeps what was given, so that a form can be filled in with it. Undefined where there are no forms, or nothing to fill in. */
export function keepDraft(
  core: FormCore,
  intent: Intent,
  { account, command, raw, problems }: Begun,
  language: Language,
): KeptDraft | undefined {
  if (roomOn(core, intent.place.platform) === 0 || Object.keys(command.options).length === 0)
    return undefined;
  const known = Object.entries(raw).filter(([name]) => Object.hasOwn(command.options, name));
  const values = withoutKeyOptions(command, Object.fromEntries(known));
  const draft: Draft = { account, command: command.name, values, problems, language };
  const id = core.drafts.keep(intent, draft);
  return id === undefined ? undefined : { id, draft };
}

/** The form that is filled in with a draft. The same draft is the same form: clients know by its id what was typed into it. */
export function draftForm(
  core: FormCore,
  platform: string,
  { id: kept, draft }: KeptDraft,
  command: Command,
  problem?: Text,
): Form {
  const room = roomOn(core, platform);
  const shown = optionsShown(command, draft, room);
  const id = encodePress({
    kind: 'filled',
    tag: accountTag(core.config, draft.account),
    draft: kept,
    command: command.name,
    isPart: Object.keys(draft.values).some((name) => !shown.includes(name)),
  });
  return optionsForm(command, draft, { id, room, problem });
}

/** A button that opens the form. */
export function draftButton(
  { config }: Pick<Core, 'config'>,
  { id, draft }: KeptDraft,
  label: string,
): Button {
  const { account, command } = draft;
  return { id: encodePress({ kind: 'fill', tag: accountTag(config, account), draft: id, command }), label };
}
