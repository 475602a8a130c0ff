import { buttonsOf, choicesOf } from './visible-text.ts';
import type { FakeMessage, OpenView, Workspace } from './workspace.ts';

const TEAM = { id: 'T0LIVE', domain: 'live-team' };
const APP = 'A0AIRDESK';

/** Builds the payloads that Slack sends, as its documentation shows them. */
export function createPayloads(workspace: Workspace, origin: () => string) {
  const user = (id: string) => ({ id, username: id.toLowerCase(), name: id.toLowerCase(), team_id: TEAM.id });
  const hookUrl = (channel: string, by: string, pressed?: FakeMessage) =>
    `${origin()}/hooks/${workspace.newHook(channel, by, pressed)}`;
  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

  function action(message: FakeMessage, pressed: string) {
    const choice = choicesOf(message.blocks).find(({ id }) => id === pressed);
    // A button that is gone meanwhile is pressed as it was seen.
    if (!choice || buttonsOf(message.blocks).some(({ id }) => id === pressed)) {
      return { type: 'button', action_id: pressed };
    }
    return { type: 'static_select', action_id: choice.select, selected_option: choice.option };
  }

  return {
    slash: (by: string, channel: string, text: string, command = '/live') => ({
      token: 'verification-token-not-used',
      team_id: TEAM.id,
      team_domain: TEAM.domain,
      channel_id: channel,
      channel_name: 'on-air',
      user_id: by,
      user_name: by.toLowerCase(),
      command,
      text: escaped(text),
      api_app_id: APP,
      is_enterprise_install: 'false',
      response_url: hookUrl(channel, by),
      trigger_id: workspace.newTrigger(by),
    }),
    /** `pressed`: the action_id of a button, or the value of a choice. */
    press: (by: string, message: FakeMessage, pressed: string) => ({
      type: 'block_actions',
      user: user(by),
      api_app_id: APP,
      token: 'verification-token-not-used',
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channel,
        is_ephemeral: message.onlyFor !== undefined,
        ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
      },
      trigger_id: workspace.newTrigger(by),
      team: TEAM,
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: message.channel, name: 'on-air' },
      ...(message.onlyFor === undefined ? { message: { ts: message.ts, blocks: message.blocks } } : {}),
      state: { values: {} },
      response_url: hookUrl(message.channel, by, message),
      actions: [{ ...action(message, pressed), block_id: 'b1', action_ts: workspace.nextTs() }],
    }),
    submit: ({ id, user: by, view }: OpenView, values: Readonly<Record<string, string>>) => ({
      type: 'view_submission',
      team: TEAM,
      user: user(by),
      api_app_id: APP,
      token: 'verification-token-not-used',
      trigger_id: workspace.newTrigger(by),
      view: {
        id,
        type: 'modal',
        hash: '156772938.1827394',
        callback_id: view.callback_id,
        private_metadata: view.private_metadata ?? '',
        state: {
          values: Object.fromEntries(
            view.blocks.flatMap((block) => {
              if (block.type !== 'input' || block.block_id === undefined) return [];
              const value = values[block.block_id];
              const field =
                block.element.type === 'static_select'
                  ? { type: 'static_select', selected_option: value === undefined ? null : { value } }
                  : { type: 'plain_text_input', value: value ?? null };
              return [[block.block_id, { [block.element.action_id]: field }]];
            }),
          ),
        },
      },
      response_urls: [],
      is_enterprise_install: false,
      enterprise: null,
    }),
  };
}
