import type { LiveEvent } from '../event.ts';
import { subjectKey } from '../event.ts';
import type { Reason, Situation } from '../situation.ts';
import { changed, openAlert, put, stepped, type Draft } from './draft.ts';

type OwnAct = NonNullable<ReturnType<Situation['ownAct']>>;

/** The command of ours that brought about what the event tells. */
export function ownActOf({ situation }: Draft, event: LiveEvent): OwnAct | undefined {
  const { account, subject, cause, at } = event;
  const isCut = cause === 'command' || cause === 'replaced';
  return isCut && subject.type === 'stream' ? situation.ownAct(account, subjectKey(subject), at) : undefined;
}

/** Notes our own command on open alerts of these conditions; it opens none. */
export function noteOwn(
  draft: Draft,
  { account, subject }: LiveEvent,
  { command, by }: OwnAct,
  conditions: readonly string[],
): Reason {
  for (const condition of conditions) {
    const alert = openAlert(draft, account, condition, subject);
    const text = `${command} · ${by}`.slice(0, 200);
    if (alert) put(draft, stepped(draft, changed(alert), 'acted', { reason: 'own-command', text }));
  }
  return 'own-command';
}
