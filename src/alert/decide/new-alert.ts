import type { Alert } from '../model/alert.ts';
import { conditionOf } from '../../callback/condition.ts';
import type { LiveEvent } from '../../callback/event.ts';
import { groupsFor } from '../rules/rules.ts';
import type { Draft } from './draft.ts';
import { momentOf } from './moment.ts';

const MOST_GROUPS = 12;
const MOST_SEQUENCES = 8;

/** An alert of which nothing is known but the event that fires it: well so far, counted once. */
export function newAlert(draft: Draft, event: LiveEvent, condition: string): Alert {
  const at = Math.min(momentOf(event), event.receivedAt);
  const { input } = draft;
  const { account, subject } = event;
  const given = givenBy(event, condition);
  const depends = subject.type === 'stream' ? (input.dependsOn?.(account, subject.id) ?? []) : [];
  const groups = [...new Set([...event.groups, ...groupsFor(input.config, subject), ...depends])];
  return {
    id: input.newId(),
    account,
    condition,
    subject,
    severity: given ?? conditionOf(input.config.conditions, condition)?.severity ?? 'warning',
    ...(given && { given }),
    status: 'recovered',
    startedAt: at,
    lastAt: at,
    heardAt: event.receivedAt,
    first: event.values,
    code: event.code,
    cause: event.cause,
    trust: event.missed ? 'recorded' : event.trust,
    sequences: event.sequence === undefined ? [] : [event.sequence],
    count: 1,
    fires: [],
    flapping: false,
    seen: false,
    groups: groups.slice(0, MOST_GROUPS),
    channels: [],
    announced: false,
    reason: 'new',
    version: 1,
    history: [],
    steps: 0,
    seq: event.seq,
  };
}

/** How bad the message says that this condition is: one that tells of several says it of its own. */
function givenBy(event: LiveEvent, condition: string): Alert['given'] {
  return event.condition === condition ? event.severity : undefined;
}

/**
 * An alert that was over and is true again: why, the newest message tells. What a look at the cloud finds has no reason
 * that is known, and not that of the last time.
 */
export function brokenAgain(alert: Alert, event: LiveEvent, condition: string): Alert {
  const { cause, code } = event;
  const heard = heardAgain(alert, event, condition);
  if (alert.cause === undefined && cause === undefined) return heard;
  const last = momentOf(event) >= alert.lastAt ? event.values : alert.last;
  return { ...heard, cause, code, last };
}

/** The alert with one more event that says so. Why a push ended is what was told first, for as long as it lasts. */
export function heardAgain(alert: Alert, event: LiveEvent, condition: string): Alert {
  const { sequence } = event;
  const isNewer = momentOf(event) >= alert.lastAt;
  const known = sequence === undefined || alert.sequences.includes(sequence);
  // A look comes after what it sees, and knows no cause.
  const isFirst = alert.cause === undefined && (isNewer || alert.sequences.length === 0);
  return {
    ...alert,
    // That we looked and saw the same is no further report.
    count: alert.count + (event.trust === 'observed' ? 0 : 1),
    last: isNewer ? withReasonOf(alert, event, isFirst) : alert.last,
    lastAt: Math.max(alert.lastAt, Math.min(momentOf(event), event.receivedAt)),
    heardAt: Math.max(alert.heardAt ?? 0, event.receivedAt),
    code: isFirst ? (event.code ?? alert.code) : alert.code,
    cause: isFirst ? (event.cause ?? alert.cause) : alert.cause,
    given: givenBy(event, condition) ?? alert.given,
    trust: event.trust === 'observed' ? alert.trust : event.trust,
    sequences: known ? alert.sequences : [...alert.sequences, sequence].slice(-MOST_SEQUENCES),
    seq: Math.max(alert.seq, event.seq),
  };
}

/** What the newest event said; the cloud's own words stay those of the code that is shown. */
function withReasonOf(
  { cause, first, last = first }: Alert,
  event: LiveEvent,
  isFirst: boolean,
): LiveEvent['values'] {
  if (isFirst || cause === undefined || event.cause === undefined) return event.values;
  const { reason = first['reason'] } = last;
  const told = Object.entries(event.values).filter(([name]) => name !== 'reason');
  return { ...(reason !== undefined && { reason }), ...Object.fromEntries(told) };
}
