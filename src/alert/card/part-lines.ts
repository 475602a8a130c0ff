import { INCIDENT } from '../../callback/conditions.ts';
import { sayIn } from '../../text/language.ts';
import { isFiring, type Alert } from '../model/alert.ts';
import { alertName } from './alert-name.ts';
import { commonText } from './words/shared-cause-text.ts';
import { safeLine } from '../../text/safe-line.ts';
import { count } from './words/status-words.ts';
import { subjectName } from './subject-name.ts';
import { whatText } from './title.ts';
import type { AlertView } from './view.ts';

const MOST_NAMES = 10;
const NAME = 60;
const MOST_CASTERS = 3;

/** What is part of an incident, the strictest first, and what they have in common; of anything else, what follows from it. */
export function partLines(alert: Alert, view: AlertView): string[] {
  const { children = [], parent } = view;
  if (alert.condition === INCIDENT)
    return children.length === 0 ? [] : [namesLine(alert, children, view), ...commonText(alert, view)];
  return [...causeLine(alert, parent, view), ...effectLine(alert, children.filter(isFiring), view)];
}

function namesLine(alert: Alert, children: readonly Alert[], view: AlertView): string {
  const say = sayIn(view.language);
  const firing = children.filter(isFiring);
  const listed = firing.length > 0 ? firing : children;
  const total = firing.length > 0 ? Math.max(firing.length, alert.children?.open ?? 0) : children.length;
  const names = listed.slice(0, MOST_NAMES).map((child) => memberName(child, alert, view));
  const left = total - names.length;
  if (left <= 0) return names.join(say(', ', '、'));
  return say(
    `${names.join(', ')} … and ${count(left)} more: incident report ${alert.id}`,
    `${names.join('、')} …… 另有 ${count(left)} 项：事故 报告 ${alert.id}`,
  );
}

/** `Follows from alert k3m9x2ab: pull task 637921: pull task is failing`. */
function causeLine({ follows, reason }: Alert, cause: Alert | undefined, view: AlertView): string[] {
  if (!cause || (follows !== cause.id && reason !== 'effect')) return [];
  const what = whatText(cause, view, 100);
  return [
    sayIn(view.language)(`Follows from alert ${cause.id}: ${what}`, `由告警 ${cause.id} 引起：${what}`),
  ];
}

/** `With it: live.example.com/live/main: off air`. */
function effectLine({ id }: Alert, effects: readonly Alert[], view: AlertView): string[] {
  if (effects.length === 0) return [];
  const say = sayIn(view.language);
  const names = effects.slice(0, MOST_NAMES).map((effect) => whatText(effect, view, 100));
  const left = effects.length - names.length;
  const more =
    left > 0
      ? say(
          ` … and ${count(left)} more: incident report ${id}`,
          ` …… 另有 ${count(left)} 项：事故 报告 ${id}`,
        )
      : '';
  return [say(`With it: ${names.join('; ')}${more}`, `同时受影响：${names.join('；')}${more}`)];
}

/** Where else a stream is seen: `It is an input of caster 63501.` Nothing of an incident, whose parts differ. */
export function casterLine({ condition, groups }: Alert, { language }: AlertView): string[] {
  const casters = (condition === INCIDENT ? [] : groups)
    .filter((group) => group.startsWith('caster:'))
    .slice(0, MOST_CASTERS)
    .map((group) => subjectName({ type: 'caster', id: group.slice('caster:'.length) }, language, NAME));
  if (casters.length === 0) return [];
  const say = sayIn(language);
  return [say(`It is an input of ${casters.join(', ')}.`, `该流是${casters.join('、')} 的输入。`)];
}

/** A member of an incident, without the domain that they all have. */
export function memberName(child: Alert, incident: Alert, { language }: Pick<AlertView, 'language'>): string {
  const prefix = `${incident.subject.id}/`;
  const isOfDomain = incident.subject.type === 'domain' && child.subject.type === 'stream';
  return isOfDomain && child.subject.id.startsWith(prefix)
    ? safeLine(child.subject.id.slice(prefix.length), NAME)
    : alertName(child, language, NAME);
}
