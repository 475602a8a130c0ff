import type { Alert } from '../../model/alert.ts';
import { stepped, type Draft } from '../draft.ts';

/**
 * Whether a part was closed while it fired, so that it is over without having recovered: by somebody, or since its stream
 * ended or is watched by nobody. Not where it turned out to be something else.
 */
export function isClosedEarly(before: Alert | undefined, alert: Alert): boolean {
  if (before?.status !== 'firing' || alert.status !== 'closed') return false;
  const isOver = alert.reason === 'closed-unwatched' || alert.reason === 'ended';
  return isOver || alert.history.at(-1)?.by !== undefined;
}

/** An incident of which nothing fires any more, closed as the last of its parts: to say that it recovered would be untrue. */
export function closedAs(draft: Draft, whole: Alert, last: Alert): Alert {
  const { by } = last.history.at(-1) ?? {};
  const closed: Alert = { ...whole, status: 'closed', closedAt: draft.now, seen: true };
  return by
    ? stepped(draft, closed, 'closed', { by })
    : stepped(draft, { ...closed, reason: last.reason }, 'closed', { reason: last.reason });
}
