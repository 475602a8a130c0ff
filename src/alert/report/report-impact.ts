import { formatDuration } from '../../text/duration.ts';
import { sayIn } from '../../text/language.ts';
import { formatInZone } from '../../text/time.ts';
import { isFiring, type Alert } from '../model/alert.ts';
import { codeMarkdown, markdownTable, plainMarkdown } from './markdown.ts';
import { memberName } from '../card/part-lines.ts';
import { codeWords } from '../card/words/reason-text.ts';
import { count } from '../card/words/status-words.ts';
import type { AlertView } from '../card/view.ts';
import { outagesOf, type Outage } from './outages-of.ts';

const MOST_MEMBERS = 30;

/** What it hit: how many, for how long, and each of them with every outage that it had. */
export function impact(alert: Alert, children: readonly Alert[], view: AlertView): string[] {
  const say = sayIn(view.language);
  const members = children.length > 0 ? children : [alert];
  const lengths = members.map((member) => lengthOf(member, view.now)).sort((a, b) => a - b);
  const length = (at: number) => formatDuration(lengths[at] ?? 0, view.language);
  const middle = Math.floor((lengths.length - 1) / 2);
  const open = members.filter(isFiring).length;
  const viewers = members.reduce((sum, { found }) => sum + (found?.viewers ?? 0), 0);
  const lines = [
    say(
      `- ${count(members.length)} affected, ${count(open)} not recovered`,
      `- 受影响 ${count(members.length)} 项，未恢复 ${count(open)} 项`,
    ),
    members.length === 1
      ? say(`- Lasted ${length(0)}`, `- 持续 ${length(0)}`)
      : say(
          `- Each lasted ${length(0)} to ${length(lengths.length - 1)}, half of them up to ${length(middle)}`,
          `- 单项持续 ${length(0)} 至 ${length(lengths.length - 1)}，中位数 ${length(middle)}`,
        ),
    ...(viewers > 0
      ? [say(`- ${count(viewers)} viewers, as far as counted`, `- 观众 ${count(viewers)} 人（仅含已统计的）`)]
      : []),
  ];
  const isRepeated = outagesOf(alert).length > 1;
  if (children.length === 0 && !isRepeated) return lines;
  const rows = children.length === 0 ? [alert] : mostOften(children).slice(0, MOST_MEMBERS);
  const left = children.length - MOST_MEMBERS;
  return [
    ...lines,
    '',
    ...markdownTable(
      [
        say('What', '对象'),
        say(`Outages (${view.config.timeZone})`, `各次中断（${view.config.timeZone}）`),
        say('Bad for', '共计'),
        say('Reason', '原因'),
        'ID',
      ],
      rows.map((child) => memberRow(child, alert, view)),
    ),
    ...(left > 0 ? ['', say(`… and ${count(left)} more.`, `…… 另有 ${count(left)} 项。`)] : []),
  ];
}

/** Those that failed most often first, then in order of time. */
function mostOften(children: readonly Alert[]): readonly Alert[] {
  return [...children].sort((a, b) => outagesOf(b).length - outagesOf(a).length || a.startedAt - b.startedAt);
}

function memberRow(child: Alert, alert: Alert, view: AlertView): readonly string[] {
  const { config, language, now } = view;
  return [
    codeMarkdown(memberName(child, alert, view), 80),
    outagesOf(child)
      .map((outage) => outageText(outage, view))
      .join(sayIn(language)('; ', '；')),
    formatDuration(lengthOf(child, now), language),
    plainMarkdown(codeWords(child, config.alerts.conditions, language) ?? '', 100) || '—',
    codeMarkdown(child.id),
  ];
}

/** `03-02 04:00:00, 1 min 3 s`: short, since there can be many. */
function outageText({ from, to }: Outage, { config, language, now }: AlertView): string {
  const say = sayIn(language);
  const began = formatInZone(from, config.timeZone).slice(5);
  const length = formatDuration((to ?? now) - from, language);
  return to === undefined
    ? say(`${began}, ${length} so far`, `${began}，至今 ${length}`)
    : say(`${began}, ${length}`, `${began}，${length}`);
}

function lengthOf(alert: Alert, now: number): number {
  return outagesOf(alert).reduce((sum, { from, to = now }) => sum + Math.max(0, to - from), 0);
}
