import { notFound } from '../name-refusals.ts';
import { byName, prefixedName } from '../text/name-forms.ts';
import { quoted } from '../line/quote.ts';
import type { Alerts } from './model/alerts.ts';
import type { Subject } from '../callback/event.ts';
import { streamWord } from './rules/stream-names.ts';

/** A stream's name as it stands in a line: where only its last part is known, never read as another kind of name. */
export function nameInFull({ type, id }: Subject): string {
  if (type !== 'stream-name') return streamWord(id);
  return prefixedName(id) === undefined ? id : byName(id);
}

/** What stood in buttons of earlier versions in place of a name that was too long for them: the alert about the stream. */
const BY_ALERT = /"alert:(?<id>[\w-]{1,40})"/gu;

/** A button's line with the stream's name in place of the alert. @throws Refusal where the alert is not known any more */
export function withNameOfStream(alerts: Pick<Alerts, 'known'>, account: string, line: string): string {
  return line.replace(BY_ALERT, (_all, id: string) => {
    const alert = alerts.known(id);
    if (alert?.account === account) return quoted(nameInFull(alert.subject));
    throw notFound(
      { en: 'This alert is no longer known', zh: '该告警已不在记录中' },
      {
        en: 'Nothing was changed. Name the stream: its full name is on the card.',
        zh: '未做任何更改。请直接写流的完整名称，卡片上可见。',
      },
      ['alert list'],
    );
  });
}
