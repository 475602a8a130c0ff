import { INCIDENT } from '../../../callback/conditions.ts';
import { conditionOf } from '../../../callback/condition.ts';
import { formatDuration } from '../../../text/duration.ts';
import { sayIn, wording } from '../../../text/language.ts';
import { formatClock } from '../../../text/time.ts';
import type { Alert } from '../../model/alert.ts';
import { isEnd, onAirWords } from './end-words.ts';
import { endOf, isAcknowledged, isMuted } from '../state.ts';
import { wallTime } from '../moment.ts';
import { safeLine } from '../../../text/safe-line.ts';
import { brokeAt, nthText } from '../times.ts';
import type { AlertView } from '../view.ts';

/** Names of people on cards are cut to so many characters. */
const NAME = 40;

/** How it stands beyond its first word, most important first: `acknowledged by Ada`, `lasted 4 min 12 s`. */
export function statusWords(alert: Alert, view: AlertView): string[] {
  if (isEnd(alert)) return onAirWords(alert, view);
  const say = sayIn(view.language);
  const words: string[] = [];
  const end = endOf(alert);
  if (end !== undefined) {
    const length = formatDuration(end - brokeAt(alert, end), view.language);
    const nth = nthText(alert, view);
    const again = nth === undefined ? '' : say(`, ${nth}`, `，${nth}`);
    words.push(say(`lasted ${length}${again}`, `持续 ${length}${again}`));
  }
  if (alert.status === 'closed') {
    const closed = closedBy(alert);
    if (closed !== undefined) words.push(say(`closed by ${closed}`, `由 ${closed} 关闭`));
  } else {
    words.push(...openWords(alert, view));
  }
  words.push(...partWords(alert, view));
  return words;
}

/** Of what failed again: which time it is, and when this one began. What flaps counts in words of its own. */
export function againWords(alert: Alert, view: AlertView): string[] {
  const nth = nthText(alert, view);
  if (nth === undefined || alert.flapping || endOf(alert) !== undefined) return [];
  const since = formatClock(brokeAt(alert), view.now, view.config.timeZone);
  // Broken again within the minute in which it began: the same time twice tells nothing.
  if (nth.includes(since)) return [nth];
  return [sayIn(view.language)(`${nth}, this one since ${since}`, `${nth}，本次始于 ${since}`)];
}

/** What it is part of, or follows from. */
function partWords({ status, reason, parent, follows }: Alert, { language }: AlertView): string[] {
  const say = sayIn(language);
  const cause = parent !== undefined && reason === 'effect' ? parent : follows;
  if (cause !== undefined && status !== 'closed')
    return [say(`follows from alert ${cause}`, `由告警 ${cause} 引起`)];
  return parent === undefined ? [] : [say(`part of incident ${parent}`, `属于事故 ${parent}`)];
}

function openWords(alert: Alert, view: AlertView): string[] {
  const say = sayIn(view.language);
  const { muted, acknowledged, children } = alert;
  const words: string[] = [];
  if (alert.status !== 'recovered' && alert.condition === INCIDENT && children)
    words.push(stillOpen(alert, view));
  if (alert.status !== 'recovered' && muted && isMuted(alert, view.now))
    words.push(say(`muted ${untilWords(muted.until, view)}`, `屏蔽${untilWords(muted.until, view)}`));
  if (alert.status !== 'recovered' && acknowledged && isAcknowledged(alert, view.now)) {
    const by = safeLine(acknowledged.by.name, NAME);
    words.push(say(`acknowledged by ${by}`, `${by} 已认领`));
  }
  if (alert.flapping) words.push(flappingWords(alert, view));
  return words;
}

/** `812 of 1,000 still off air`. */
export function stillOpen({ children }: Alert, view: AlertView): string {
  const say = sayIn(view.language);
  const open = count(children?.open ?? 0);
  const total = count(children?.total ?? 0);
  const members = view.children ?? [];
  const [first] = members;
  const all = first && members.every(({ condition }) => condition === first.condition) ? first.condition : '';
  const words = conditionOf(view.config.alerts.conditions, all)?.many;
  return words
    ? wording(words, view.language).replace('{open}', open).replace('{total}', total)
    : say(`${open} of ${total} still failing`, `${total} 项中 ${open} 项仍异常`);
}

/** `until 22:00 Asia/Shanghai`. */
export function untilWords(until: number | undefined, view: AlertView): string {
  const say = sayIn(view.language);
  if (until === undefined) return say('until it recovers', '到恢复为止');
  const end = wallTime(view, until);
  return say(`until ${end}`, `至 ${end}`);
}

/** `failed 4 times in 10 min`, by the times that count for flapping. */
function flappingWords({ fires }: Alert, { config, language, now }: AlertView): string {
  const { withinMinutes } = config.alerts.flapping;
  const last = fires.at(-1) ?? now;
  const times = fires.filter((at) => at > last - withinMinutes * 60_000).length;
  const within = formatDuration(withinMinutes * 60_000, language);
  return sayIn(language)(`flapping: failed ${times} times in ${within}`, `反复异常：${within}内 ${times} 次`);
}

/** Who closed it; undefined where it closed by itself. */
function closedBy({ history }: Alert): string | undefined {
  const by = history.findLast(({ what }) => what === 'closed')?.by;
  return by && safeLine(by.name, NAME);
}

/** A number for people: `1,204`. */
export function count(number: number): string {
  return number.toLocaleString('en-US');
}
