import { AirdeskError, DeliveryError, type Fate } from '../../../src/errors.ts';
import type { Text } from '../../../src/text/language.ts';
import { ASK_AGAIN, BLOCKED, BLOCKED_ADDRESS, REFUSALS, REPORT, TOKEN } from './refusals.ts';

const LATER: Text = {
  en: 'Discord is not taking messages at the moment. Try again in a minute.',
  zh: 'Discord 暂时无法接收消息，请一分钟后再试。',
};
const UNKNOWN: Text = {
  en: 'Discord did not say whether the message was posted. Check the channel before you try again.',
  zh: '无法确认消息是否已发送到 Discord。请先查看频道，再决定是否重新执行。',
};

/** Discord said no, or not now. `code` is `discord.` and Discord's JSON code, or `http-…` where it gave none. */
export function refusedByDiscord(name: string, status: number, code: number): DeliveryError {
  const text = `Discord ${name}: ${status}, code ${code}`;
  const facts = { code: code === 0 ? `discord.http-${status}` : `discord.${code}`, fate: 'refused' } as const;
  const refusal = REFUSALS[code];
  if (refusal) {
    const { hint, lasts, stops } = refusal;
    return new DeliveryError(lasts ? text : `${text} (${hint.en})`, {
      ...facts,
      hint,
      ...(!lasts && { fate: 'not-sent', retryable: true }),
      everywhere: stops === 'everything',
      onlyThis: stops === 'edit',
    });
  }
  const isToken = status === 401 && code === 0;
  return new DeliveryError(text, {
    ...facts,
    hint: status === 401 ? TOKEN : status === 403 ? BLOCKED : REPORT,
    // Other 401s are about the token of one interaction.
    everywhere: isToken,
    unheardOf: !isToken,
  });
}

/** One message may not be edited for so long; everything else gets through. */
export function editLimited(name: string, code: number, waitMs: number): DeliveryError {
  const hint = REFUSALS[code]?.hint ?? LATER;
  return new DeliveryError(`Discord ${name}: code ${code}, for ${Math.ceil(waitMs / 1000)} s (${hint.en})`, {
    code: `discord.${code}`,
    hint,
    retryable: true,
    fate: 'not-sent',
    retryAfterMs: waitMs,
    onlyThis: true,
  });
}

/** What stands before Discord has blocked our address: it says neither why nor for how long. */
export function blockedAddress(name: string): DeliveryError {
  return new DeliveryError(`Discord ${name}: this address is blocked for a while (${BLOCKED_ADDRESS.en})`, {
    code: 'discord.address-blocked',
    hint: BLOCKED_ADDRESS,
    retryable: true,
    fate: 'not-sent',
    everywhere: true,
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

/** The ask was answered by something else already. */
export function noForms(): DeliveryError {
  return new DeliveryError('Discord: a form can only be the first answer', {
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
      en: 'The gateway rejects this bot in its current configuration. Look the close code up in the Developer Portal documentation and start again.',
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
