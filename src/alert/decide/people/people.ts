import { shorten } from '../../../text/shorten.ts';
import { isSameWho, withStep, type Alert, type Step, type Who, type WITH_WHOLE } from '../../model/alert.ts';
import type { MuteEnd } from '../../model/alerts.ts';
import { LONGEST_MUTE_MS } from '../../model/mute.ts';
import { changed } from '../draft.ts';
import { closedRefusal, emptyNoteRefusal, muteEndRefusal, recoveredRefusal } from './people-refusals.ts';

/** Bound of a step's text, see Step. */
const MOST_TEXT = 500;
/** A second press on the same button is no second step within this, ms. */
const SAME_PRESS_MS = 60_000;

/**
 * Somebody takes it on until `now + ackMs`; on a recovered one, somebody has seen it, and it closes `closeMs` after it
 * recovered. @throws Refusal where it is closed.
 */
export function acknowledge(alert: Alert, who: Who, now: number, ackMs: number, closeMs: number): Alert {
  refuseClosed(alert);
  if (alert.status === 'recovered') return markSeen(alert, who, now, closeMs);
  const { acknowledged } = alert;
  const isRepeat =
    acknowledged !== undefined && isSameWho(acknowledged.by, who) && now - acknowledged.at < SAME_PRESS_MS;
  if (isRepeat && now < acknowledged.until) return alert;
  const until = now + ackMs;
  const next: Alert = {
    ...alert,
    acknowledged: { by: who, at: now, until },
    reason: alert.reason === 'ack-expired' ? 'same' : alert.reason,
    seen: true,
    dueAt: notAfter(alert, until),
  };
  return step(next, who, now, 'acknowledged');
}

function markSeen(alert: Alert, who: Who, now: number, closeMs: number): Alert {
  if (alert.seen) return alert;
  const dueAt = alert.announced ? (alert.recoveredAt ?? now) + closeMs : alert.dueAt;
  return step({ ...alert, seen: true, dueAt }, who, now, 'seen');
}

/**
 * Nobody is told of it until a time (ms UTC) or until it recovers. What was announced still shows how it goes on.
 * @throws Refusal where it is closed, or where that is no end.
 */
export function mute(alert: Alert, who: Who, now: number, until: MuteEnd): Alert {
  refuseClosed(alert);
  if (until === 'recovered') {
    if (alert.status === 'recovered') throw recoveredRefusal(alert);
    return step({ ...alert, muted: { by: who, at: now } }, who, now, 'muted');
  }
  if (!(until > now && until <= now + LONGEST_MUTE_MS)) throw muteEndRefusal(alert);
  const muted = { by: who, at: now, until };
  return step({ ...alert, muted, dueAt: notAfter(alert, until) }, who, now, 'muted');
}

/**
 * Ends its mute. Where that kept it quiet, it is due at once and then announced. Without a mute nothing changes.
 * @throws Refusal where it is closed.
 */
export function unmute(alert: Alert, who: Who, now: number): Alert {
  refuseClosed(alert);
  if (!alert.muted) return alert;
  return step({ ...alert, muted: undefined, dueAt: notAfter(alert, now) }, who, now, 'unmuted');
}

/**
 * Gives it to a person, by id under people of airdesk.yaml, with their `accounts` by platform.
 * @throws Refusal where it is closed.
 */
export function assign(
  alert: Alert,
  who: Who,
  now: number,
  person: string,
  accounts?: Readonly<Record<string, string>>,
): Alert {
  refuseClosed(alert);
  if (alert.assigned?.person === person) return alert;
  const assigned = { person, ...(accounts && { accounts }), by: who, at: now };
  return step({ ...alert, assigned }, who, now, 'assigned', person);
}

/**
 * Ends it, however it stands; what comes later opens another one. What is part of it stays as it is. `reason`: why it
 * ends where nobody closed it by itself.
 * @throws Refusal where it is closed.
 */
export function close(alert: Alert, who: Who, now: number, why?: string, reason?: typeof WITH_WHOLE): Alert {
  refuseClosed(alert);
  const closed: Alert = { ...alert, status: 'closed', closedAt: now, seen: true, dueAt: undefined };
  return step(closed, who, now, 'closed', why, reason);
}

/** Adds a note. @throws Refusal where it is closed, or the text is empty. */
export function note(alert: Alert, who: Who, now: number, text: string): Alert {
  refuseClosed(alert);
  if (text.trim() === '') throw emptyNoteRefusal(alert);
  return step(alert, who, now, 'noted', text.trim());
}

/** A command of ours on what it is about has ended; `text` says which, and how. A closed one stays as it is. */
export function acted(alert: Alert, by: Who, text: string, now: number): Alert {
  return alert.status === 'closed' ? alert : step(alert, by, now, 'acted', text);
}

function step(alert: Alert, by: Who, at: number, what: Step['what'], text?: string, reason?: string): Alert {
  const told = {
    ...(text !== undefined && { text: shorten(text, MOST_TEXT) }),
    ...(reason !== undefined && { reason }),
  };
  return withStep(changed(alert), { at, what, by, ...told });
}

function refuseClosed(alert: Alert): void {
  if (alert.status === 'closed') throw closedRefusal(alert);
}

/** Due at `at` (ms UTC) or earlier. A grace time ends when it ends, whatever people do meanwhile. */
function notAfter({ status, dueAt }: Alert, at: number): number | undefined {
  return status === 'firing' ? Math.min(dueAt ?? at, at) : dueAt;
}
