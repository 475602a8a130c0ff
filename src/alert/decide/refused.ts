import { isOfBan, isRefusal } from '../disconnect-codes.ts';
import { subjectKey, type LiveEvent } from '../event.ts';
import type { Reason } from '../situation.ts';
import type { StreamState } from '../stream-state.ts';
import { watchOf } from '../watch.ts';
import { openAlert, type Draft } from './draft.ts';
import { fire } from './fire.ts';
import { momentOf } from './moment.ts';
import { noteOwn } from './own-command.ts';

/** An encoder tries to push a stream that should be on air, and is not let in. */
const REFUSED = 'push.refused';
const OF_PUSHES = ['stream.down', 'stream.push-lost'] as const;
/** A push that lasted longer than this was taken, whatever its end says, ms. */
const LONGEST_REFUSAL_MS = 1000;

/** Whether the end of a push tells that it was not taken: then it never began. `state`: before that. */
export function isRefused({ code, sequence, values }: LiveEvent, { live }: StreamState): boolean {
  if (!isRefusal(code) || (sequence !== undefined && live.includes(sequence))) return false;
  const lasted = values['duration_ms'];
  return typeof lasted !== 'number' || lasted <= LONGEST_REFUSAL_MS;
}

/**
 * A push was not taken. No outage begins with that: what is off air already goes on being so, a ban of ours covers it, and
 * people are told where the stream should be on air.
 */
export function refused(draft: Draft, event: LiveEvent): Reason {
  const { account, subject, code } = event;
  const ban = isOfBan(code)
    ? draft.situation.ownBan?.(account, subjectKey(subject), momentOf(event))
    : undefined;
  if (ban) return noteOwn(draft, event, ban, OF_PUSHES);
  for (const condition of OF_PUSHES) {
    const open = openAlert(draft, account, condition, subject);
    if (open && open.status !== 'recovered') return fire(draft, event, condition);
  }
  if (watchOf(draft.situation, event, momentOf(event)) === 'no') return 'refused';
  return fire(draft, event, REFUSED);
}
