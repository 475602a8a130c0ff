import { formatDuration } from '../../../text/duration.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { ENDED } from '../../../callback/conditions.ts';
import { codeSentence } from './reason-text.ts';
import { subjectName } from '../subject-name.ts';
import type { AlertView } from '../view.ts';

/** Whether an alert only tells that a stream ended by itself: one line, which calls nobody and asks for nothing. */
export function isEnd({ condition }: Pick<Alert, 'condition'>): boolean {
  return condition === ENDED;
}

/** `ENDED live.example.com/live/main · on air for 2 h 3 min`. */
export function endTitle(alert: Alert, view: AlertView): string {
  const name = subjectName(alert.subject, view.language, 300);
  const title = sayIn(view.language)(`ENDED ${name}`, `【直播结束】${name}`);
  return [title, ...onAirWords(alert, view)].join(' · ');
}

/** For how long it was on air, where the cloud tells. */
export function onAirWords({ first, last = first }: Alert, { language }: AlertView): string[] {
  const lasted = last['duration_ms'];
  if (typeof lasted !== 'number') return [];
  const length = formatDuration(lasted, language);
  return [sayIn(language)(`on air for ${length}`, `播出 ${length}`)];
}

/** How it ended, and why nobody is called. */
export function endLines(alert: Alert, { config, language }: AlertView): string[] {
  const say = sayIn(language);
  const how = codeSentence(alert, config.alerts.conditions, language);
  return [
    how === undefined
      ? say('Nothing in airdesk.yaml says it should be on air now.', '没有配置要求该流此时在播。')
      : say(
          `${how}; nothing in airdesk.yaml says it should be on air now.`,
          `${how}；没有配置要求该流此时在播。`,
        ),
  ];
}
