import { runButton, buttonRow } from '../../card/run-button.ts';
import { staysOnAccount } from '../../card/for-account.ts';
import { encodePress } from '../../card/press-id.ts';
import type { Card, MessageRef } from '../../reply.ts';
import { formatDuration } from '../../text/duration.ts';
import { sayIn, type Say } from '../../text/language.ts';
import { safeLine } from '../../text/safe-line.ts';
import { formatClock } from '../../text/time.ts';
import { toneOf } from '../card/state.ts';
import { titleOf, whatText } from '../card/title.ts';
import type { AlertView } from '../card/view.ts';
import type { Alert, Call } from '../model/alert.ts';

const NAME = 60;
const MOST_NAMES = 6;

/** What a call's message shows besides the alert. */
export interface CallView extends AlertView {
  /** The card of the alert on this platform. */
  readonly about?: MessageRef;
}

/** The message that calls somebody: why, what for, and what to press. Once it is answered, by whom. */
export function callCard(
  alert: Alert,
  call: Call,
  state: { readonly isAnswered: boolean; readonly missed: readonly string[] },
  view: CallView,
): Card {
  const say = sayIn(view.language);
  const what = whatText(alert, view);
  const { isAnswered, missed } = state;
  if (isAnswered) {
    const how = answeredText(alert, call, view);
    return staysOnAccount(view.config, alert.account, view.language, {
      kind: 'card',
      tone: alert.status === 'recovered' || alert.status === 'closed' ? 'success' : 'progress',
      title: say(`Call answered · ${what}`, `呼叫已有回应 · ${what}`),
      lines: [how],
      ...aboutOf(view),
      footer: footerOf(alert, say),
      visibility: 'channel',
    });
  }
  const show = runButton(`alert show ${alert.id}`, say('Show', '查看'));
  const ack = encodePress({ kind: 'alert', verb: 'ack', alert: alert.id });
  return staysOnAccount(view.config, alert.account, view.language, {
    kind: 'card',
    tone: toneOf({ ...alert, acknowledged: undefined }, view.now),
    title: say(
      `${whyHead(call, say)}: ${titleOf(alert, view)}`,
      `${whyHead(call, say)}：${titleOf(alert, view)}`,
    ),
    lines: [
      whyText(alert, call, view),
      ...emptyLines(call, say),
      ...missedLines(missed, say),
      ...nextLines(alert, call, view),
    ],
    ...aboutOf(view),
    buttons: buttonRow({ id: ack, label: say('Acknowledge', '认领'), style: 'primary' }, show),
    footer: footerOf(alert, say),
    ...(view.mentions && view.mentions.length > 0 && { mentions: view.mentions }),
    visibility: 'channel',
  });
}

function aboutOf({ about, language }: CallView): Pick<Card, 'about'> {
  return about ? { about: { message: about, label: sayIn(language)('Its card', '告警卡片') } } : {};
}

function footerOf({ id }: Alert, say: Say): string {
  return say(`${id} · call of Airdesk`, `${id} · Airdesk 呼叫`);
}

/** The first words of its title. */
export function whyHead({ why }: Call, say: Say): string {
  switch (why) {
    case 'assigned':
      return say('Assigned to you', '已指派给您');
    case 'ack-expired':
      return say('Still failing', '异常仍在持续');
    case 'mute-ended':
      return say('Mute over', '屏蔽已到期');
    case 'told':
    case 'escalated':
      return say('Call', '呼叫');
  }
}

function whyText(alert: Alert, { why, level, at }: Call, view: AlertView): string {
  const say = sayIn(view.language);
  switch (why) {
    case 'told':
      return say(
        'You are the first to be called. Acknowledge it once you are on it.',
        '您是第一呼叫人。开始处理时请认领。',
      );
    case 'ack-expired':
      return say(
        'The acknowledgement expired and it is still failing. Acknowledge it again if you are on it.',
        '认领已过期，异常仍在持续。若仍在处理，请再次认领。',
      );
    case 'mute-ended':
      return say('The mute has ended and it is still failing.', '屏蔽已到期，异常仍在持续。');
    case 'assigned': {
      const by = safeLine(alert.assigned?.by.name ?? '', NAME);
      return say(
        `${by} assigned it to you. Acknowledge it once you are on it.`,
        `${by} 将其指派给您。开始处理时请认领。`,
      );
    }
    case 'escalated': {
      const waited = formatDuration(Math.max(0, at - (alert.firedAt ?? alert.startedAt)), view.language);
      return say(
        `Nobody has acknowledged it for ${waited}. This is level ${level ?? 1}.`,
        `已 ${waited} 无人认领，现升级到第 ${level ?? 1} 级。`,
      );
    }
  }
}

/** Rotations that nobody has the duty of. */
function emptyLines({ empty = [] }: Call, say: Say): string[] {
  const names = namesOf(empty, say);
  return empty.length === 0
    ? []
    : [
        say(
          `Nobody is on call in ${names}: see "oncall show".`,
          `${names} 当前无人值班，请查看“值班 查看”。`,
        ),
      ];
}

/** Who could not be called anywhere. */
function missedLines(missed: readonly string[], say: Say): string[] {
  const names = namesOf(missed, say);
  return missed.length === 0
    ? []
    : [
        say(
          `${names} cannot be reached: no account under people in airdesk.yaml on a connected platform. Reach them another way.`,
          `无法联系 ${names}：airdesk.yaml 的 people 中没有其在已启用平台上的账号。请用其他方式联系。`,
        ),
      ];
}

/** Who comes next, and when. */
function nextLines({ escalation }: Alert, { level }: Call, view: AlertView): string[] {
  const { nextAt } = escalation ?? {};
  if (nextAt === undefined || level === undefined) return [];
  const at = formatClock(nextAt, view.now, view.config.timeZone);
  return [
    sayIn(view.language)(
      `If nobody acknowledges it, the next level is called at ${at}.`,
      `若无人认领，将于 ${at} 呼叫下一级。`,
    ),
  ];
}

/** By what the call is over. */
function answeredText(alert: Alert, call: Call, view: AlertView): string {
  const say = sayIn(view.language);
  const { acknowledged, status, muted, parent } = alert;
  const names = namesOf(call.whom, say);
  const called = call.whom.length === 0 ? '' : say(` Called: ${names}.`, `呼叫对象：${names}。`);
  if (status === 'recovered') return say(`It has recovered.${called}`, `已恢复。${called}`);
  if (status === 'closed') return say(`It is closed.${called}`, `已关闭。${called}`);
  const isSince = (at: number): boolean => call.why !== 'assigned' || at >= call.at;
  if (acknowledged && isSince(acknowledged.at)) {
    const by = safeLine(acknowledged.by.name, NAME);
    return say(`Acknowledged by ${by}.${called}`, `${by} 已认领。${called}`);
  }
  if (muted && isSince(muted.at)) {
    const by = safeLine(muted.by.name, NAME);
    return say(`Muted by ${by}.${called}`, `${by} 已屏蔽。${called}`);
  }
  if (parent !== undefined && call.why !== 'assigned')
    return say(`It is part of ${parent} now.${called}`, `已并入 ${parent}。${called}`);
  return say(`A later call has replaced this one.${called}`, `已由之后的呼叫取代。${called}`);
}

function namesOf(names: readonly string[], say: Say): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => safeLine(name, NAME));
  const more = names.length > shown.length ? [`+${names.length - shown.length}`] : [];
  return [...shown, ...more].join(say(', ', '、'));
}
