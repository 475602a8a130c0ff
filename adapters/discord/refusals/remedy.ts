import type { Text } from '../../../src/text/language.ts';
import { BLOCKED, BLOCKED_ADDRESS, REFUSALS, REPORT, TOKEN } from './refusals.ts';

const PREFIX = 'discord.';

const UNREACHED: Text = {
  en: 'Discord cannot be reached or does not answer. Check the network, DNS and proxy of the machine Airdesk runs on, and discordstatus.com. Airdesk reconnects by itself.',
  zh: '无法连接 Discord，或 Discord 没有应答。请检查 Airdesk 所在机器的网络、DNS 和代理，并查看 discordstatus.com。恢复后会自动继续。',
};
const SLOW_DOWN: Text = {
  en: 'Discord is rate limiting us. Airdesk waits as long as it has to; check what else sends with the same bot.',
  zh: 'Discord 要求降低发送频率。Airdesk 会按要求等待；请检查是否有其他程序在用同一机器人发消息。',
};

/** Failures that are no code of Discord's, by their code. */
const OURS: Readonly<Partial<Record<string, Text>>> = {
  'not-delivered': UNREACHED,
  'outcome-unknown': UNREACHED,
  'rate-limited': SLOW_DOWN,
  'address-blocked': BLOCKED_ADDRESS,
  'http-401': TOKEN,
  'http-403': BLOCKED,
};

/** What helps where a message was not taken with this code of an error, as `discord.50013`. Undefined where it is none of Discord's. */
export function discordRemedy(code: string): Text | undefined {
  if (!code.startsWith(PREFIX)) return undefined;
  const word = code.slice(PREFIX.length);
  return OURS[word] ?? REFUSALS[Number(word)]?.hint ?? REPORT;
}
