import { conditionOf } from '../../callback/condition.ts';
import { INCIDENT } from '../../callback/conditions.ts';
import type { Ago, Fact } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn } from '../../text/language.ts';
import { formatTime } from '../../text/time.ts';
import type { Alert, Call } from '../model/alert.ts';
import { wallTime } from './moment.ts';
import { safeLine } from '../../text/safe-line.ts';
import { pushName } from '../../card/push-name.ts';
import { reasonText } from './words/reason-text.ts';
import { endOf, isAcknowledged, isMuted } from './state.ts';
import { brokeAt, failuresText, noticed, ongoing, thisTime } from './times.ts';
import { count, untilWords } from './words/status-words.ts';
import { differ, valuesText } from './words/values-text.ts';
import type { AlertView } from './view.ts';

const NAME = 40;
const MOST_PUSHES = 3;
const MOST_CALLED = 5;
const MOST_CALLS = 3;
/** More would push the buttons off a phone's screen. */
const MOST = 12;

/** What is known of it, what one asks first in front; at most 12. */
export function factsOf(alert: Alert, view: AlertView): Fact[] {
  const say = sayIn(view.language);
  const fact = (label: string, value: string | undefined, ago?: Ago): Fact[] =>
    value === undefined || value === '' ? [] : [{ label, value, ...(ago && { ago }) }];
  const end = endOf(alert);
  const isOver = end !== undefined;
  const again = isOver ? undefined : thisTime(alert, view);
  const ago = isOver ? undefined : ongoing(alert, view);
  const start = formatTime(alert.startedAt, view.config.timeZone);
  return [
    ...fact(say('Since', '开始'), start, again === undefined ? ago : undefined),
    ...fact(say('This time since', '本次开始'), again, ago),
    ...fact(endLabel(alert, view), end === undefined ? undefined : formatTime(end, view.config.timeZone)),
    ...fact(say('Noticed', '发现'), noticed(alert, view)),
    ...fact(say('Failures', '异常次数'), failuresText(alert, view)),
    ...fact(
      say('Lasted', '持续'),
      end === undefined ? undefined : formatDuration(end - brokeAt(alert, end), view.language),
    ),
    ...fact(say('Reason', '原因'), reasonText(alert, view.config.alerts.conditions, view.language)),
    ...fact(say('Viewers', '观众'), viewersText(alert, view)),
    ...fact(say('Pushed now', '当前推流'), isOver ? undefined : pushesText(alert, view)),
    ...fact(say('Called', '已呼叫'), isOver ? undefined : calledText(alert, view)),
    ...fact(say('Acknowledged', '认领'), acknowledgedText(alert, view)),
    ...fact(say('Assigned to', '负责人'), alert.assigned && safeLine(alert.assigned.person, 64)),
    ...fact(say('Muted', '屏蔽'), isOver ? undefined : mutedText(alert, view)),
    ...fact(say('Reported', '上报'), reportedText(alert, view)),
    ...valueFacts(alert, view),
  ].slice(0, MOST);
}

/** Whom its rules call here, by their names in airdesk.yaml; who was called since, and when the next ones are. */
function calledText({ calls = [], escalation }: Alert, view: AlertView): string | undefined {
  const { called = [], language } = view;
  const say = sayIn(language);
  const names = called.slice(0, MOST_CALLED).map((name) => safeLine(name, NAME));
  const more = called.length > names.length ? [`+${called.length - names.length}`] : [];
  const first = [...names, ...more].join(say(', ', '、'));
  const since = calls.slice(-MOST_CALLS).map((call) => callText(call, view));
  const next = escalation?.nextAt;
  const at =
    next === undefined ? [] : [say(`next at ${wallTime(view, next)}`, `下一级 ${wallTime(view, next)}`)];
  const parts = [...(first === '' ? [] : [first]), ...since, ...at];
  return parts.length === 0 ? undefined : parts.join(say('; ', '；'));
}

