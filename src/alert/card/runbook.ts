import type { Button } from '../../reply.ts';
import { accountOptions } from '../../line/account-option.ts';
import { wording, type Text } from '../../text/language.ts';
import { parseLine, withoutWords } from '../../line/parse-line.ts';
import { quoted } from '../../line/quote.ts';
import { shorten } from '../../text/shorten.ts';
import type { Alert } from '../model/alert.ts';
import { ruleNamed } from '../called.ts';
import { conditionOf } from '../../callback/condition.ts';
import { runFirst } from './run-line.ts';
import { streamWords } from './words/stream-words.ts';
import type { AlertView } from './view.ts';

const BLANK = /\{(stream|task|account)\}/g;

/** Runbooks of parts that are shown. */
const MOST_OF_PARTS = 3;

/** What to do, and for which part of it where it is not about the whole. */
export interface Runbook {
  readonly part?: Alert;
  readonly text: string;
}

/**
 * What to do: the runbook of its rule and those of its parts, the strictest first; where there is none, what helps with
 * such a condition.
 */
export function runbooksOf(
  alert: Alert,
  view: Pick<AlertView, 'config' | 'language' | 'children' | 'remedy'>,
): readonly Runbook[] {
  const own = ruleOf(alert, view)?.runbook?.text;
  const rules = new Set([alert.rule]);
  const ofParts: Runbook[] = [];
  for (const part of view.children ?? []) {
    if (rules.has(part.rule)) continue;
    rules.add(part.rule);
    const text = ruleOf(part, view)?.runbook?.text;
    if (text !== undefined) ofParts.push({ part, text });
  }
  const all = [...(own === undefined ? [] : [{ text: own }]), ...ofParts.slice(0, MOST_OF_PARTS)];
  const advice =
    remedyFor(alert, view) ?? conditionOf(view.config.alerts.conditions, alert.condition)?.advice;
  return all.length === 0 && advice ? [{ text: wording(advice, view.language) }] : all;
}

/** What helps with that word of the platform, where its cards cannot be delivered. */
function remedyFor(
  { condition, code }: Alert,
  { config, remedy }: Pick<AlertView, 'config' | 'remedy'>,
): Text | undefined {
  const isOfDelivery = conditionOf(config.alerts.conditions, condition)?.ofDelivery;
  return isOfDelivery && code !== undefined ? remedy?.(code) : undefined;
}

/** The rule that applied, where airdesk.yaml still has it. */
function ruleOf({ rule }: Pick<Alert, 'rule'>, { config }: Pick<AlertView, 'config'>) {
  return ruleNamed(config.alerts, rule);
}

/** The buttons of its runbook; one whose line cannot be filled in, or does not fit, is left out. `name`: of which part. */
export function runbookButtons(alert: Alert, view: AlertView, name?: string): Button[] {
  return (ruleOf(alert, view)?.runbook?.buttons ?? []).flatMap(({ label, command }) => {
    const words = streamWords(alert, view);
    const lines = (words.length > 0 ? words : [undefined]).flatMap(
      (stream) => filled(command, alert, stream) ?? [],
    );
    const shown = shorten(name === undefined ? label : `${name}: ${label}`, 75);
    const button = runFirst(view, lines, { account: alert.account, label: shown });
    return button ? [button] : [];
  });
}

/** The line with its blanks filled in; undefined where there is nothing to put, or it would not stay one value. */
function filled(command: string, alert: Alert, stream: string | undefined): string | undefined {
  const values: Readonly<Record<string, string | undefined>> = {
    stream,
    task: alert.subject.type === 'pull' ? alert.subject.id : undefined,
    account: alert.account,
  };
  const blanks = [...command.matchAll(BLANK)];
  const isWhole = blanks.every((blank) => {
    const value = values[blank[1] ?? ''];
    const before = command.slice(0, blank.index);
    const after = command.slice(blank.index + blank[0].length);
    // Quotes count only where a value begins and ends; in the middle of a word they would be part of it.
    const isApart = /(?:^|[\s:=])$/.test(before) && /^(?:$|\s)/.test(after);
    return value !== undefined && (isApart || quoted(value) === value);
  });
  if (!isWhole) return undefined;
  const line = command.replace(BLANK, (_blank, name: string) => quoted(values[name] ?? ''));
  return onAccount(line, alert.account);
}

/** The line without its account, which every button names by itself; undefined where it names another one. */
function onAccount(line: string, account: string): string | undefined {
  const parsed = parseLine(line);
  const [option, ...others] = accountOptions(parsed);
  if (!option) return line;
  if (others.length > 0 || option.name !== account) return undefined;
  return withoutWords(parsed, option.from, option.to).line;
}
