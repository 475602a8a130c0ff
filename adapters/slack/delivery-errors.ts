import { AirdeskError, DeliveryError, type Fate } from '../../src/errors.ts';
import type { Text } from '../../src/text/language.ts';
import { ASK_AGAIN, REFUSALS, REPORT } from './refusals.ts';

const LATER: Text = {
  en: 'Slack is not taking messages at the moment. Try again in a minute.',
  zh: 'Slack 暂时无法接收消息，请一分钟后再试。',
};
const UNKNOWN: Text = {
  en: 'Slack did not say whether the message was posted. Check the channel before you try again.',
  zh: '无法确认消息是否已发送到 Slack。请先查看频道，再决定是否重新执行。',
};

/** Slack said no, or not now. `code` is `slack.` and Slack's error word; what it means: `refusals.ts`. */
export function refusedBySlack(method: string, word: string): DeliveryError {
  const facts = { code: `slack.${word}`, fate: 'refused' } as const;
  const text = `Slack ${method}: ${word}`;
  const refusal = REFUSALS[word];
  if (!refusal) return new DeliveryError(text, { ...facts, hint: REPORT, unheardOf: true });
  const { hint, lasts, stops } = refusal;
  const isOfChat = word !== 'missing_scope' || method.startsWith('chat.');
  return new DeliveryError(lasts ? text : `${text} (${hint.en})`, {
    ...facts,
    hint,
    ...(!lasts && { fate: 'not-sent', retryable: true }),
    everywhere: stops === 'everything' && isOfChat,
    onlyThis: stops === 'edit',
  });
}

/** Slack refused the app-level token of Socket Mode. */
export function refusedAppToken(word: string): AirdeskError {
  return new AirdeskError(`Slack apps.connections.open: ${word}`, {
    code: `slack.${word}`,
    hint: {
      en: 'Create an app-level token with the scope connections:write, set SLACK_APP_TOKEN, and enable Socket Mode.',
      zh: '请创建带有 connections:write 权限的应用级令牌，设置 SLACK_APP_TOKEN，并启用 Socket Mode。',
    },
  });
}

/** Slack asked to wait longer than we do. Nothing was posted. */
export function rateLimited(method: string, waitMs: number): DeliveryError {
  return new DeliveryError(`Slack ${method}: rate limited, asks to wait ${Math.ceil(waitMs / 1000)} s`, {
    code: 'slack.ratelimited',
    hint: LATER,
    retryable: true,
    fate: 'not-sent',
    retryAfterMs: waitMs,
  });
}

/** The request did not reach Slack (`not-sent`), or it may have and a repeat does no harm (`unknown`). */
export function notDelivered(method: string, reason: string, fate: Fate): DeliveryError {
  return new DeliveryError(`Slack ${method}: not delivered (${reason})`, {
    code: 'slack.not-delivered',
    hint: LATER,
    retryable: true,
    fate,
  });
}

/** The answer was lost: the message may be there. Not retryable, because a repeat may be a second message. */
export function outcomeUnknown(method: string, reason: string): DeliveryError {
  return new DeliveryError(`Slack ${method}: outcome unknown (${reason})`, {
    code: 'slack.outcome-unknown',
    hint: UNKNOWN,
    fate: 'unknown',
  });
}

/** The ask carries nothing that a form could be opened or an answer be sent with. */
export function noTicket(method: string): DeliveryError {
  return new DeliveryError(`Slack ${method}: the ask carries no ticket`, {
    code: 'slack.no-ticket',
    hint: ASK_AGAIN,
    fate: 'refused',
  });
}
