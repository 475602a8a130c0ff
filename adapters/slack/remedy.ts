import type { Text } from '../../src/text/language.ts';
import { REFUSALS, REPORT } from './refusals.ts';

const PREFIX = 'slack.';

const UNREACHED: Text = {
  en: 'Slack cannot be reached or does not answer. Check the network, DNS and proxy of the machine Airdesk runs on, and slack-status.com. Airdesk reconnects by itself.',
  zh: '无法连接 Slack，或 Slack 没有应答。请检查 Airdesk 所在机器的网络、DNS 和代理，并查看 slack-status.com。恢复后会自动继续。',
};
const SLOW_DOWN: Text = {
  en: 'Slack is rate limiting us. Airdesk waits as long as it has to; check what else sends with the same app.',
  zh: 'Slack 要求降低发送频率。Airdesk 会按要求等待；请检查是否有其他程序在用同一应用发消息。',
};

/** Failures that are no word of Slack's, by their code. */
const OURS: Readonly<Partial<Record<string, Text>>> = {
  'not-delivered': UNREACHED,
  'outcome-unknown': UNREACHED,
  ratelimited: SLOW_DOWN,
};

/** What helps where a message was not taken with this code of an error, as `slack.is_archived`. Undefined where it is none of Slack's. */
export function slackRemedy(code: string): Text | undefined {
  if (!code.startsWith(PREFIX)) return undefined;
  const word = code.slice(PREFIX.length);
  return OURS[word] ?? REFUSALS[word]?.hint ?? REPORT;
}
