import { AirdeskError, DeliveryError, type Fate } from '../../src/errors.ts';
import type { Text } from '../../src/text/language.ts';

const VIEW: Text = {
  en: 'Airdesk cannot see this channel. Give its role "View Channel" and "Send Messages" here, or add it to the private channel.',
  zh: 'Airdesk 看不到此频道。请在频道权限中为它的身份组开启“查看频道”和“发送消息”，私密频道需把它加进来。',
};
const SEND: Text = {
  en: 'Airdesk may not write here. Give its role "Send Messages" in this channel (in threads: "Send Messages in Threads").',
  zh: 'Airdesk 无权在此发言。请在频道权限中为它的身份组开启“发送消息”（子区内为“在子区内发送消息”）。',
};
const GONE_CHANNEL: Text = {
  en: 'The channel no longer exists. Ask in another channel.',
  zh: '该频道已不存在，请改在其他频道操作。',
};
const ARCHIVED: Text = {
  en: 'The thread is archived or locked. Open it again, or ask in its channel.',
  zh: '该子区已归档或锁定。请重新开启，或改在所属频道中操作。',
};
const TOKEN: Text = {
  en: 'Discord no longer accepts the bot token. Reset it under Bot in the Developer Portal, set DISCORD_TOKEN, and start again.',
  zh: 'Discord 已不再接受机器人令牌。请在开发者后台的 Bot 页面重置令牌，更新 DISCORD_TOKEN 后重新启动。',
};
const BLOCKED: Text = {
  en: 'Discord does not let Airdesk do this. Ask a server administrator to check the permissions of its role.',
  zh: 'Discord 不允许 Airdesk 执行此操作。请联系服务器管理员检查它的身份组权限。',
};
const ASK_AGAIN: Text = {
  en: 'Discord takes answers to a command for 15 minutes only. Ask again.',
  zh: 'Discord 只在 15 分钟内接受对命令的答复，请重新执行。',
};
const LATER: Text = {
  en: 'Discord is not taking messages at the moment. Try again in a minute.',
  zh: 'Discord 暂时无法接收消息，请一分钟后再试。',
};
const UNKNOWN: Text = {
  en: 'Discord did not say whether the message was posted. Look at the channel before asking again.',
  zh: '无法确认消息是否已发送到 Discord。请先查看频道，再决定是否重新执行。',
};
const REPORT: Text = {
  en: 'Discord refused the message. Tell whoever runs Airdesk the code of this error.',
  zh: 'Discord 拒绝了该消息。请将此错误代码告知 Airdesk 的维护人员。',
};

/** What the operator does about Discord's codes (docs.discord.com/developers/topics/opcodes-and-status-codes#json). */
const HINTS: Readonly<Record<number, Text>> = {
  10_003: GONE_CHANNEL,
  10_015: ASK_AGAIN,
  10_062: ASK_AGAIN,
  40_001: TOKEN,
  50_001: VIEW,
  50_008: BLOCKED,
  50_013: SEND,
  50_027: ASK_AGAIN,
  50_083: ARCHIVED,
  160_005: ARCHIVED,
};

/** Discord said no. `code` is `discord.` and Discord's JSON code, or `http-…` where it gave none. */
export function refusedByDiscord(name: string, status: number, code: number): DeliveryError {
  const byStatus = status === 401 ? TOKEN : status === 403 ? BLOCKED : REPORT;
  return new DeliveryError(`Discord ${name}: ${status}, code ${code}`, {
    code: code === 0 ? `discord.http-${status}` : `discord.${code}`,
    hint: HINTS[code] ?? byStatus,
    fate: 'refused',
    // Other 401s are about the token of one interaction.
    everywhere: code === 40_001 || (status === 401 && code === 0),
  });
}

/** Discord asked to wait longer than we do. Nothing was posted. */
export function rateLimited(name: string, waitMs: number): DeliveryError {
  return new DeliveryError(`Discord ${name}: rate limited, asks to wait ${Math.ceil(waitMs / 1000)} s`, {
    code: 'discord.rate-limited',
    hint: LATER,
    retryable: true,
    fate: 'not-sent',
    retryAfterMs: waitMs,
  });
}

/** The request did not reach Discord (`not-sent`), or it may have and a repeat does no harm (`unknown`). */
export function notDelivered(name: string, reason: string, fate: Fate): DeliveryError {
  return new DeliveryError(`Discord ${name}: not delivered (${reason})`, {
    code: 'discord.not-delivered',
    hint: LATER,
    retryable: true,
    fate,
  });
}

/** The answer was lost: the message may be there. Not retryable, because a repeat may be a second message. */
export function outcomeUnknown(name: string, reason: string): DeliveryError {
  return new DeliveryError(`Discord ${name}: outcome unknown (${reason})`, {
    code: 'discord.outcome-unknown',
    hint: UNKNOWN,
    fate: 'unknown',
  });
}

/** What only the asker may see cannot be shown any more. */
export function noTicket(name: string): DeliveryError {
  return new DeliveryError(`Discord ${name}: the ask carries no ticket that is still good`, {
    code: 'discord.no-ticket',
    hint: ASK_AGAIN,
    fate: 'refused',
  });
}

/** Forms are not among this adapter's capabilities. */
export function noForms(): DeliveryError {
  return new DeliveryError('Discord: a form cannot follow a deferred answer', {
    code: 'discord.no-forms',
    fate: 'refused',
    hint: {
      en: 'Give the options in the command; Discord lists them while you type.',
      zh: '请直接在命令中填写参数，输入时 Discord 会列出可用参数。',
    },
  });
}

/** Discord refuses the token, at the start or on the gateway. */
export function refusedToken(where: string): AirdeskError {
  return new AirdeskError(`Discord ${where}: the bot token was refused`, {
    code: 'discord.invalid-token',
    hint: TOKEN,
  });
}

/** The gateway closed for good, with a reason other than the token (docs: gateway close event codes). */
export function refusedGateway(code: number): AirdeskError {
  return new AirdeskError(`Discord gateway: closed with ${code}`, {
    code: `discord.gateway-${code}`,
    hint: {
      en: 'The gateway will not take this bot as it is. Look the close code up in the Developer Portal documentation and start again.',
      zh: '网关拒绝了该机器人的连接。请在开发者文档中查询此关闭码，处理后重新启动。',
    },
  });
}

/** The token belongs to another application than the one that is configured, or its key is another. */
export function wrongApplication(variable: 'DISCORD_APPLICATION_ID' | 'DISCORD_PUBLIC_KEY'): AirdeskError {
  return new AirdeskError(`Discord: ${variable} is not of the application that DISCORD_TOKEN belongs to`, {
    code: 'discord.wrong-application',
    hint: {
      en: `Copy ${variable} from General Information of the application whose token is set.`,
      zh: `请从该令牌所属应用的 General Information 页面重新复制 ${variable}。`,
    },
  });
}
