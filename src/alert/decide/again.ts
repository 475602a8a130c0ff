import type { Alert } from '../alert.ts';
import type { Applied } from '../rules.ts';
import type { Reason } from '../situation.ts';
import { changed, current, put, stepped, type Draft } from './draft.ts';
import { isToldAsUrgently } from './part.ts';
import { reconsider, union } from './settle.ts';
import { worst } from './severity.ts';

/** How often a condition that goes on is a step of its own, and an edit of its card, ms. */
const AGAIN_STEP_MS = 60_000;

/** The same condition goes on, and was heard of. It can become worse, and no better. */
export function again(draft: Draft, heard: Alert, applied: Applied): Reason {
  const next = isWorse(heard, applied) ? worse(draft, heard, applied) : repeated(draft, heard);
  put(draft, reconsider(draft, next, applied));
  return 'same';
}

function isWorse({ severity }: Alert, applied: Applied): boolean {
  return applied.severity !== 'none' && worst([severity, applied.severity]) !== severity;
}

function worse(draft: Draft, alert: Alert, applied: Applied): Alert {
  const severity = applied.severity === 'none' ? alert.severity : applied.severity;
  const channels = alert.announced ? union(alert.channels, applied.channels) : alert.channels;
  const next: Alert = {
    ...alert,
    ...{ severity, channels, rule: applied.rule?.name },
    ...(isLouderThanTold(draft, alert, severity) && ownCard(applied)),
  };
  return stepped(draft, changed(next), 'worse', { text: severity });
}

/** Part of something that people were told of as less bad: an edit of that card would not make them look. */
function isLouderThanTold(draft: Draft, alert: Alert, severity: Alert['severity']): boolean {
  const { parent, announced, muted } = alert;
  const whole = parent === undefined || announced || muted ? undefined : current(draft, parent);
  return whole !== undefined && !isToldAsUrgently(whole, severity);
}

function ownCard({ channels }: Applied): Partial<Alert> {
  return channels.length > 0 ? { announced: true, channels: [...channels] } : {};
}

function repeated(draft: Draft, alert: Alert): Alert {
  const newest = alert.history.at(-1)?.at ?? -Infinity;
  return draft.now - newest < AGAIN_STEP_MS ? alert : stepped(draft, changed(alert), 'again');
}
