import type { Alert } from '../model/alert.ts';
import type { Applied } from '../rules/rules.ts';
import { changed, current, put, stepped, type Draft } from './draft.ts';
import { isToldAsUrgently, untold } from './incident/part.ts';
import { reconsider, union } from './with-owed.ts';
import { worst } from './severity.ts';

/** How often a condition that goes on is a step of its own, and an edit of its card, ms. */
const AGAIN_STEP_MS = 60_000;

/** The same condition goes on, and was heard of. */
export function again(draft: Draft, heard: Alert, applied: Applied): void {
  put(draft, reconsider(draft, repeated(draft, heard), applied));
}

/** The same condition goes on, and has become worse. It never becomes better. */
export function worsen(draft: Draft, heard: Alert, applied: Applied): void {
  put(draft, reconsider(draft, worse(draft, heard, applied), applied));
}

/** Whether the rules make more of it than people know. */
export function isWorse({ severity }: Alert, applied: Applied): boolean {
  return applied.severity !== 'none' && worst([severity, applied.severity]) !== severity;
}

function worse(draft: Draft, alert: Alert, applied: Applied): Alert {
  const severity = applied.severity === 'none' ? alert.severity : applied.severity;
  const channels = alert.announced ? union(alert.channels, applied.channels) : alert.channels;
  const owed = untoldByWhole(draft, { ...alert, severity }, applied);
  const next: Alert = {
    ...alert,
    ...{ severity, channels, rule: applied.rule?.name },
    ...(owed.length > 0 && { announced: true, channels: union(channels, owed) }),
  };
  return stepped(draft, changed(next), 'worse', { text: severity });
}

/**
 * Channels that a part of something has to be told in by itself: people were told of the whole as less bad, or others
 * were. An edit of that card would not make them look.
 */
function untoldByWhole(draft: Draft, alert: Alert, applied: Applied): readonly string[] {
  const { parent, announced, muted, severity } = alert;
  const whole = parent === undefined || announced || muted ? undefined : current(draft, parent);
  if (!whole) return [];
  return isToldAsUrgently(whole, severity) ? untold(draft, whole, applied) : applied.channels;
}

function repeated(draft: Draft, alert: Alert): Alert {
  const newest = alert.history.at(-1)?.at ?? -Infinity;
  return draft.now - newest < AGAIN_STEP_MS ? alert : stepped(draft, changed(alert), 'again');
}
