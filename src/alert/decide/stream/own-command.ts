import type { LiveEvent } from '../../../callback/event.ts';
import { subjectKey } from '../../../callback/event.ts';
import type { DecisionInput } from '../../model/decision.ts';
import { changed, openAlert, put, stepped, type Draft } from '../draft.ts';

type OwnAct = NonNullable<ReturnType<DecisionInput['ownAct']>>;

/** The clocks of the cloud and ours, and whole seconds, ms. */
const SKEW_MS = 5000;

/**
 * The command of ours that brought about what the event tells. `began`: when the push began, ms UTC, where it is known:
 * one that began after the command was cut by somebody else.
 */
export function ownActOf({ input }: Draft, event: LiveEvent, began?: number): OwnAct | undefined {
  const { account, subject, cause, at, values } = event;
  const isCut = cause === 'command' || cause === 'replaced';
  if (!isCut || subject.type !== 'stream') return undefined;
  const own = input.ownAct(account, subjectKey(subject), at);
  const lasted = values['duration_ms'];
  return own && beganAfter(own, began ?? (typeof lasted === 'number' ? at - lasted : undefined))
    ? undefined
    : own;
}

/** Whether a push that began then (ms UTC) cannot be the one that a command cut. */
export function beganAfter({ at }: OwnAct, began = -Infinity): boolean {
  return at !== undefined && began > at + SKEW_MS;
}

/** Notes our own command on open alerts of these conditions; it opens none. */
export function noteOwn(
  draft: Draft,
  { account, subject }: LiveEvent,
  own: OwnAct | undefined,
  conditions: readonly string[],
): void {
  for (const condition of conditions) {
    const alert = openAlert(draft, account, condition, subject);
    const text = `${own?.command ?? ''} · ${own?.by ?? ''}`.slice(0, 200);
    if (alert && own) put(draft, stepped(draft, changed(alert), 'acted', { reason: 'own-command', text }));
  }
}
