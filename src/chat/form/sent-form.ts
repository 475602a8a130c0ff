import type { FilledPress, FormPress } from '../../card/press-id.ts';
import type { Command } from '../../command.ts';
import type { Core } from '../../core.ts';
import type { SubmitIntent } from '../../intent.ts';
import type { Draft } from './drafts.ts';
import { roomOn } from './kept-draft.ts';
import { optionsShown } from './options-form.ts';

/** What a form says that was sent. */
export interface SentForm {
  /** The options, by name: those of the form, and those that its draft alone holds. */
  readonly raw: Readonly<Record<string, string>>;
  /** Options that it asked for. */
  readonly shown: readonly string[];
  /** Something that was given before is not kept any more. */
  readonly isTorn: boolean;
}

/** Options stand on one line, wherever they are typed. */
function onOneLine(text: string): string {
  return text
    .split(/[\r\n\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** What was filled in. Empty fields count as not given. */
function filledIn(values: SubmitIntent['values']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, onOneLine(value)] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** Reads a form that was sent. What was left out of it for lack of room comes from its draft. */
export function readSent(
  core: Pick<Core, 'adapters' | 'drafts'>,
  { actor, place, values }: SubmitIntent,
  sent: FilledPress | FormPress,
  command: Command,
): SentForm {
  const given = filledIn(values);
  const draft = draftOf(core, actor, sent);
  if (!draft) {
    const shown = sent.kind === 'form' ? Object.keys(command.options) : Object.keys(values);
    return { raw: given, shown, isTorn: sent.kind === 'filled' && sent.isPart };
  }
  const shown = optionsShown(command, draft, roomOn(core, place.platform));
  const held = Object.entries(draft.values).filter(([name]) => !shown.includes(name));
  return { raw: { ...Object.fromEntries(held), ...given }, shown, isTorn: false };
}

/** The draft that a form was filled in with, where it is still kept. */
export function draftOf(
  { drafts }: Pick<Core, 'drafts'>,
  actor: SubmitIntent['actor'],
  sent: Pick<FilledPress, 'draft' | 'command'> | FormPress,
): Draft | undefined {
  const draft = 'draft' in sent ? drafts.find(sent.draft, actor) : undefined;
  return draft?.command === sent.command ? draft : undefined;
}
