import { conditionOf } from '../../callback/condition.ts';
import { ENDED } from '../../callback/conditions.ts';
import { ackInShowMs } from '../called.ts';
import type { Alert } from '../model/alert.ts';
import type { Decision, DecisionInput } from '../model/decision.ts';
import { GRACE_OVER, waitedFor } from './begin.ts';
import { watchOf } from '../rules/watch.ts';
import { changed, createDraft, current, put, stepped, type Draft } from './draft.ts';
import { END_WAITED, waitedEnd } from './stream/ended.ts';
import { applyTo } from './apply-to.ts';
import { closesAt, closesUnwatchedAt, quietAt, steadyAt } from './next-due.ts';
import { closeAs, markRecovered, WELL, well } from './recover.ts';
import { reconsider, withoutEndedMute } from './with-owed.ts';
import { brokeAt } from './stream/stream.ts';
import { decideBy, goOn, type Table } from './table/table.ts';
import { toDecision } from './to-decision.ts';

/** How long a stream that did not come back waits for what the cloud says of it, ms. */
const CHECK_MS = 1500;

/** An alert whose time may have come. */
interface Due {
  readonly draft: Draft;
  readonly alert: Alert;
}

/** A firing alert without what has run out. */
interface LookedAt extends Due {
  /** Without an acknowledgement that has expired. */
  readonly heard: Alert;
  /** Without a mute that has ended. */
  readonly unmuted: Alert;
  /** As the rules of now make of it. */
  readonly next: Alert;
}

/**
 * A firing alert whose time has come: what of acknowledgement, mute and maintenance has run out. DUE comes here.
 */
export const LOOK_AGAIN: Table<LookedAt> = {
  name: 'look-again',
  about: 'An acknowledgement or a mute may have run out, or what kept it quiet may be over',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      when: 'nothing keeps it quiet any more',
      holds: ({ alert, next }) => next.announced && !alert.announced,
      reason: 'mute-ended',
      to: 'same',
      effects: ['tells', 'edits'],
      act: store,
    },
    {
      when: 'the acknowledgement expired',
      holds: ({ alert, heard }) => heard !== alert,
      reason: 'ack-expired',
      to: 'same',
      effects: ['edits'],
      act: store,
    },
    {
      when: 'the mute ended',
      holds: ({ heard, unmuted }) => unmuted !== heard,
      reason: 'mute-ended',
      to: 'same',
      effects: ['edits'],
      act: store,
    },
    {
      when: 'it is in maintenance',
      holds: ({ next }) => next.reason === 'maintenance',
      reason: 'maintenance',
      to: 'same',
      act: store,
    },
    { reason: 'not-due', to: 'same', act: store },
  ],
};

/** The time of an alert may have come. */
export const DUE: Table<Due> = {
  name: 'due',
  about: 'Time has passed',
  alertOf: ({ alert }) => alert,
  rows: [
    {
      when: 'its time has not come',
      holds: ({ draft, alert }) => !isPast(draft, alert.dueAt),
      reason: 'not-due',
      to: 'same',
    },
    {
      from: ['pending'],
      when: 'it is the end of a stream',
      holds: ({ alert }) => alert.condition === ENDED,
      goesOn: goOn(END_WAITED, ({ draft, alert }) => waitedEnd(draft, alert)),
    },
    {
      from: ['pending'],
      when: 'it is about the pushes of a stream, and the cloud was not asked yet',
      holds: ({ draft, alert }) => isOfPushes(draft, alert) && alert.reason !== 'to-check',
      reason: 'to-check',
      to: ['pending'],
      effects: ['asks'],
      act: askFirst,
    },
    {
      from: ['pending'],
      goesOn: goOn(GRACE_OVER, ({ draft, alert }) => {
        draft.applied = applyTo(draft, alert);
        return waitedFor(draft, alert, draft.applied);
      }),
    },
    {
      from: ['firing'],
      when: 'it flaps, and was well for long enough',
      holds: ({ draft, alert }) => isPast(draft, steadyAt(alert, draft.input.config)),
      reason: 'steady',
      to: ['recovered'],
      effects: ['edits'],
      act: ({ draft, alert }) =>
        markRecovered(draft, { ...alert, flapping: false }, 'steady', alert.recoveredAt),
    },
    {
      from: ['firing'],
      when: 'nothing was heard of it for long enough',
      holds: ({ draft, alert }) => isPast(draft, quietAt(alert, draft.input.config)),
      goesOn: goOn(WELL, ({ draft, alert }) => well(draft, alert, draft.now, true)),
    },
    {
      from: ['firing'],
      when: 'nothing ended it for closeUnwatchedMinutes; it is acknowledged, or should be on air',
      holds: (due) => isLongUntouched(due) && isWanted(due),
      reason: 'not-due',
      to: 'same',
      act: ({ draft, alert }) => put(draft, { ...alert, expectedAt: draft.now }),
    },
    {
      from: ['firing'],
      when: 'nothing ended it for closeUnwatchedMinutes, and nothing says that it should be on air',
      holds: isLongUntouched,
      reason: 'closed-unwatched',
      to: ['closed'],
      effects: ['edits'],
      act: ({ draft, alert }) => closeAs(draft, alert, 'closed-unwatched', { seen: true }),
    },
    { from: ['firing'], goesOn: goOn(LOOK_AGAIN, lookedAt) },
    {
      from: ['recovered'],
      when: 'nobody looked at it yet, or only just',
      holds: ({ draft, alert }) => closesAt(alert, draft.input.config) > draft.now,
      reason: 'not-due',
      to: 'same',
      act: ({ draft, alert }) => put(draft, alert),
    },
    {
      from: ['recovered'],
      reason: 'closed-after-recovery',
      to: ['closed'],
      effects: ['edits'],
      act: ({ draft, alert }) => closeAs(draft, alert, 'closed-after-recovery'),
    },
    { reason: 'not-due', to: 'same' },
  ],
};

