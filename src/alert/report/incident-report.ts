import { formatDuration } from '../../text/duration.ts';
import { sayIn, wording } from '../../text/language.ts';
import { formatTime } from '../../text/time.ts';
import type { Alert } from '../model/alert.ts';
import { memberName } from '../card/part-lines.ts';
import { impact } from './report-impact.ts';
import { codeMarkdown, markdownTable, plainMarkdown } from './markdown.ts';
import { reasonText } from '../card/words/reason-text.ts';
import { timelineOf, type TimelineEntry } from './report-timeline.ts';
import { runbooksOf } from '../card/runbook.ts';
import { endOf, severityWord, stateWord } from '../card/state.ts';
import { count } from '../card/words/status-words.ts';
import { stepWords } from '../card/words/step-words.ts';
import { whatText } from '../card/title.ts';
import type { AlertView } from '../card/view.ts';

const MOST_STEPS = 200;
/** Names in one line of the timeline. */
const MOST_TOGETHER = 5;

/**
 * An incident, or any alert, as Markdown for the post-mortem: what, whom it hit, who did what and when, at most some
 * 300 lines. What people have to find out themselves is left open.
 */
export function incidentReport(alert: Alert, children: readonly Alert[], view: AlertView): string {
  const say = sayIn(view.language);
  const { entries, left } = timelineOf(alert, children, MOST_STEPS);
  return [
    say(
      `# Report: ${plainMarkdown(whatText(alert, view), 400)}`,
      `# 事故报告：${plainMarkdown(whatText(alert, view), 400)}`,
    ),
    '',
    ...summary(alert, children, view),
    '',
    `## ${say('Impact', '影响')}`,
    '',
    ...impact(alert, children, view),
    '',
    `## ${say('Timeline', '时间线')}`,
    '',
    ...entries.map((entry) => `- ${timelineText(entry, alert, view)}`),
    ...(left > 0
      ? ['', say(`${count(left)} more entries are left out.`, `其余 ${count(left)} 条略去。`)]
      : []),
    '',
    `## ${say('Runbook', '处置预案')}`,
    '',
    ...runbookTexts(alert, children, view),
    '',
    `## ${say('Open questions', '待查问题')}`,
    '',
    `- ${say('Why did it happen?', '根本原因是什么？')} `,
    `- ${say('What helped, and what did not?', '哪些处置有效，哪些无效？')} `,
    `- ${say('What will we change so that it does not happen again?', '如何避免再次发生？')} `,
    '',
  ].join('\n');
}

function runbookTexts(alert: Alert, children: readonly Alert[], view: AlertView): string[] {
  const texts = runbooksOf(alert, { ...view, children }).map(({ part, text }) => {
    const plain = plainMarkdown(text, 1000);
    return part ? `- ${codeMarkdown(memberName(part, alert, view), 80)}: ${plain}` : plain;
  });
  return texts.length === 0 ? ['—'] : texts;
}

function summary(alert: Alert, children: readonly Alert[], view: AlertView): string[] {
  const { language, config, now } = view;
  const say = sayIn(language);
  const time = (at: number) => formatTime(at, config.timeZone);
  const length = (ms: number) => formatDuration(ms, language);
  const end = endOf(alert);
  const first = firstAcknowledgement([alert, ...children]);
  const reason = reasonText(alert, config.alerts.conditions, language);
  const rows: (readonly [string, string] | undefined)[] = [
    [say('Alert', '告警'), codeMarkdown(alert.id)],
    [say('Account', '账号'), codeMarkdown(alert.account)],
    [say('Subject', '对象'), codeMarkdown(alert.subject.id)],
    [say('Severity', '级别'), wording(severityWord(alert.severity), language)],
    [say('State', '状态'), wording(stateWord(alert), language)],
    [say('Began', '开始'), time(alert.startedAt)],
    end === undefined ? undefined : [say('Over', '结束'), time(end)],
    [
      say('Lasted', '持续'),
      end === undefined
        ? say(`${length(now - alert.startedAt)} so far`, `至今 ${length(now - alert.startedAt)}`)
        : length(end - alert.startedAt),
    ],
    [
      say('Acknowledged', '认领'),
      first
        ? say(
            `by ${plainMarkdown(first.by, 40)}, after ${length(first.at - alert.startedAt)}`,
            `${plainMarkdown(first.by, 40)}，用时 ${length(first.at - alert.startedAt)}`,
          )
        : say('by nobody', '无人认领'),
    ],
    alert.assigned && [say('Assigned to', '负责人'), plainMarkdown(alert.assigned.person, 64)],
    reason === undefined ? undefined : [say('Reason', '原因'), plainMarkdown(reason)],
    alert.rule === undefined ? undefined : [say('Rule', '规则'), plainMarkdown(alert.rule, 64)],
    [say('Written', '生成时间'), time(now)],
  ];
  return markdownTable(
    [say('What', '项目'), ''],
    rows.filter((row) => row !== undefined),
  );
}

/** A step with the names of the members that took it, the first of many. */
function timelineText({ step, members }: TimelineEntry, alert: Alert, view: AlertView): string {
  const say = sayIn(view.language);
  const time = formatTime(step.at, view.config.timeZone);
  const words = plainMarkdown(stepWords(step, view), 400);
  const names = members
    .slice(0, MOST_TOGETHER)
    .map((member) => codeMarkdown(memberName(member, alert, view), 80))
    .join(say(', ', '、'));
  const left = members.length - MOST_TOGETHER;
  if (members.length === 0) return `${time} ${words}`;
  if (left <= 0) return say(`${time} ${names}: ${words}`, `${time} ${names}：${words}`);
  return say(
    `${time} ${names} and ${count(left)} more: ${words}`,
    `${time} ${names} 等 ${count(members.length)} 项：${words}`,
  );
}

/** Whoever took it on first, of the incident or of one of its members. */
function firstAcknowledgement(
  alerts: readonly Alert[],
): { readonly at: number; readonly by: string } | undefined {
  const [first] = alerts
    .flatMap(({ history }) => history.filter(({ what, by }) => what === 'acknowledged' && by !== undefined))
    .sort((a, b) => a.at - b.at);
  return first?.by && { at: first.at, by: first.by.name };
}
