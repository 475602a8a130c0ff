import { buttonRow, runButton } from '../../card/run-button.ts';
import { quoted } from '../../line/quote.ts';
import type { Card } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn, type Language, type Say } from '../../text/language.ts';
import { safeLine } from '../../text/safe-line.ts';
import { formatInZone } from '../../text/time.ts';
import { isOpen, type HandOver } from './hand-over.ts';

const NAME = 40;
const MOST_HOLES = 8;

/** What a message about a rotation is drawn with. */
export interface HandOverView {
  readonly rotation: string;
  readonly language: Language;
  readonly timeZone: string;
  /** What is going on, a line each. */
  readonly situation: readonly string[];
  /** Who of those that are called cannot be reached anywhere. */
  readonly missed: readonly string[];
}

/** Calls whoever is on call from now on, with what they take over; afterwards, who took it over. */
export function handOverCard(handOver: HandOver, view: HandOverView): Card {
  const say = sayIn(view.language);
  const { to, from, until, at } = handOver;
  const who = namesOf(to, say);
  const room = safeLine(view.rotation, NAME);
  const isHole = to.length === 0;
  const end = endText(handOver, view);
  return {
    kind: 'card',
    tone: isHole ? 'warning' : isOpen(handOver) ? 'ask' : 'success',
    title: isHole
      ? say(`Hand-over · ${room}: nobody is on call`, `交接班 · ${room}：无人值班`)
      : say(`Hand-over · ${room}: ${who} is on call`, `交接班 · ${room}：${who} 值班`),
    lines: [
      end ?? beginText(handOver, view),
      ...missedLines(view.missed, say),
      ...(end === undefined ? view.situation : []),
    ],
    facts: [
      { label: say('Since', '起'), value: timeOf(at, view) },
      ...(until === undefined ? [] : [{ label: say('Until', '至'), value: timeOf(until, view) }]),
      ...(from.length === 0 ? [] : [{ label: say('Before', '上一班'), value: namesOf(from, say) }]),
    ],
    buttons: buttonsOf(handOver, view),
    footer: footerOf(view),
    visibility: 'channel',
  };
}

/** Tells those who were on call that nobody has taken over. `patienceMs`: after how long. */
export function lateCard(handOver: HandOver, patienceMs: number, view: HandOverView): Card {
  const say = sayIn(view.language);
  const who = namesOf(handOver.to, say);
  const before = namesOf(handOver.from, say);
  const room = safeLine(view.rotation, NAME);
  const length = formatDuration(patienceMs, view.language);
  const still =
    handOver.from.length === 0
      ? say(`Nobody but ${who} is called.`, `目前只会呼叫 ${who}。`)
      : say(
          `${before} is called as well until ${who} takes over.`,
          `${who} 接手之前，仍会同时呼叫 ${before}。`,
        );
  const end = endText(handOver, view);
  return {
    kind: 'card',
    tone: end === undefined ? 'warning' : 'success',
    title:
      end === undefined
        ? say(`Not taken over · ${room}`, `无人接手 · ${room}`)
        : say(`Hand-over · ${room}: settled`, `交接班 · ${room}：已处理`),
    lines:
      end === undefined
        ? [
            say(
              `${who} is on call but has not taken over for ${length}. ${still}`,
              `${who} 已轮到值班，但 ${length} 内尚未接手。${still}`,
            ),
            ...missedLines(view.missed, say),
          ]
        : [end],
    buttons: buttonsOf(handOver, view),
    footer: footerOf(view),
    visibility: 'channel',
  };
}

