import { titleOf } from '../../alert/card/title.ts';
import type { Alert } from '../../alert/model/alert.ts';
import type { Alerts } from '../../alert/model/alerts.ts';
import type { OnBackup, Show, Shows } from '../../alert/shows/shows.ts';
import { SEVERITIES } from '../../callback/event.ts';
import type { Config } from '../../config/schema.ts';
import { sayIn, type Language, type Say } from '../../text/language.ts';
import { safeLine } from '../../text/safe-line.ts';
import { formatClock } from '../../text/time.ts';
import type { Situation } from './hand-over-contents.ts';
import { nameWithId } from '../../card/name-with-id.ts';

/** Alerts and mutes that are named; the others are counted. */
const MOST = 6;
const TITLE = 160;
const PATTERN = 80;

/**
 * What whoever takes over has to know: alerts that last, what is muted, which shows run and which streams are on their backup,
 * on these accounts.
 */
export function situationOf(
  { alerts, shows }: { readonly alerts: Pick<Alerts, 'list' | 'known' | 'mutes'>; readonly shows: Shows },
  config: Config,
  {
    language,
    accounts,
    now,
  }: { readonly language: Language; readonly accounts: readonly string[]; readonly now: number },
): Situation {
  const say = sayIn(language);
  const open = accounts
    .flatMap((each) => alerts.list(each))
    .filter((alert) => alert.status === 'firing' && alert.announced && standsForItself(alerts, alert))
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.startedAt - a.startedAt,
    );
  const mutes = accounts.flatMap((each) => alerts.mutes(each));
  const view = { config, language, now };
  const more = (count: number) => moreLines(count, say);
  return {
    lines: [
      open.length === 0
        ? say('No alert is open.', '当前没有未恢复的告警。')
        : say(`Open alerts: ${open.length}`, `未恢复的告警：${open.length} 条`),
      ...open.slice(0, MOST).map((alert) => `${alert.id} · ${safeLine(titleOf(alert, view), TITLE)}`),
      ...more(open.length),
      ...(mutes.length === 0 ? [] : [say(`Muted: ${mutes.length}`, `已屏蔽：${mutes.length} 条`)]),
      ...mutes.slice(0, MOST).map(({ pattern, until, by }) => {
        const at = formatClock(until, now, config.timeZone);
        const who = safeLine(by.name, PATTERN);
        return say(
          `${safeLine(pattern, PATTERN)} until ${at}, by ${who}`,
          `${safeLine(pattern, PATTERN)}，至 ${at}，操作人 ${who}`,
        );
      }),
      ...more(mutes.length),
      ...showLines(
        accounts.flatMap((each) => shows.running(each, now)),
        accounts.every((each) => shows.knowsCasters(each)),
        say,
      ),
      ...backupLines(
        accounts.map((each) => shows.onBackup(each)),
        (at) => formatClock(at, now, config.timeZone),
        say,
      ),
    ],
    accounts,
  };
}

function moreLines(count: number, say: Say): string[] {
  return count > MOST ? [say(`and ${count - MOST} more`, `另有 ${count - MOST} 条`)] : [];
}

function showLines(running: readonly Show[], knowsCasters: boolean, say: Say): string[] {
  return [
    running.length === 0
      ? say('No show is running.', '当前没有进行中的节目。')
      : say(`Shows running: ${running.length}`, `进行中的节目：${running.length} 个`),
    ...running.slice(0, MOST).map((show) => showLine(show, say)),
    ...moreLines(running.length, say),
    ...(knowsCasters ? [] : [say('Which casters are on air is not known.', '导播台是否在播：未知。')]),
  ];
}

function showLine(show: Show, say: Say): string {
  if (show.kind === 'caster') {
    const { en, zh } = nameWithId(show.name, show.id);
    return say(`caster ${safeLine(en, PATTERN)}`, `导播台 ${safeLine(zh, PATTERN)}`);
  }
  const name = safeLine(show.name, TITLE);
  return show.isOff ? say(`${name}: off air`, `${name}：断流`) : name;
}

function backupLines(
  known: readonly (readonly OnBackup[] | undefined)[],
  clockOf: (at: number) => string,
  say: Say,
): string[] {
  const on = known.flatMap((each) => each ?? []).sort((a, b) => b.since - a.since);
  return [
    ...(on.length > 0
      ? [say(`Streams on backup: ${on.length}`, `正在使用备流的流：${on.length} 路`)]
      : known.includes(undefined)
        ? []
        : [say('No stream is on its backup.', '没有流在使用备流。')]),
    ...on.slice(0, MOST).map(({ stream, since }) => {
      const name = safeLine(stream, TITLE);
      return say(`${name} since ${clockOf(since)}`, `${name}，自 ${clockOf(since)}`);
    }),
    ...moreLines(on.length, say),
    ...(known.includes(undefined)
      ? [say('Which streams are on backup is not known.', '哪些流正在使用备流：未知。')]
      : []),
  ];
}

/** What is part of another one that lasts is on that card. */
function standsForItself({ known }: Pick<Alerts, 'known'>, { parent }: Alert): boolean {
  return parent === undefined || known(parent)?.status === 'closed';
}
