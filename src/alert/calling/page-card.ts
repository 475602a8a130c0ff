import type { Card, Page } from '../../reply.ts';
import { calledIn, ruleNamed } from '../called.ts';
import { titleOf } from '../card/title.ts';
import type { AlertView } from '../card/view.ts';
import { subjectKey } from '../../callback/event.ts';
import { sayIn } from '../../text/language.ts';
import { safeLine } from '../../text/safe-line.ts';
import type { Alert } from '../model/alert.ts';

/** PagerDuty takes 1,024 characters as a summary. */
const SUMMARY = 1000;
const TEXT = 500;

/** An alert as webhooks are told of it. */
export function pageCard(alert: Alert, view: AlertView): Card {
  const title = safeLine(titleOf(alert, view), SUMMARY);
  return { kind: 'card', tone: 'info', title, page: pageOf(alert, title, view), visibility: 'channel' };
}

/** What stands in a channel while a webhook cannot be reached. */
export function unreachedCard(alert: Alert, view: AlertView): Card {
  const say = sayIn(view.language);
  const hooks = safeLine((alert.pager?.hooks ?? []).join(say(', ', '、')), TEXT);
  return {
    kind: 'card',
    tone: 'warning',
    title: say(`Not called: ${hooks} cannot be reached`, `未能呼叫：无法连接 ${hooks}`),
    lines: [
      titleOf(alert, view),
      say(
        'Airdesk keeps trying until it arrives. Reach them another way in the meantime.',
        '将继续重试直到送达，期间请用其他方式联系。',
      ),
    ],
    footer: alert.id,
    visibility: 'channel',
  };
}

function pageOf(alert: Alert, summary: string, { config }: AlertView): Page {
  const { id, severity, account, condition, rule, code, acknowledged, muted, pager, calls = [] } = alert;
  const taken = acknowledged ?? muted;
  const ofRule = alert.channels.flatMap((channel) => calledIn(config.alerts, alert, channel));
  const called = [...new Set([...ofRule, ...calls.flatMap(({ whom }) => whom)])];
  const runbook = ruleNamed(config.alerts, rule)?.runbook?.text;
  return {
    action: pager?.state ?? 'trigger',
    ...{ key: id, summary, severity, account, condition, called },
    source: safeLine(subjectKey(alert.subject), TEXT),
    since: alert.startedAt,
    ...(rule !== undefined && { rule }),
    ...(code !== undefined && { code: safeLine(code, 60) }),
    ...(taken && { acknowledgedBy: safeLine(taken.by.name, 60) }),
    ...(pager?.anew && { anew: true }),
    ...(runbook !== undefined && { runbook: safeLine(runbook, TEXT) }),
  };
}
