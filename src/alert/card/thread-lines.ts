import { sayIn } from '../../text/language.ts';
import { formatTime } from '../../text/time.ts';
import { FIRST_STEPS, type Alert, type Step } from '../model/alert.ts';
import { count } from './words/status-words.ts';
import { stepWords } from './words/step-words.ts';
import type { AlertView } from './view.ts';

const MOST_LINES = 30;

/** The steps of an alert's history after the first `told`, a line each, at most 30: of more, the newest. */
export function threadLines(alert: Alert, told: number, view: AlertView): string[] {
  const due = stepsAfter(alert, told);
  const owed = alert.steps - told;
  const all = due.length === owed && due.length <= MOST_LINES;
  const kept = all ? due : due.slice(1 - MOST_LINES);
  const left = owed - kept.length;
  const lines = kept.map((step) => stepLine(step, alert, view));
  if (left <= 0) return lines;
  return [sayIn(view.language)(`… ${count(left)} steps left out`, `…… 略去 ${count(left)} 条`), ...lines];
}

/** `04:00:05 Asia/Shanghai (20:00 UTC) Ada acknowledged it`, the day only where it is another than it began on. */
function stepLine(step: Step, { startedAt }: Pick<Alert, 'startedAt'>, view: AlertView): string {
  const { timeZone } = view.config;
  const time = formatTime(step.at, timeZone);
  const isSameDay = time.slice(0, 10) === formatTime(startedAt, timeZone).slice(0, 10);
  return `${isSameDay ? time.slice(11) : time} ${stepWords(step, view)}`;
}

/** Steps that are still there after the first `told` that ever were. */
function stepsAfter({ history, steps }: Alert, told: number): readonly Step[] {
  const gone = steps - history.length;
  return history.filter((_, at) => (at < FIRST_STEPS ? at : at + gone) >= told);
}
