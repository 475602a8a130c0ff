import type { Card } from '../../reply.ts';
import { sayIn, wording, type Language } from '../../text/language.ts';
import { formatTime } from '../../text/time.ts';
import { CONDITIONS, DISK } from '../../callback/conditions.ts';

/** The card that tells, past a disk that takes nothing, that this is so; `until`: it is over. Times in ms UTC. */
export function diskCard(
  { since, until, why }: { readonly since: number; readonly until?: number; readonly why: string },
  language: Language,
  timeZone: string,
): Card {
  const say = sayIn(language);
  const { title, meaning, advice } = CONDITIONS[DISK];
  const head = until === undefined ? say('CRITICAL', '紧急') : say('RECOVERED', '已恢复');
  const what = wording(title, language);
  return {
    kind: 'card',
    visibility: 'channel',
    tone: until === undefined ? 'failure' : 'success',
    title: say(`${head} Airdesk: ${what}`, `【${head}】Airdesk：${what}`),
    lines:
      until === undefined
        ? [
            wording(meaning, language),
            say(`Do: ${wording(advice, language)}`, `处置：${wording(advice, language)}`),
          ]
        : [say('Alerts that were waiting are being sent now.', '期间积压的告警现在开始通知。')],
    facts: [
      { label: say('Since', '开始'), value: formatTime(since, timeZone) },
      ...(until === undefined
        ? []
        : [{ label: say('Recovered', '恢复'), value: formatTime(until, timeZone) }]),
      ...(why === '' ? [] : [{ label: say('Disk says', '磁盘返回'), value: why }]),
    ],
  };
}
