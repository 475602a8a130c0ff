import { titleOf } from '../../alert/card/title.ts';
import type { Alert } from '../../alert/model/alert.ts';
import type { Alerts } from '../../alert/model/alerts.ts';
import { SEVERITIES } from '../../callback/event.ts';
import type { Config } from '../../config/schema.ts';
import { sayIn, type Language } from '../../text/language.ts';
import { safeLine } from '../../text/safe-line.ts';
import { formatClock } from '../../text/time.ts';
import type { Situation } from './hand-over-contents.ts';

/** Alerts and mutes that are named; the others are counted. */
const MOST = 6;
const TITLE = 160;
const PATTERN = 80;

/** What whoever takes over has to know: alerts that last and what is muted, of one account or of all. */
export function situationOf(
  alerts: Pick<Alerts, 'list' | 'known' | 'mutes'>,
  config: Config,
  {
    language,
    account,
    now,
  }: { readonly language: Language; readonly account: string | undefined; readonly now: number },
): Situation {
  const say = sayIn(language);
  const accounts = account === undefined ? Object.keys(config.accounts) : [account];
  const open = accounts
    .flatMap((each) => alerts.list(each))
    .filter((alert) => alert.status === 'firing' && alert.announced && standsForItself(alerts, alert))
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.startedAt - a.startedAt,
    );
  const mutes = accounts.flatMap((each) => alerts.mutes(each));
  const view = { config, language, now };
  const more = (count: number): string[] =>
    count > MOST ? [say(`and ${count - MOST} more`, `另有 ${count - MOST} 条`)] : [];
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
    ],
    accounts,
  };
}

/** What is part of another one that lasts is on that card. */
function standsForItself({ known }: Pick<Alerts, 'known'>, { parent }: Alert): boolean {
  return parent === undefined || known(parent)?.status === 'closed';
}
