import { DOWN, PUSH_LOST } from '../../callback/conditions.ts';
import type { Ago } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn } from '../../text/language.ts';
import { formatClock } from '../../text/time.ts';
import type { Alert } from '../model/alert.ts';
import { wallTime } from './moment.ts';
import { endOf } from './state.ts';
import type { AlertView } from './view.ts';

/** An evening and its night: what failed longer ago is another matter, ms. */
const TONIGHT_MS = 12 * 60 * 60_000;
/** Conditions whose end the cloud tells by a message. */
const PUSHES: ReadonlySet<string> = new Set([DOWN, PUSH_LOST]);
/** Less is not worth a number, ms. */
const LEAST_MS = 1000;
/** What is noticed so soon needs no word, ms. */
const SOON_MS = 30_000;

/** When it broke the last time, ms UTC; `before`: the last time before that. */
export function brokeAt({ fires, startedAt }: Pick<Alert, 'fires' | 'startedAt'>, before = Infinity): number {
  return fires.findLast((at) => at <= before) ?? startedAt;
}

/** When it broke this time, where it broke before. */
export function thisTime(alert: Alert, view: AlertView): string | undefined {
  const from = brokeAt(alert);
  // An incident counts from when it became one, a little after its first part broke.
  const isFirst = alert.fires.length < 2 || from === alert.startedAt;
  return isFirst ? undefined : wallTime(view, from);
}

/** Since when it lasts, this time. */
export function ongoing(alert: Alert, view: AlertView): Ago {
  const at = brokeAt(alert);
  const passed = Math.max(view.now - at, LEAST_MS);
  const [length, now] = [formatDuration(passed, view.language), wallTime(view, view.now)];
  const text = sayIn(view.language)(`for ${length} at ${now}`, `已持续 ${length}（截至 ${now}）`);
  return { at, text };
}

/** `3rd since 04:00`: which time tonight this is; undefined for the first. */
export function nthText(alert: Alert, view: AlertView): string | undefined {
  const recent = recentOutages(alert, view);
  const [first] = recent;
  if (first === undefined || recent.length < 2) return undefined;
  const since = formatClock(first.from, view.now, view.config.timeZone);
  return sayIn(view.language)(
    `${ordinal(recent.length)} since ${since}`,
    `${since} 以来第 ${recent.length} 次`,
  );
}

function recentOutages(alert: Alert, { now }: AlertView): NonNullable<Alert['outages']> {
  const { outages = [] } = alert;
  // What broke after it was over is told when its grace time is.
  const end = endOf(alert) ?? now;
  return outages.filter(({ from }) => from > now - TONIGHT_MS && from <= end);
}

/** `3rd since 19:40 Asia/Shanghai, 2 min 5 s in all`, where it is not the first within twelve hours. */
export function failuresText(alert: Alert, view: AlertView): string | undefined {
  const recent = recentOutages(alert, view);
  const [first] = recent;
  if (first === undefined || recent.length < 2) return undefined;
  const end = endOf(alert) ?? view.now;
  const all = recent.reduce((sum, { from, to = end }) => sum + Math.max(0, to - from), 0);
  const [length, since] = [formatDuration(all, view.language), wallTime(view, first.from)];
  return sayIn(view.language)(
    `${ordinal(recent.length)} since ${since}, ${length} in all`,
    `${since} 以来第 ${recent.length} 次，累计 ${length}`,
  );
}

/** When it was noticed, that it broke and that it is well, where that was not soon. */
export function noticed(alert: Alert, view: AlertView): string | undefined {
  const say = sayIn(view.language);
  const { firedAt, recoveredAt } = alert;
  const broke = brokeAt(alert);
  const end = endOf(alert);
  // What broke after that and was back at once is another matter.
  const isEndLate =
    end !== undefined && broke <= end && recoveredAt !== undefined && recoveredAt - end > SOON_MS;
  if (isEndLate) {
    const at = wallTime(view, recoveredAt);
    const isUntold = alert.wellSeen === true && PUSHES.has(alert.condition);
    return isUntold
      ? say(
          `that it is well: ${at}, at the cloud; no message of it arrived`,
          `恢复于 ${at} 在云端查得，未收到回调`,
        )
      : say(`that it is well: ${at}`, `恢复于 ${at} 发现`);
  }
  if (end !== undefined || firedAt === undefined || firedAt - broke <= SOON_MS) return undefined;
  return wallTime(view, firedAt);
}

function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
