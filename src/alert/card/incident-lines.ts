import { sayIn } from '../../text/language.ts';
import { isFiring, type Alert } from '../alert.ts';
import { subjectKey } from '../event.ts';
import { outside } from './outside.ts';
import { codeWords } from './reason-text.ts';
import { count } from './status-words.ts';
import { subjectName } from './subject-name.ts';
import type { AlertView } from './view.ts';

const MOST_NAMES = 10;
const NAME = 60;
const MOST_GROUPS = 2;

/** What is part of an incident: names of the first ones, and what they have in common. Empty for anything else. */
export function incidentLines(alert: Alert, view: AlertView): string[] {
  const { children = [] } = view;
  if (alert.condition !== 'incident' || children.length === 0) return [];
  const firing = children.filter(isFiring);
  const listed = firing.length > 0 ? firing : children;
  const total = firing.length > 0 ? Math.max(firing.length, alert.children?.open ?? 0) : children.length;
  return [namesLine(alert, listed, total, view), commonLine(alert, children, view)].filter(
    (line) => line !== '',
  );
}

function namesLine(alert: Alert, listed: readonly Alert[], total: number, view: AlertView): string {
  const say = sayIn(view.language);
  const names = listed.slice(0, MOST_NAMES).map((child) => memberName(child, alert, view));
  const left = total - names.length;
  if (left <= 0) return names.join(say(', ', '、'));
  return say(
    `${names.join(', ')} … and ${count(left)} more: incident report ${alert.id}`,
    `${names.join('、')} …… 另有 ${count(left)} 项：事故 报告 ${alert.id}`,
  );
}

/** A member of an incident, without the domain that they all have. */
export function memberName(child: Alert, incident: Alert, { language }: Pick<AlertView, 'language'>): string {
  const prefix = `${incident.subject.id}/`;
  const isOfDomain = incident.subject.type === 'domain' && child.subject.type === 'stream';
  return isOfDomain && child.subject.id.startsWith(prefix)
    ? outside(child.subject.id.slice(prefix.length), NAME)
    : subjectName(child.subject, language, NAME);
}

/** What most of them say broke them, and what else they share besides the incident's own subject. */
function commonLine(alert: Alert, children: readonly Alert[], view: AlertView): string {
  const say = sayIn(view.language);
  const own = subjectKey(alert.subject);
  const [first, ...others] = children;
  const shared = (first?.groups ?? [])
    .filter((group) => group !== own && others.every((child) => child.groups.includes(group)))
    .slice(0, MOST_GROUPS)
    .map((group) => outside(group, NAME));
  const [reason, times] = mostOften(children.flatMap((child) => codeWords(child, view.language) ?? []));
  const parts = [
    ...(shared.length > 0 ? [shared.join(say(', ', '、'))] : []),
    ...(reason === undefined ? [] : [reasonShare(reason, times, children.length, view)]),
  ];
  return parts.length === 0 ? '' : say(`In common: ${parts.join('; ')}`, `共同点：${parts.join('；')}`);
}

function reasonShare(reason: string, times: number, all: number, { language }: AlertView): string {
  const say = sayIn(language);
  if (times === all) return say(`all with ${reason}`, `均为 ${reason}`);
  return say(
    `${count(times)} of ${count(all)} with ${reason}`,
    `${count(all)} 项中 ${count(times)} 项为 ${reason}`,
  );
}

function mostOften(texts: readonly string[]): readonly [string | undefined, number] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return most ?? [undefined, 0];
}
