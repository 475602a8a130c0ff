import { ackInShowMs, ackMs } from '../../called.ts';
import { isSameWho, type Alert } from '../../model/alert.ts';
import { nextLookAtAck } from '../next-due.ts';
import { putWithDue } from '../draft.ts';
import type { Table } from '../table/table.ts';
import { actedOn, dueBy, IS_CLOSED, type Acting } from './act.ts';

const MINUTE_MS = 60_000;
/** A second press on the same button is no second step within this, ms. */
const SAME_PRESS_MS = MINUTE_MS;

/** Somebody takes it on; of what has recovered: has seen it. */
export const ACKNOWLEDGE: Table<Acting> = {
  name: 'acknowledge',
  about: 'Somebody acknowledges it',
  alertOf: ({ alert }) => alert,
  rows: [
    IS_CLOSED,
    {
      from: ['recovered'],
      when: 'somebody has seen it before',
      holds: ({ alert }) => alert.seen,
      reason: 'unchanged',
      to: 'same',
    },
    { from: ['recovered'], reason: 'seen', to: 'same', effects: ['edits'], act: markSeen },
    {
      when: 'the same person did within the last minute',
      holds: isSamePress,
      reason: 'unchanged',
      to: 'same',
    },
    { reason: 'acknowledged', to: 'same', effects: ['edits'], act: takeOn },
  ],
};

function isSamePress({ draft, alert: { acknowledged }, by }: Acting): boolean {
  if (!acknowledged || draft.now >= acknowledged.until) return false;
  return isSameWho(acknowledged.by, by) && draft.now - acknowledged.at < SAME_PRESS_MS;
}

function takeOn(acting: Acting): void {
  const { draft, alert, by } = acting;
  const { config, isShowLive } = draft.input;
  const holdsMs = isShowLive?.(alert.account, draft.now) === true ? ackInShowMs : ackMs;
  const taken: Alert = {
    ...alert,
    acknowledged: { by, at: draft.now, until: draft.now + holdsMs(config, alert.rule) },
    reason: alert.reason === 'ack-expired' ? 'same' : alert.reason,
    seen: true,
  };
  const next: Alert = { ...taken, dueAt: dueBy(alert, nextLookAtAck(taken, draft.input, draft.now)) };
  putWithDue(draft, actedOn(acting, next, 'acknowledged'));
}

/** It closes `closeMinutes` after it recovered, where people were told of it. */
function markSeen(acting: Acting): void {
  const { draft, alert } = acting;
  const closesAt = (alert.recoveredAt ?? draft.now) + draft.input.config.closeMinutes * MINUTE_MS;
  const seen: Alert = { ...alert, seen: true, dueAt: alert.announced ? closesAt : alert.dueAt };
  putWithDue(draft, actedOn(acting, seen, 'seen'));
}