/** What follows for an alert whose time has come at `now`, ms UTC. Pure. */
export function decideDue(input: DecisionInput, alert: Alert, now: number): Decision {
  const draft = createDraft(input, now);
  // Another decision may have changed it since it was found due.
  const stored = input.byId(alert.id) ?? alert;
  return toDecision(draft, decideBy(DUE, { draft, alert: stored }));
}

function isPast({ now }: Draft, at: number | undefined): boolean {
  return at !== undefined && at <= now;
}

function askFirst({ draft, alert }: Due): void {
  const { account, subject, condition } = alert;
  const waiting: Alert = { ...alert, reason: 'to-check', dueAt: draft.now + CHECK_MS };
  put(draft, stepped(draft, waiting, 'pending', { reason: 'to-check' }));
  draft.checks.push({ account, subject, condition, why: 'grace', brokeAt: brokeAt(alert) });
}

/** Whether it is of what closes by itself where nothing says that the stream should be on air, and its time has come. */
function isLongUntouched({ draft, alert }: Due): boolean {
  return isPast(draft, closesUnwatchedAt(alert, draft.input.config));
}

/** Whether somebody is on it, or the stream should be on air: it is looked at again later. */
function isWanted({ draft, alert }: Due): boolean {
  const { now, input } = draft;
  const whole = alert.parent === undefined ? undefined : current(draft, alert.parent);
  const isTakenOn = [alert, whole].some((one) => now < (one?.acknowledged?.until ?? 0));
  return isTakenOn || watchOf(input, alert, now) !== 'no';
}

/** Whether the cloud's list of pushes tells of it. */
function isOfPushes({ input }: Draft, { condition }: Alert): boolean {
  return conditionOf(input.config.conditions, condition)?.ofPushes === true;
}

function lookedAt({ draft, alert }: Due): LookedAt {
  const heard = expired(draft, alert);
  const unmuted = ended(draft, heard);
  draft.applied = applyTo(draft, unmuted);
  return { draft, alert, heard, unmuted, next: reconsider(draft, unmuted, draft.applied) };
}

function store({ draft, next }: LookedAt): void {
  put(draft, next);
}

/** Without an acknowledgement that has expired: somebody has to look again. */
function expired(draft: Draft, alert: Alert): Alert {
  const { acknowledged } = alert;
  if (!acknowledged || draft.now < heldUntil(draft, alert, acknowledged)) return alert;
  // What is kept quiet goes on saying why.
  const reason = alert.announced ? 'ack-expired' : alert.reason;
  const open = changed({ ...alert, acknowledged: undefined, reason });
  return stepped(draft, open, 'ack-expired', { by: acknowledged.by, reason: 'ack-expired' });
}

/** A show that began meanwhile makes it shorter. */
function heldUntil(
  { input, now }: Draft,
  { account, rule }: Alert,
  { at, until }: NonNullable<Alert['acknowledged']>,
): number {
  const inShow = at + ackInShowMs(input.config, rule);
  return now >= inShow && input.isShowLive?.(account, now) === true ? Math.min(inShow, until) : until;
}

/** Without a mute that has ended. Where it kept the alert quiet, that is told when it is announced. */
function ended(draft: Draft, alert: Alert): Alert {
  const open = withoutEndedMute(alert, draft.now);
  if (open === alert || (!alert.announced && alert.parent === undefined)) return open;
  return stepped(draft, changed(open), 'unmuted', { reason: 'mute-ended' });
}
