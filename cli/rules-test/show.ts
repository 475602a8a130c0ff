import { callbackType } from '../../src/callback/callback-types.ts';
import { conditionOf } from '../../src/callback/condition.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { reasonWords } from '../../src/alert/card/words/reason-words.ts';
import { subjectName } from '../../src/alert/card/subject-name.ts';
import type { Config } from '../../src/config/schema.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { sayIn, wording, type Language } from '../../src/text/language.ts';
import { formatTime } from '../../src/text/time.ts';
import { callRows } from './show-calls.ts';
import type { Outcome } from './outcome.ts';

/** More cards of one decision are counted, not listed. */
const MOST_CARDS = 3;

type Row = readonly [label: string, text: string];

/** What is said first: nothing here is checked, and nothing is sent. */
export function preface(config: Config, account: string, source: string): string {
  const say = sayIn(config.language);
  return say(
    `Rules of ${source}, account ${account}, times in UTC and ${config.timeZone}.\nSignatures are not checked, the cloud counts as being as the messages say, and nothing is sent.`,
    `规则来自 ${source}，账号 ${account}，时间为 UTC 与 ${config.timeZone}。\n不校验签名，以消息所述作为云端状态，也不发送任何消息。`,
  );
}

/** One decision, for a terminal. */
export function outcomeText(outcome: Outcome, { language, timeZone, alerts }: Config): string {
  const say = sayIn(language);
  const { condition, applied } = outcome;
  const title = condition === undefined ? undefined : conditionOf(alerts.conditions, condition)?.title;
  const time = formatTime(outcome.at, timeZone);
  const rows: Row[] = [
    [say('about', '对象'), subjectName(outcome.subject, language, 300)],
    ...(condition === undefined
      ? []
      : [
          [say('condition', '情况'), `${condition}${title ? ` (${wording(title, language)})` : ''}`] as const,
        ]),
    [say('decision', '判定'), `${outcome.reason} (${wording(reasonWords(outcome.reason), language)})`],
    ...(applied ? [[say('rule', '规则'), appliedText(applied, language)] as const] : []),
    ...outcome.asks.map(
      (subject) =>
        [
          say('asks', '查询'),
          say(
            `the cloud about ${subjectName(subject, language)}`,
            `向云端查询 ${subjectName(subject, language)}`,
          ),
        ] as const,
    ),
    ...cardRows(outcome, language),
    ...callRows(outcome, language, timeZone),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [
    `${headline(outcome, language)}  ${time}`,
    ...rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`),
  ].join('\n');
}

function cardRows({ cards }: Outcome, language: Language): Row[] {
  const say = sayIn(language);
  const rows = cards.slice(0, MOST_CARDS).map(({ title, channels, calls, ifItLasts }): Row => {
    const label = ifItLasts ? say('if it lasts', '若持续') : say('card', '卡片');
    const where = channels.map((channel) => {
      const called = calls[channel] ?? [];
      return called.length === 0
        ? channel
        : `${channel} ${say(`(calls ${called.join(', ')})`, `（通知 ${called.join('、')}）`)}`;
    });
    return [label, `${title} → ${where.join(', ')}`];
  });
  const left = cards.length - rows.length;
  return left === 0 ? rows : [...rows, [say('card', '卡片'), say(`and ${left} more`, `另有 ${left} 张`)]];
}

function headline({ event, type }: Outcome, language: Language): string {
  const say = sayIn(language);
  if (event === undefined) return say('by time', '时间推移');
  const kind = callbackType(type);
  const name = kind ? wording(kind.name, language) : say('unknown', '未知类型');
  return `${event}. ${name}${type === undefined ? '' : ` (${type})`}`;
}

function appliedText(applied: NonNullable<Outcome['applied']>, language: Language): string {
  const say = sayIn(language);
  const { rule, severity, channels, mention, graceSeconds, maintenance } = applied;
  return [
    rule === undefined ? say('none', '无') : safeLine(rule),
    severity === 'none' ? say('recorded only', '只记录') : severity,
    ...(severity === 'none' ? [] : [channels.join(', ')]),
    ...(severity === 'none' || mention.length === 0
      ? []
      : [say(`calls ${mention.join(', ')}`, `通知 ${mention.join('、')}`)]),
    ...(maintenance === undefined ? [] : [say(`maintenance ${maintenance}`, `维护时段 ${maintenance}`)]),
    ...(graceSeconds > 0
      ? [
          say(
            `after ${formatDuration(graceSeconds * 1000, language)}`,
            `宽限 ${formatDuration(graceSeconds * 1000, language)}`,
          ),
        ]
      : []),
  ].join(' · ');
}
