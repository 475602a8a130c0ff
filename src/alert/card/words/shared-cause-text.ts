import { formatDuration } from '../../../text/duration.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { subjectKey } from '../../../callback/event.ts';
import { pushFacts } from '../../ties.ts';
import { wallTime } from '../moment.ts';
import { safeLine } from '../../../text/safe-line.ts';
import { codeWords } from './reason-text.ts';
import { count } from './status-words.ts';
import { subjectName } from '../subject-name.ts';
import type { AlertView } from '../view.ts';

const NAME = 60;
const MOST_GROUPS = 2;
/** What began within so long began together, ms. */
const TOGETHER_MS = 5 * 60_000;

/**
 * What the parts of an incident have in common besides its own subject, as one line: source, encoder, server, why they
 * ended, on how many domains, and within how long. Empty where nothing is.
 */
export function commonText(alert: Alert, view: AlertView): string[] {
  const { children = [] } = view;
  const say = sayIn(view.language);
  const parts = [
    ...groupWords(alert, children, view),
    ...factWords(children, view),
    ...reasonWords(children, view),
    ...(alert.subject.type === 'account' ? wideWords(children, view) : []),
  ];
  return parts.length === 0 ? [] : [say(`In common: ${parts.join('; ')}`, `共同点：${parts.join('；')}`)];
}

function groupWords(alert: Alert, children: readonly Alert[], { language }: AlertView): string[] {
  const own = subjectKey(alert.subject);
  const [first, ...others] = children;
  return (first?.groups ?? [])
    .filter((group) => group !== own && others.every((child) => child.groups.includes(group)))
    .slice(0, MOST_GROUPS)
    .map((group) => groupName(group, language));
}

function groupName(group: string, language: AlertView['language']): string {
  const at = group.indexOf(':');
  const type = (['source', 'caster', 'group', 'domain'] as const).find((each) => each === group.slice(0, at));
  return type === undefined
    ? safeLine(group, NAME)
    : subjectName({ type, id: group.slice(at + 1) }, language, NAME);
}

function factWords(children: readonly Alert[], { language }: AlertView): string[] {
  const say = sayIn(language);
  const facts = children.map(pushFacts);
  const address = same(facts.map((each) => each.address));
  const ingest = same(facts.map((each) => each.ingest));
  return [
    ...(address === undefined
      ? []
      : [say(`all pushed from ${safeLine(address, NAME)}`, `推流来源均为 ${safeLine(address, NAME)}`)]),
    ...(ingest === undefined
      ? []
      : [say(`all through server ${safeLine(ingest, NAME)}`, `接入节点均为 ${safeLine(ingest, NAME)}`)]),
  ];
}

/** What most of them say broke them. */
function reasonWords(children: readonly Alert[], { config, language }: AlertView): string[] {
  const say = sayIn(language);
  const [reason, times] = mostOften(
    children.flatMap((child) => codeWords(child, config.alerts.conditions, language) ?? []),
  );
  const all = children.length;
  if (reason === undefined) return [];
  if (times === all) return [say(`all with ${reason}`, `均为：${reason}`)];
  return [
    say(
      `${count(times)} of ${count(all)} with ${reason}`,
      `${count(all)} 项中 ${count(times)} 项为${reason}`,
    ),
  ];
}

/** What fails over several domains has at least its time in common. */
function wideWords(children: readonly Alert[], view: AlertView): string[] {
  const say = sayIn(view.language);
  const domains = new Set(
    children.flatMap(({ groups }) => groups.filter((each) => each.startsWith('domain:'))),
  );
  const from = children.reduce((first, { startedAt }) => Math.min(first, startedAt), Infinity);
  const span = children.reduce((longest, { startedAt }) => Math.max(longest, startedAt - from), 0);
  const within = formatDuration(Math.max(1000, span), view.language);
  const at = wallTime(view, from);
  return [
    ...(domains.size > 1
      ? [say(`on ${count(domains.size)} domains`, `涉及 ${count(domains.size)} 个域名`)]
      : []),
    ...(span <= TOGETHER_MS
      ? [say(`all began within ${within} from ${at}`, `自 ${at} 起 ${within}内相继出现`)]
      : []),
  ];
}

function same(values: readonly (string | undefined)[]): string | undefined {
  const [first] = values;
  return values.every((value) => value === first) ? first : undefined;
}

function mostOften(texts: readonly string[]): readonly [string | undefined, number] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return most ?? [undefined, 0];
}