/** When nobody will be on call. */
export function holesCard(
  holes: {
    readonly spans: readonly { readonly from: number; readonly to: number }[];
    readonly filled: boolean;
  },
  view: HandOverView,
): Card {
  const say = sayIn(view.language);
  const room = safeLine(view.rotation, NAME);
  const { spans, filled } = holes;
  const more = spans.length - MOST_HOLES;
  return {
    kind: 'card',
    tone: filled ? 'success' : 'warning',
    title: filled
      ? say(`${room}: somebody is on call for the next seven days`, `${room}：未来七天均有人值班`)
      : say(`${room}: gaps in the next seven days`, `${room}：未来七天有时段无人值班`),
    lines: filled
      ? []
      : [
          ...spans.slice(0, MOST_HOLES).map(({ from, to }) => `${timeOf(from, view)} – ${timeOf(to, view)}`),
          ...(more > 0 ? [say(`and ${more} more`, `另有 ${more} 段`)] : []),
          say(
            'Someone can cover that time: oncall override. You will be reminded tomorrow if there are still gaps.',
            '可用“值班 代班”安排人员。若仍有空档，明天会再次提醒。',
          ),
        ],
    buttons: buttonRow(showButton(view)),
    footer: footerOf(view),
    visibility: 'channel',
  };
}

function beginText({ to, from }: HandOver, { language }: HandOverView): string {
  const say = sayIn(language);
  if (to.length === 0)
    return say('From now on, calls for this rotation reach nobody.', '从现在起，呼叫该轮值将无人接听。');
  const before = namesOf(from, say);
  return from.length === 0
    ? say('You are on call from now on. Please take over.', '从现在起由您值班，请接手。')
    : say(
        `You are on call from now on. Until you take over, ${before} is called as well.`,
        `从现在起由您值班，请接手。接手之前，仍会同时呼叫 ${before}。`,
      );
}

/** How it ended; undefined while somebody has to take it over. */
function endText({ taken, over, to }: HandOver, view: HandOverView): string | undefined {
  const say = sayIn(view.language);
  if (taken) {
    const by = safeLine(taken.by, NAME);
    return say(
      `${by} took over at ${timeOf(taken.at, view)}.`,
      `${by} 已于 ${timeOf(taken.at, view)} 接手。`,
    );
  }
  if (over === 'back')
    return say('It ended before anyone took over, so nothing changes.', '无人接手即已结束，值班不变。');
  if (over === 'next')
    return to.length === 0
      ? say('Someone is on call again.', '已重新有人值班。')
      : say('Nobody took over, and the shift has since changed.', '无人接手，现已换班。');
  return undefined;
}

function buttonsOf(handOver: HandOver, view: HandOverView) {
  const say = sayIn(view.language);
  const line = `oncall accept ${quoted(view.rotation)} ${handOver.n}`;
  return buttonRow(
    isOpen(handOver) ? runButton(line, say('Take over', '接手'), 'primary') : undefined,
    showButton(view),
    isOpen(handOver) ? runButton('alert list', say('Alerts', '告警')) : undefined,
  );
}

function showButton({ rotation, language }: HandOverView) {
  const label = sayIn(language)(`Show ${safeLine(rotation, NAME)}`, `查看 ${safeLine(rotation, NAME)}`);
  return runButton(`oncall show ${quoted(rotation)}`, label);
}

function missedLines(missed: readonly string[], say: Say): string[] {
  const names = namesOf(missed, say);
  return missed.length === 0
    ? []
    : [
        say(
          `${names} cannot be reached: no account under people in airdesk.yaml on a connected platform. Tell them another way.`,
          `无法联系 ${names}：airdesk.yaml 的 people 中没有其在已启用平台上的账号。请用其他方式告知。`,
        ),
      ];
}

function footerOf({ rotation, language }: HandOverView): string {
  return sayIn(language)(
    `${safeLine(rotation, NAME)} · duty of Airdesk`,
    `${safeLine(rotation, NAME)} · Airdesk 值班`,
  );
}

function timeOf(at: number, { timeZone }: HandOverView): string {
  return `${formatInZone(at, timeZone).slice(0, 16)} ${timeZone}`;
}

function namesOf(names: readonly string[], say: Say): string {
  return names.map((name) => safeLine(name, NAME)).join(say(', ', '、'));
}
