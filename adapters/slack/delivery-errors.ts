import { AirdeskError, DeliveryError, type Fate } from '../../src/errors.ts';
import type { Text } from '../../src/text/language.ts';

const INVITE: Text = {
  en: 'Airdesk is not in this channel. Type /invite @Airdesk here, then ask again.',
  zh: 'Airdesk 不在此频道。请在频道中输入 /invite @Airdesk 邀请它，然后重新执行命令。',
};
const REINSTALL: Text = {
  en: 'Slack no longer accepts the bot. Reinstall the app from manifest.yml and set SLACK_BOT_TOKEN to the new token.',
  zh: 'Slack 已不再接受该机器人的令牌。请按 manifest.yml 重新安装应用，并将 SLACK_BOT_TOKEN 更新为新令牌。',
};
const ASK_AGAIN: Text = {
  en: 'The form could not be opened in time. Ask again, or give the options in the command line.',
  zh: '表单未能及时打开。请重新执行命令，或直接在命令行中写明参数。',
};
const ARCHIVED: Text = {
  en: 'The channel is archived. Ask in another channel.',
  zh: '该频道已归档，请改在其他频道操作。',
};
const FORBIDDEN: Text = {
  en: 'The workspace does not let Airdesk post here. Ask a Slack admin, or use another channel.',
  zh: '工作区设置不允许 Airdesk 在此发言。请联系 Slack 管理员，或改用其他频道。',
};
const LATER: Text = {
  en: 'Slack is not taking messages at the moment. Try again in a minute.',
  zh: 'Slack 暂时无法接收消息，请一分钟后再试。',
};
const UNKNOWN: Text = {
  en: 'Slack did not say whether the message was posted. Look at the channel before asking again.',
  zh: '无法确认消息是否已发送到 Slack。请先查看频道，再决定是否重新执行。',
};
const REPORT: Text = {
  en: 'Slack refused the message. Tell whoever runs Airdesk the code of this error.',
  zh: 'Slack 拒绝了该消息。请将此错误代码告知 Airdesk 的维护人员。',
};

/** What the operator does about Slack's error words (docs.slack.dev, errors of chat.postMessage and views.open). */
const HINTS: Readonly<Record<string, Text>> = {
  not_in_channel: INVITE,
  channel_not_found: INVITE,
  user_not_in_channel: INVITE,
  is_archived: ARCHIVED,
  restricted_action: FORBIDDEN,
  restricted_action_read_only_channel: FORBIDDEN,
  expired_trigger_id: ASK_AGAIN,
  exchanged_trigger_id: ASK_AGAIN,
  invalid_trigger_id: ASK_AGAIN,
  trigger_exchanged: ASK_AGAIN,
  not_authed: REINSTALL,
  invalid_auth: REINSTALL,
  account_inactive: REINSTALL,
  token_revoked: REINSTALL,
  token_expired: REINSTALL,
  missing_scope: REINSTALL,
};

/** Slack takes nothing of ours any more, whatever it is. */
const NOT_OURS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
]);

/** Slack said no. `code` is `slack.` and Slack's error word. */
export function refusedBySlack(method: string, word: string): DeliveryError {
  return new DeliveryError(`Slack ${method}: ${word}`, {
    code: `slack.${word}`,
    hint: HINTS[word] ?? REPORT,
    fate: 'refused',
    everywhere: NOT_OURS.has(word) || (word === 'missing_scope' && method.startsWith('chat.')),
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
