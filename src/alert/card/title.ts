import { sayIn, wording } from '../../text/language.ts';
import type { Alert } from '../model/alert.ts';
import { conditionOf } from '../../callback/condition.ts';
import { alertName, plainName } from './alert-name.ts';
import { endTitle, isEnd } from './words/end-words.ts';
import { severityWord, stateWord } from './state.ts';
import { againWords, statusWords } from './words/status-words.ts';
import type { AlertView } from './view.ts';

/** Subjects are shown to the end in titles: their last part is what tells them apart. */
const NAME = 300;

/** `live.example.com/live/main: off air`. */
export function whatText(alert: Alert, { config, language }: AlertView, length = NAME): string {
  const { subject, condition } = alert;
  // `monitor studio-a: monitor lost an input` would say it twice.
  const saysKind = condition.startsWith(`${subject.type}.`);
  const name = saysKind ? plainName(alert, language, length) : alertName(alert, language, length);
  const title = conditionOf(config.alerts.conditions, condition)?.title;
  const words = title ? wording(title, language) : condition;
  return sayIn(language)(`${name}: ${words}`, `${name}：${words}`);
}

/** The first word of its title: how bad it is while it lasts, then how it stands. */
export function headWord(alert: Alert, { language }: AlertView): string {
  const isOver = alert.status === 'recovered' || alert.status === 'closed';
  const word = wording(isOver ? stateWord(alert) : severityWord(alert.severity), language);
  return isOver ? word.toUpperCase() : word;
}

/** `CRITICAL live.example.com/live/main: off air · acknowledged by Ada`. */
export function titleOf(alert: Alert, view: AlertView): string {
  if (isEnd(alert)) return endTitle(alert, view);
  const head = headWord(alert, view);
  const [status] = statusWords(alert, view);
  const what = whatText(alert, view);
  const title = sayIn(view.language)(`${head} ${what}`, `【${head}】${what}`);
  return [title, ...againWords(alert, view), ...(status === undefined ? [] : [status])].join(' · ');
}
