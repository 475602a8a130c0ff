import type { Alert } from '../../model/alert.ts';
import { isGoodbye } from '../../../callback/disconnect-codes.ts';
import { subjectKey, type LiveEvent } from '../../../callback/event.ts';
import type { Applied } from '../../rules/rules.ts';
import type { Reason } from '../../model/decision.ts';
import type { StreamState } from '../../model/stream-state.ts';
import { watchOf } from '../../rules/watch.ts';
import { changed, openAlert, put, stepped, type Draft } from '../draft.ts';
import { applyTo } from '../matter.ts';
import { momentOf } from '../moment.ts';
import { newAlert } from '../new-alert.ts';
import { scopeOf } from '../incident/scope.ts';
import { union } from '../settle.ts';

/** A stream ended by itself, and nothing says that it should be on air. Told as over, or not at all. */
export const ENDED = 'stream.ended';
/** What is no fault any more when a stream ended by itself. */
const OVER_WITH_IT = ['stream.down', 'stream.push-lost', 'record.paused'] as const;

/** Whether a push ended by itself at a time when nothing says that its stream should be on air. `state`: before that. */
export function isEnd({ situation }: Draft, event: LiveEvent, state: StreamState): boolean {
  return isGoodbye(event.code) && watchOf(situation, event, momentOf(event), state) === 'no';
}

/** Whether the stream of an event is known to have ended by itself, and was not pushed since. */
export function isOver({ situation }: Draft, { account, subject }: LiveEvent): boolean {
  return situation.stream(`${account}|${subjectKey(subject)}`)?.endedAt !== undefined;
}

/**
 * A stream ended by itself. What failed of its pushes is over with that; after the grace time it is told in one line,
 * where no rule says otherwise. The cloud is not asked. `state`: the stream as it is now.
 */
export function end(draft: Draft, event: LiveEvent, state: StreamState): Reason {
  draft.streams.push({ ...state, endedAt: momentOf(event) });
  for (const condition of OVER_WITH_IT) {
    const open = openAlert(draft, event.account, condition, event.subject);
    if (open && open.status !== 'recovered') put(draft, closed(draft, open));
  }
  if (openAlert(draft, event.account, ENDED, event.subject)) return 'ended';
  const alert = newAlert(draft, event, ENDED);
  const { graceMs } = ruled(draft, alert);
  const quiet = whyQuiet(draft, alert, state);
  if (quiet) return quiet;
  if (graceMs === 0) return tell(draft, alert, state);
  const dueAt = event.receivedAt + graceMs;
  put(draft, stepped(draft, { ...alert, status: 'pending', reason: 'pending', dueAt }, 'pending'));
  return 'ended';
}

/** The grace time of an end is over, and it did not come back. */
export function endForGood(draft: Draft, pending: Alert): Reason {
  ruled(draft, pending);
  const state = draft.situation.stream(`${pending.account}|${subjectKey(pending.subject)}`);
  const quiet = state ? whyQuiet(draft, pending, state) : 'ended';
  if (state && !quiet) return tell(draft, pending, state);
  put(draft, closed(draft, pending));
  return quiet ?? 'ended';
}

/** What the rules say of an end: whether it is told and where, and nothing worse. What should be on air is watched. */
function ruled(draft: Draft, alert: Alert): Applied {
  const applied = applyTo(draft, alert);
  draft.applied = { ...applied, severity: applied.severity === 'none' ? 'none' : alert.severity };
  return draft.applied;
}

/** Why it is not told: something keeps it quiet, or it comes and goes and was told already. */
function whyQuiet(draft: Draft, alert: Alert, { endToldAt = -Infinity }: StreamState): Reason | undefined {
  const { now, situation } = draft;
  const { kind } = scopeOf(draft, alert, ruled(draft, alert));
  if (kind !== 'open') return kind;
  const isLately = now - endToldAt < situation.config.flapping.withinMinutes * 60_000;
  return isLately ? 'ended' : undefined;
}

function tell(draft: Draft, alert: Alert, state: StreamState): Reason {
  const { rule, channels } = ruled(draft, alert);
  const told: Alert = { ...alert, rule: rule?.name, channels: union([], channels), announced: true };
  put(draft, closed(draft, told));
  const newest = draft.streams.findLast(({ id }) => id === state.id) ?? state;
  draft.streams.push({ ...newest, endToldAt: draft.now });
  return 'ended';
}

function closed(draft: Draft, alert: Alert): Alert {
  const over: Alert = {
    ...changed(alert),
    status: 'closed',
    closedAt: draft.now,
    seen: true,
    reason: 'ended',
  };
  return stepped(draft, over, 'closed', { reason: 'ended' });
}
