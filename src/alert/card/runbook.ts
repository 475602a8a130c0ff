import type { Button } from '../../reply.ts';
import { accountOptions } from '../../text/account-option.ts';
import { wording } from '../../text/language.ts';
import { quoted } from '../../text/quote.ts';
import { shorten } from '../../text/shorten.ts';
import type { Alert } from '../alert.ts';
import type { RuleConfig } from '../alert-config.ts';
import { conditionOf } from '../conditions.ts';
import { runFirst } from './run-line.ts';
import { streamWords } from './stream-words.ts';
import type { AlertView } from './view.ts';

const BLANK = /\{(stream|task|account)\}/g;

/** The rule that applied, where airdesk.yaml still has it. */
function ruleOf(
  { rule }: Pick<Alert, 'rule'>,
  { config }: Pick<AlertView, 'config'>,
): RuleConfig | undefined {
  return rule === undefined ? undefined : config.alerts.rules.find(({ name }) => name === rule);
}

/** What to do: the runbook of its rule, else what helps with such a condition. */
export function runbookText(alert: Alert, view: Pick<AlertView, 'config' | 'language'>): string {
  const advice = conditionOf(alert.condition)?.advice;
  return ruleOf(alert, view)?.runbook?.text ?? (advice ? wording(advice, view.language) : '');
}

/** The buttons of its runbook; one whose line cannot be filled in, or does not fit, is left out. */
export function runbookButtons(alert: Alert, view: AlertView): Button[] {
  return (ruleOf(alert, view)?.runbook?.buttons ?? []).flatMap(({ label, command }) => {
    const words = streamWords(alert, view);
    const lines = (words.length > 0 ? words : [undefined]).flatMap(
      (stream) => filled(command, alert, stream) ?? [],
    );
    const button = runFirst(view, lines, { account: alert.account, label: shorten(label, 75) });
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
  const [option, ...others] = accountOptions(line);
  if (!option) return line;
  if (others.length > 0 || option.name !== account) return undefined;
  return `${option.before} ${option.after}`.trim();
}