/** `ada, boris at 19:42 (level 2)`; of a level that nobody fills, that nobody was there. */
function callText({ whom, empty = [], at, level }: Call, view: AlertView): string {
  const say = sayIn(view.language);
  const names = whom.slice(0, MOST_CALLED).map((name) => safeLine(name, NAME));
  const nobody = say(
    `nobody on call in ${safeLine(empty.join(', '), NAME)}`,
    `${safeLine(empty.join('、'), NAME)} 无人值班`,
  );
  const who = names.length === 0 ? nobody : names.join(say(', ', '、'));
  const of = level === undefined ? '' : say(` (level ${level})`, `（第 ${level} 级）`);
  return say(`${who} at ${wallTime(view, at)}${of}`, `${wallTime(view, at)} ${who}${of}`);
}

function endLabel({ recoveredAt }: Alert, { language }: AlertView): string {
  const say = sayIn(language);
  return recoveredAt === undefined ? say('Closed', '关闭') : say('Recovered', '恢复');
}

/** The figure is some minutes old when it comes, and the card stays: so the time, not how long ago. */
function viewersText({ found }: Alert, view: AlertView): string | undefined {
  if (found?.viewers === undefined) return undefined;
  const at = wallTime(view, found.viewersAt ?? found.at);
  return sayIn(view.language)(`${count(found.viewers)} at ${at}`, `${count(found.viewers)}（${at}）`);
}

function pushesText({ found, sequences, condition }: Alert, view: AlertView): string | undefined {
  const pushes = found?.upstreams;
  if (!pushes) return undefined;
  const say = sayIn(view.language);
  if (pushes.length === 0) return say('none', '无');
  // A push that something else is said of is on air, or could be.
  const areOver = conditionOf(view.config.alerts.conditions, condition)?.ofPushes === true;
  const rows = pushes.slice(0, MOST_PUSHES).map((push, at) => {
    const ended = areOver && sequences.includes(push.sequence) ? say(' (ended)', '（已断）') : '';
    return `${pushName(push, at + 1, say)}${ended}`;
  });
  if (pushes.length > MOST_PUSHES) rows.push(`+${pushes.length - MOST_PUSHES}`);
  return rows.join(say('; ', '；'));
}

function acknowledgedText(alert: Alert, view: AlertView): string | undefined {
  const { acknowledged } = alert;
  if (!acknowledged) return undefined;
  const by = safeLine(acknowledged.by.name, NAME);
  const say = sayIn(view.language);
  if (alert.status !== 'firing') return say(`by ${by}`, by);
  const until = wallTime(view, acknowledged.until);
  return isAcknowledged(alert, view.now)
    ? say(`by ${by}, holds until ${until}`, `${by}，有效至 ${until}`)
    : say(`by ${by}, ran out at ${until}`, `${by}，已于 ${until} 过期`);
}

function mutedText(alert: Alert, view: AlertView): string | undefined {
  if (!alert.muted || !isMuted(alert, view.now)) return undefined;
  const by = safeLine(alert.muted.by.name, NAME);
  const words = untilWords(alert.muted.until, view);
  return sayIn(view.language)(`${words}, by ${by}`, `${words}（${by}）`);
}

/** Only where it was reported more than once. Of an incident the title counts the parts. */
function reportedText({ condition, count: times, lastAt }: Alert, view: AlertView): string | undefined {
  if (times < 2 || condition === INCIDENT) return undefined;
  const last = wallTime(view, lastAt);
  return sayIn(view.language)(`${count(times)} times, last at ${last}`, `${count(times)} 次，最近 ${last}`);
}

function valueFacts({ condition, first, last = first }: Alert, view: AlertView): Fact[] {
  const say = sayIn(view.language);
  // Of an incident the title counts, and the list names.
  if (condition === INCIDENT) return [];
  const before = valuesText(first, view);
  const after = valuesText(last, view);
  if (before !== '' && after !== '' && differ(first, last))
    return [
      { label: say('At first', '首次数值'), value: before },
      { label: say('Latest', '最近数值'), value: after },
    ];
  const only = after || before;
  return only === '' ? [] : [{ label: say('Details', '详情'), value: only }];
}
