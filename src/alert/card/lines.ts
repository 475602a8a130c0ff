import { formatDuration } from '../../text/duration.ts';
import { sayIn, wording } from '../../text/language.ts';
import { shorten } from '../../text/shorten.ts';
import { WITH_WHOLE, type Alert } from '../model/alert.ts';
import { conditionOf } from '../../callback/condition.ts';
import { goesOnWords } from './words/goes-on.ts';
import { memberName, partLines, casterLine } from './part-lines.ts';
import { safeLine } from '../../text/safe-line.ts';
import { platformName } from './platform-name.ts';
import { runbooksOf } from './runbook.ts';
import { statusWords } from './words/status-words.ts';
import type { AlertView } from './view.ts';

/** Runbooks are cut on cards, so that what follows keeps its place on every platform; all of them together. */
const RUNBOOK = 500;

/** The sentences under the title: where else it cannot be seen, how it stands, what it means and what to do. */
export function linesOf(alert: Alert, view: AlertView): string[] {
  const say = sayIn(view.language);
  // The first one stands in the title.
  const more = statusWords(alert, view).slice(1);
  return [
    ...elsewhere(view),
    ...(more.length > 0 ? [sentence(more.join(say('; ', '；')), view)] : []),
    ...(alert.status === 'recovered' || alert.status === 'closed' ? over(alert, view) : lasting(alert, view)),
  ];
}

function elsewhere({ carriedFor, alsoFor, language, config: { platforms } }: AlertView): string[] {
  const say = sayIn(language);
  const lines: string[] = [];
  if (carriedFor !== undefined) {
    const platform = platformName(platforms, carriedFor, language);
    lines.push(
      say(
        `${platform} cannot be reached, so this card was sent here instead.`,
        `${platform} 无法送达，由本卡片代为通知。`,
      ),
    );
  }
  if (alsoFor !== undefined) {
    const platform = platformName(platforms, alsoFor, language);
    lines.push(
      say(
        `${platform} cannot be reached: anyone who reads only there has not seen this.`,
        `${platform} 无法送达，只看那里的同事还没收到。`,
      ),
    );
  }
  return lines;
}

function lasting(alert: Alert, view: AlertView): string[] {
  const say = sayIn(view.language);
  const meaning = conditionOf(view.config.alerts.conditions, alert.condition)?.meaning;
  const runbooks = runbooksOf(alert, view);
  return [
    ...partLines(alert, view),
    ...(meaning ? [wording(meaning, view.language)] : []),
    ...runbooks.map(({ part, text }) => {
      const shown = shorten(text, Math.floor(RUNBOOK / runbooks.length));
      const of = part && memberName(part, alert, view);
      return of === undefined
        ? say(`Do: ${shown}`, `处置：${shown}`)
        : say(`Do for ${of}: ${shown}`, `${of} 的处置：${shown}`);
    }),
    ...casterLine(alert, view),
  ];
}

function over(alert: Alert, view: AlertView): string[] {
  const say = sayIn(view.language);
  if (alert.status === 'recovered')
    return alert.seen
      ? []
      : [
          say(
            'Nobody has looked at this yet. Press Seen once you have.',
            '还没有人查看过，看过后请点“已阅”。',
          ),
        ];
  const { by, reason, text: why = '' } = alert.history.findLast(({ what }) => what === 'closed') ?? {};
  const isEarly = by !== undefined || alert.reason === 'closed-unwatched';
  const goesOn = isEarly ? goesOnWords(alert, view.config.alerts.conditions) : undefined;
  return [
    ...(alert.reason === 'closed-unwatched' ? [unwatched(view)] : []),
    ...(reason === WITH_WHOLE ? [withWhole(alert, view)] : []),
    ...(why === '' ? [] : [say(`Why: ${safeLine(why, 300)}`, `说明：${safeLine(why, 300)}`)]),
    ...(goesOn ? [wording(goesOn, view.language)] : []),
  ];
}

function withWhole({ reason }: Alert, { language }: AlertView): string {
  const say = sayIn(language);
  return reason === 'effect'
    ? say('Closed together with the alert that caused it.', '已随上游告警一并关闭。')
    : say('Closed together with the incident.', '已随事故一并关闭。');
}

function unwatched({ config, language }: AlertView): string {
  const length = formatDuration(config.alerts.closeUnwatchedMinutes * 60_000, language);
  return sayIn(language)(
    `Closed automatically: nothing in airdesk.yaml says this stream should be on air, and nobody has touched the alert for ${length}.`,
    `已自动关闭：没有配置要求该流在播，且 ${length}内无人处理。`,
  );
}

function sentence(text: string, { language }: AlertView): string {
  return sayIn(language)(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`, `${text}。`);
}
