import type { Core } from '../../core.ts';
import { Refusal } from '../../errors.ts';
import type { Button, Form } from '../../reply.ts';
import { sayIn } from '../../text/language.ts';
import type { Ask } from '../ask.ts';
import type { Effect } from '../refusal-card.ts';
import { refusalWords, refusedField, type FieldProblems } from './field-problems.ts';
import { draftButton, draftForm, keepDraft } from './kept-draft.ts';

/** How whoever was refused goes on without typing it again. */
export interface FormAgain {
  /** Opens the form, filled in. */
  readonly button: Button;
  /** The form that was sent, with what is wrong in it, where it can be shown at once. */
  readonly form?: Form;
  /** The form says all there is to say. */
  readonly isWhole: boolean;
}

/** Asks that came before are over, whatever was typed. */
const OVER: ReadonlySet<string> = new Set(['airdesk.asked-before']);

/** Whether a form helps whoever typed a line: a value of it is wrong, and no button has the line put right. */
function helpsWithLine({ code, about, choices }: Refusal): boolean {
  const isWrong = code === 'airdesk.bad-option' || about.given !== undefined || about.option !== undefined;
  return isWrong && choices.length === 0;
}

/**
 * The form for what was refused, or failed before anything was done: of whatever was filled in, and of a line that was
 * typed where it helps.
 */
export function formAgain(core: Core, ask: Ask, error: unknown, effect: Effect): FormAgain | undefined {
  const { begun, intent, language } = ask;
  const isSent = intent.kind === 'submit';
  const refusal = error instanceof Refusal ? error : undefined;
  if (!begun || !(isSent || (refusal && helpsWithLine(refusal)))) return undefined;
  if (refusal ? OVER.has(refusal.code) : effect !== 'none' && effect !== 'look') return undefined;
  const refused: FieldProblems =
    refusal && begun.isRead ? refusedField(begun.command, begun.raw, refusal) : {};
  const kept = keepDraft(core, intent, { ...begun, problems: { ...begun.problems, ...refused } }, language);
  if (!kept) return undefined;
  const say = sayIn(language);
  const label = refusal
    ? say('Correct it in a form', '用表单修改')
    : say('Open the form again', '重新打开表单');
  const button = draftButton(core, kept, label);
  const { platform } = intent.place;
  const again = core.adapters.get(platform)?.capabilities.formsAgain ?? 'never';
  const isMarked = Object.keys(kept.draft.problems).length > 0;
  const isWhole = isMarked && !begun.isRead;
  const isShown = isSent && (again === 'always' || (again === 'at-once' && isWhole));
  if (!isShown || !refusal) return { button, isWhole: false };
  const problem = isMarked ? undefined : refusalWords(refusal);
  return { button, form: draftForm(core, platform, kept, begun.command, problem), isWhole };
}
