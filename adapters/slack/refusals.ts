import type { Text } from '../../src/text/language.ts';

/** What one of Slack's error words means for a message. */
export interface Refusal {
  /** What the operator does, or why there is nothing to do but to wait. */
  readonly hint: Text;
  /** It lasts until somebody changes something. What passes by itself is tried again soon, with growing pauses. */
  readonly lasts: boolean;
  /** What it stops: every message of ours, those to this channel, this message, or edits of this message alone. */
  readonly stops: 'everything' | 'channel' | 'message' | 'edit';
}

const INVITE: Text = {
  en: 'Airdesk is not in the channel. Type /invite @Airdesk in it.',
  zh: 'Airdesk 不在该频道。请在频道中输入 /invite @Airdesk 邀请它。',
};
const REINSTALL: Text = {
  en: 'Slack no longer accepts the bot. Reinstall the app from manifest.yml and set SLACK_BOT_TOKEN to the new token.',
  zh: 'Slack 已不再接受该机器人的令牌。请按 manifest.yml 重新安装应用，并将 SLACK_BOT_TOKEN 更新为新令牌。',
};
const ARCHIVED: Text = {
  en: 'The channel is archived. Use another channel; those of alerts are named in airdesk.yaml.',
  zh: '该频道已归档，请改用其他频道；告警频道在 airdesk.yaml 中配置。',
};
const FORBIDDEN: Text = {
  en: 'The workspace does not let Airdesk post in the channel. Ask a Slack admin, or use another channel.',
  zh: '工作区设置不允许 Airdesk 在该频道发言。请联系 Slack 管理员，或改用其他频道。',
};
const NOT_TAKEN: Text = {
  en: 'They cannot be written to directly. Check their Slack account under people in airdesk.yaml, and that the Messages tab of the app is on (App Home).',
  zh: '无法向对方发送私信。请检查 airdesk.yaml 的 people 中对方的 Slack 账号，并确认应用的 Messages 标签页已开启（App Home）。',
};
const OVER_LIMIT: Text = {
  en: 'The Slack workspace is over its limit of messages. It will pass; Airdesk retries within a minute.',
  zh: 'Slack 工作区发送的消息已超出上限。限制会自行解除，Airdesk 会在一分钟内重试。',
};
const MIGRATING: Text = {
  en: 'Slack is moving the workspace or channel. It will pass; Airdesk retries within a minute.',
  zh: 'Slack 正在迁移该工作区或频道。迁移完成后会自行恢复，Airdesk 会在一分钟内重试。',
};
const NOT_EDITABLE: Text = {
  en: 'The workspace no longer lets Airdesk edit this message. The latest state is posted as a new message.',
  zh: '工作区设置不再允许 Airdesk 编辑这条消息。最新状态会另发一条新消息。',
};
const UPDATE_FAILED: Text = {
  en: 'Slack could not edit the message just now. Airdesk tries again within a minute.',
  zh: 'Slack 暂时无法编辑该消息，Airdesk 会在一分钟内重试。',
};
/** What is said of a word that is not in the table. */
export const REPORT: Text = {
  en: 'Slack refused the message. Tell whoever runs Airdesk the code of this error.',
  zh: 'Slack 拒绝了该消息。请将此错误代码告知 Airdesk 的维护人员。',
};
/** The trigger of a form is good for 3 s. */
export const ASK_AGAIN: Text = {
  en: 'The form could not be opened in time. Ask again, or give the options in the command line.',
  zh: '表单未能及时打开。请重新执行命令，或直接在命令行中写明参数。',
};

const lasting = (hint: Text, stops: Refusal['stops']): Refusal => ({ hint, lasts: true, stops });
const passing = (hint: Text, stops: Refusal['stops']): Refusal => ({ hint, lasts: false, stops });

/**
 * Slack's error words, from the lists of errors under docs.slack.dev/reference/methods/chat.postMessage, chat.update
 * and views.open. A word that is not here may pass: it is tried again soon.
 */
export const REFUSALS: Readonly<Partial<Record<string, Refusal>>> = {
  // Over what the workspace may send: "Members on this team are sending too many messages". Free workspaces meet it.
  message_limit_exceeded: passing(OVER_LIMIT, 'everything'),
  // A workspace that is moved to an Enterprise organization: "intermittently unavailable until the transition is complete".
  team_added_to_org: passing(MIGRATING, 'everything'),
  org_login_required: passing(MIGRATING, 'everything'),
  // A shared channel whose home is moved.
  external_channel_migrating: passing(MIGRATING, 'channel'),
  // chat.update: "Internal update failed".
  update_failed: passing(UPDATE_FAILED, 'channel'),

  // chat.update: too old for the workspace's setting; written under another app, or through a response_url.
  edit_window_closed: lasting(NOT_EDITABLE, 'edit'),
  cant_update_message: lasting(NOT_EDITABLE, 'edit'),

  not_in_channel: lasting(INVITE, 'channel'),
  channel_not_found: lasting(INVITE, 'channel'),
  user_not_in_channel: lasting(INVITE, 'channel'),
  // To a person.
  messages_tab_disabled: lasting(NOT_TAKEN, 'channel'),
  user_not_found: lasting(NOT_TAKEN, 'channel'),
  user_disabled: lasting(NOT_TAKEN, 'channel'),
  cannot_dm_bot: lasting(NOT_TAKEN, 'channel'),
  is_archived: lasting(ARCHIVED, 'channel'),
  restricted_action: lasting(FORBIDDEN, 'channel'),
  restricted_action_read_only_channel: lasting(FORBIDDEN, 'channel'),
  restricted_action_thread_only_channel: lasting(FORBIDDEN, 'channel'),
  restricted_action_non_threadable_channel: lasting(FORBIDDEN, 'message'),
  restricted_action_thread_locked: lasting(FORBIDDEN, 'message'),
  cannot_reply_to_message: lasting(FORBIDDEN, 'message'),
  ekm_access_denied: lasting(FORBIDDEN, 'channel'),
  team_access_not_granted: lasting(FORBIDDEN, 'channel'),
  no_permission: lasting(FORBIDDEN, 'channel'),
  access_denied: lasting(FORBIDDEN, 'channel'),
  not_allowed: lasting(FORBIDDEN, 'channel'),

  message_not_found: lasting(REPORT, 'message'),
  thread_not_found: lasting(REPORT, 'message'),
  msg_too_long: lasting(REPORT, 'message'),
  msg_blocks_too_long: lasting(REPORT, 'message'),
  invalid_blocks: lasting(REPORT, 'message'),
  invalid_arguments: lasting(REPORT, 'message'),
  expired_url: lasting(REPORT, 'message'),

  expired_trigger_id: lasting(ASK_AGAIN, 'message'),
  exchanged_trigger_id: lasting(ASK_AGAIN, 'message'),
  invalid_trigger_id: lasting(ASK_AGAIN, 'message'),
  trigger_exchanged: lasting(ASK_AGAIN, 'message'),

  not_authed: lasting(REINSTALL, 'everything'),
  invalid_auth: lasting(REINSTALL, 'everything'),
  account_inactive: lasting(REINSTALL, 'everything'),
  token_revoked: lasting(REINSTALL, 'everything'),
  token_expired: lasting(REINSTALL, 'everything'),
  missing_scope: lasting(REINSTALL, 'everything'),
  not_allowed_token_type: lasting(REINSTALL, 'channel'),
};
