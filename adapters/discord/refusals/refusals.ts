import type { Text } from '../../../src/text/language.ts';

/** What one of Discord's JSON codes means for a message. */
export interface Refusal {
  /** What the operator does, or why there is nothing to do but to wait. */
  readonly hint: Text;
  /** It lasts until somebody changes something. What passes by itself is tried again soon, with growing pauses. */
  readonly lasts: boolean;
  /** What it stops: every message of ours, those to this channel, this message, or edits of this message alone. */
  readonly stops: 'everything' | 'channel' | 'message' | 'edit';
}

const VIEW: Text = {
  en: 'Airdesk cannot see the channel. Give its role "View Channel" and "Send Messages" there, or add it to the private channel.',
  zh: 'Airdesk 看不到该频道。请在频道权限中为它的身份组开启“查看频道”和“发送消息”，私密频道需把它加进来。',
};
const SEND: Text = {
  en: 'Airdesk may not write in the channel. Give its role "Send Messages" there (in threads: "Send Messages in Threads").',
  zh: 'Airdesk 无权在该频道发言。请在频道权限中为它的身份组开启“发送消息”（子区内为“在子区内发送消息”）。',
};
const GONE_CHANNEL: Text = {
  en: 'The channel no longer exists. Use another channel; those of alerts are named in airdesk.yaml.',
  zh: '该频道已不存在，请改用其他频道；告警频道在 airdesk.yaml 中配置。',
};
const LOCKED: Text = {
  en: 'The thread is locked. Have a moderator unlock it, or name its channel in its place.',
  zh: '该子区已锁定。请管理员解除锁定，或改用它所属的频道。',
};
/** Discord no longer takes our token. */
export const TOKEN: Text = {
  en: 'Discord no longer accepts the bot token. Reset it under Bot in the Developer Portal and put the new one into the file of DISCORD_TOKEN_FILE; where it is in DISCORD_TOKEN, start again.',
  zh: 'Discord 已不再接受机器人令牌。请在开发者后台的 Bot 页面重置令牌，把新令牌写入 DISCORD_TOKEN_FILE 指向的文件即可；若写在变量 DISCORD_TOKEN 中，需重新启动。',
};
/** A 403 without a code that says more. */
export const BLOCKED: Text = {
  en: 'Discord does not let Airdesk do this. Ask a server administrator to check the permissions of its role.',
  zh: 'Discord 不允许 Airdesk 执行此操作。请联系服务器管理员检查它的身份组权限。',
};
/** What stands before Discord takes nothing from our address for a while. */
export const BLOCKED_ADDRESS: Text = {
  en: 'Discord has blocked this address for a while, for too many requests. Find out what else calls Discord from here; Airdesk retries by itself.',
  zh: 'Discord 因请求过多暂时封禁了本机地址。请检查是否有其他程序从这里访问 Discord；Airdesk 会自动重试。',
};
/** The token of an interaction is over. */
export const ASK_AGAIN: Text = {
  en: 'Discord takes answers to a command for 15 minutes only. Ask again.',
  zh: 'Discord 只在 15 分钟内接受对命令的答复，请重新执行。',
};
const NOT_TAKEN: Text = {
  en: 'They take no direct messages from Airdesk. Have them allow those from members of the server, under its privacy settings, or unblock it.',
  zh: '对方不接收 Airdesk 的私信。请对方在该服务器的隐私设置中允许来自服务器成员的私信，或解除屏蔽。',
};
const OVERLOADED: Text = {
  en: 'Discord is overloaded. It will pass; Airdesk retries within a minute.',
  zh: 'Discord 当前过载。稍后会自行恢复，Airdesk 会在一分钟内重试。',
};
const OLD_MESSAGE: Text = {
  en: 'Discord limits edits of messages older than an hour. The newest state is posted as a new message.',
  zh: 'Discord 限制编辑一小时前的消息。最新状态会另发一条新消息。',
};
const NOT_OURS: Text = {
  en: 'The message was written by another application, so it cannot be edited. The newest state is posted as a new message.',
  zh: '该消息由其他应用发布，无法编辑。最新状态会另发一条新消息。',
};
/** What is said of a code that is not in the table. */
export const REPORT: Text = {
  en: 'Discord refused the message. Tell whoever runs Airdesk the code of this error.',
  zh: 'Discord 拒绝了该消息。请将此错误代码告知 Airdesk 的维护人员。',
};

const lasting = (hint: Text, stops: Refusal['stops']): Refusal => ({ hint, lasts: true, stops });
const passing = (hint: Text, stops: Refusal['stops']): Refusal => ({ hint, lasts: false, stops });

/**
 * Discord's codes, from docs.discord.com/developers/topics/opcodes-and-status-codes#json; what they stop in practice
 * from the issues of discord-api-docs. A code that is not here may pass: it is tried again soon.
 */
export const REFUSALS: Readonly<Partial<Record<number, Refusal>>> = {
  10_003: lasting(GONE_CHANNEL, 'channel'),
  10_008: lasting(REPORT, 'message'),
  10_015: lasting(ASK_AGAIN, 'message'),
  10_062: lasting(ASK_AGAIN, 'message'),
  // Announcement channels: "This message cannot be edited due to announcement rate limits".
  20_022: passing(OLD_MESSAGE, 'edit'),
  // discord-api-docs #4413: comes as a 429, about this one message.
  30_046: passing(OLD_MESSAGE, 'edit'),
  40_001: lasting(TOKEN, 'everything'),
  40_060: lasting(ASK_AGAIN, 'message'),
  50_001: lasting(VIEW, 'channel'),
  50_005: lasting(NOT_OURS, 'edit'),
  // To a person: "Cannot send messages to this user".
  50_007: lasting(NOT_TAKEN, 'channel'),
  50_008: lasting(BLOCKED, 'channel'),
  50_013: lasting(SEND, 'channel'),
  50_024: lasting(BLOCKED, 'message'),
  50_027: lasting(ASK_AGAIN, 'message'),
  50_035: lasting(REPORT, 'message'),
  // Folded threads are opened where that can be done: what is left is locked.
  50_083: lasting(LOCKED, 'channel'),
  130_000: passing(OVERLOADED, 'everything'),
  160_002: lasting(BLOCKED, 'message'),
  160_004: lasting(REPORT, 'message'),
  160_005: lasting(LOCKED, 'channel'),
  160_006: lasting(BLOCKED, 'message'),
};
