import { conditionOf } from '../../../callback/condition.ts';
import { commandLine } from '../../../line/command-line.ts';
import type { Button } from '../../../reply.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { brokeAt } from '../times.ts';
import type { AlertView } from '../view.ts';
import { actionButton } from './action-button.ts';

/** The cloud keeps the figures of a push for 7 days (DescribeStreamPushInfoList), ms. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

/** Draws frame rate, bitrate and viewers of its stream; none where there are no figures of it, or none any more. */
export function chartButton(alert: Alert, view: AlertView): Button[] {
  const { condition, subject, id } = alert;
  const hasFigures = conditionOf(view.config.alerts.conditions, condition)?.hasFigures === true;
  // Figures are asked for by push domain: of a stream that is known by its last name only, nobody can say which.
  if (!hasFigures || subject.type !== 'stream' || view.now - brokeAt(alert) >= KEPT_MS) return [];
  const label = sayIn(view.language)('Chart', '曲线图');
  return actionButton(alert, view, [commandLine('alert chart', { id })], { label });
}
