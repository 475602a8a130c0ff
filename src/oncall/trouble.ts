import { sayIn, wording, type Language, type Text } from '../text/language.ts';
import { safeLine } from '../text/safe-line.ts';
import { formatInZone } from '../text/time.ts';

/** What is wrong with a calendar that was read. Texts are the calendar's own: hostile. */
export type CalendarTrouble =
  | { readonly kind: 'unknown-person'; readonly who: string; readonly at: number }
  | { readonly kind: 'no-person'; readonly event: string; readonly at: number }
  | { readonly kind: 'unknown-zone'; readonly zone: string; readonly event: string }
  | { readonly kind: 'unread-event'; readonly event: string }
  | { readonly kind: 'too-many'; readonly most: number };

/** What is wrong with a rotation, so that somebody may not be called, or the wrong one. */
export type Trouble = { readonly rotation: string } & (
  | { readonly kind: 'hole'; readonly from: number; readonly to: number }
  | { readonly kind: 'calendar-missing'; readonly why: Text }
  | { readonly kind: 'calendar-stale'; readonly why: Text; readonly readAt: number }
  | CalendarTrouble
  | { readonly kind: 'override-of-nobody'; readonly id: string; readonly person: string }
  | { readonly kind: 'swap-misfit'; readonly id: string }
  | { readonly kind: 'group-not-kept'; readonly group: string; readonly why: Text }
);

/** A trouble as a sentence without full stop, with the rotation in front. Times are in the zone. */
export function troubleText(trouble: Trouble, language: Language, timeZone: string): string {
  const say = sayIn(language);
  const time = (at: number) => formatInZone(at, timeZone).slice(0, 16);
  const what = (): string => {
    switch (trouble.kind) {
      case 'hole':
        return say(
          `nobody is on call from ${time(trouble.from)} to ${time(trouble.to)} (${timeZone})`,
          `${time(trouble.from)} 至 ${time(trouble.to)}（${timeZone}）无人值班`,
        );
      case 'calendar-missing':
        return say(
          `its calendar was never read, so nobody is on call: ${wording(trouble.why, language)}`,
          `日历从未读取成功，因此无人值班：${wording(trouble.why, language)}`,
        );
      case 'calendar-stale':
        return say(
          `its calendar is that of ${time(trouble.readAt)} (${timeZone}): ${wording(trouble.why, language)}`,
          `日历停留在 ${time(trouble.readAt)}（${timeZone}）的版本：${wording(trouble.why, language)}`,
        );
      case 'unknown-person': {
        const who = safeLine(trouble.who, 80);
        return say(
          `its calendar names ${who} from ${time(trouble.at)} on, who is nobody's email or name under people in airdesk.yaml`,
          `日历中自 ${time(trouble.at)} 起的“${who}”不是 airdesk.yaml 里 people 下任何人的 email 或名字`,
        );
      }
      case 'no-person':
        return say(
          `"${safeLine(trouble.event, 60)}" in its calendar, from ${time(trouble.at)} on, names nobody; invite somebody, or write a name into its title`,
          `日历中自 ${time(trouble.at)} 起的“${safeLine(trouble.event, 60)}”没有写明是谁；请邀请参与者，或在标题中写名字`,
        );
      case 'unknown-zone':
        return say(
          `"${safeLine(trouble.event, 60)}" in its calendar is left out: there is no time zone "${safeLine(trouble.zone, 60)}"`,
          `日历中的“${safeLine(trouble.event, 60)}”未计入：没有时区“${safeLine(trouble.zone, 60)}”`,
        );
      case 'unread-event':
        return say(
          `"${safeLine(trouble.event, 60)}" in its calendar is left out: it cannot be read; write it anew`,
          `日历中的“${safeLine(trouble.event, 60)}”未计入：无法读取，请重新创建`,
        );
      case 'too-many':
        return say(
          `its calendar has more than is read (${trouble.most}): use one with nothing but shifts in it`,
          `日历内容超出读取上限（${trouble.most}）：请使用只含值班的日历`,
        );
      case 'override-of-nobody':
        return say(
          `override ${trouble.id} does not count: there is no person "${safeLine(trouble.person, 40)}" any more`,
          `代班 ${trouble.id} 未计入：people 中已没有“${safeLine(trouble.person, 40)}”`,
        );
      case 'swap-misfit':
        return say(
          `swap ${trouble.id} does not fit the shifts any more, which have changed since; look with: oncall show ${trouble.rotation}`,
          `换班 ${trouble.id} 与现在的班次对不上（班次已变更）；查看：值班 查看 ${trouble.rotation}`,
        );
      case 'group-not-kept':
        return say(
          `the group ${trouble.group} does not have who is on call: ${wording(trouble.why, language)}`,
          `群组 ${trouble.group} 未能同步为当前值班人：${wording(trouble.why, language)}`,
        );
    }
  };
  return say(`${trouble.rotation}: ${what()}`, `${trouble.rotation}：${what()}`);
}
