import { type Answer, type Args, no, ok } from './answers.ts';
import type { Clock } from '../../../src/clock.ts';
import { z } from 'zod';
import { MessageBlocksSchema, ModalSchema, type FakeBlock } from './block-kit.ts';
import { createFileMethods } from './files.ts';
import { createHistory } from './history.ts';
import { notifiedBy, visibleText } from './visible-text.ts';
import type { FakeMessage, Workspace } from './workspace.ts';

/** Found refused in practice (bolt-js #2509), below every documented limit. */
const MAX_VISIBLE = 13_000;
const MAX_TEXT = 40_000;
/** docs.slack.dev/reference/methods/chat.update: what is edited may have less than what is posted. */
const MAX_EDITED_TEXT = 4_000;

function asJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** The content of a message, or why Slack would refuse it. */
function readContent(
  args: Args,
  mostText = MAX_TEXT,
): { text: string; blocks: FakeBlock[] } | { refused: Answer } {
  const text = typeof args['text'] === 'string' ? args['text'] : '';
  if (text.length > mostText) return { refused: no('msg_too_long') };
  if (args['blocks'] === undefined) return text ? { text, blocks: [] } : { refused: no('no_text') };
  const blocks = MessageBlocksSchema.safeParse(asJson(args['blocks']));
  if (!blocks.success) {
    const messages = blocks.error.issues.map(({ path, message }) => `[ERROR] ${message} [${path.join('/')}]`);
    return { refused: no('invalid_blocks', { response_metadata: { messages } }) };
  }
  if (visibleText(blocks.data, '').length > MAX_VISIBLE) return { refused: no('msg_blocks_too_long') };
  return { text, blocks: blocks.data };
}

interface MethodsOptions {
  readonly workspace: Workspace;
  readonly clock: Clock;
  readonly socketUrl: () => string;
  readonly botUserId: string;
  /** Where bytes of files go. */
  readonly uploadUrl: (file: string) => string;
}

/** docs.slack.dev/messaging/message-metadata */
const MetadataSchema = z.strictObject({
  event_type: z.string().regex(/^[a-z0-9_]{1,255}$/),
  event_payload: z.record(z.string(), z.unknown()),
});

/** The Web API's methods that a bot of our kind may call. */
export function createMethods(options: MethodsOptions) {
  const { workspace, clock, socketUrl, botUserId } = options;
  function post(args: Args, onlyFor: string | undefined): Answer {
    const channel = typeof args['channel'] === 'string' ? args['channel'] : '';
    const closed = workspace.closed.get(channel);
    if (closed) return no(closed);
    if (!/^[CDG]\w+$/.test(channel)) return no('channel_not_found');
    const content = readContent(args);
    if ('refused' in content) return content.refused;
    const asked = typeof args['thread_ts'] === 'string' ? args['thread_ts'] : undefined;
    const parent = workspace.messages.find(({ channel: where, ts }) => where === channel && ts === asked);
    // Found in practice: a reply to what was deleted is no error, it stands in the channel (open-swe #2753, posthog #83601).
    const threadTs = parent?.deleted ? undefined : asked;
    const metadata = asJson(args['metadata']);
    if (args['metadata'] !== undefined && !MetadataSchema.safeParse(metadata).success)
      return no('invalid_metadata_format');
    const message: FakeMessage = {
      ...content,
      channel,
      ts: workspace.nextTs(),
      threadTs,
      onlyFor,
      viaResponseUrl: false,
      postedAt: clock.now(),
      ...(metadata === undefined ? {} : { metadata }),
      notified: notifiedBy(content.blocks, content.text),
      edits: 0,
      deleted: false,
    };
    workspace.messages.push(message);
    return onlyFor === undefined
      ? ok({ channel, ts: message.ts, message: posted(message) })
      : ok({ message_ts: message.ts });
  }

  const posted = ({ ts, text, threadTs }: FakeMessage) => ({
    type: 'message',
    ...{ user: botUserId, ts, text },
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });

  const methods: Readonly<Record<string, (args: Args) => Answer>> = {
    'auth.test': () => ok({ team_id: 'T0LIVE', user_id: botUserId, bot_id: 'B0AIRDESK', user: 'airdesk' }),
    'apps.connections.open': () => ok({ url: socketUrl() }),
    'chat.postMessage': (args) => post(args, undefined),
    'chat.postEphemeral': (args) =>
      typeof args['user'] === 'string' ? post(args, args['user']) : no('invalid_arguments'),
    'chat.update': (args) => {
      const message = workspace.messages.find(
        ({ channel, ts }) => channel === args['channel'] && ts === args['ts'],
      );
      if (!message || message.deleted || message.onlyFor !== undefined) return no('message_not_found');
      if (message.viaResponseUrl) return no('cant_update_message');
      if (clock.now() - message.postedAt > workspace.editWindowMs) return no('edit_window_closed');
      const content = readContent(args, MAX_EDITED_TEXT);
      if ('refused' in content) return content.refused;
      message.text = content.text;
      message.blocks = content.blocks;
      message.edits += 1;
      return ok({ channel: message.channel, ts: message.ts });
    },
    'chat.delete': (args) => {
      const message = workspace.messages.find(
        ({ channel, ts }) => channel === args['channel'] && ts === args['ts'],
      );
      if (!message || message.deleted) return no('message_not_found');
      message.deleted = true;
      return ok({ channel: message.channel, ts: message.ts });
    },
    ...createFileMethods(workspace, clock, options.uploadUrl),
    // docs.slack.dev/reference/methods/usergroups.users.update
    'usergroups.users.update': (args) => {
      if (!workspace.scopes.has('usergroups:write'))
        return no('missing_scope', { needed: 'usergroups:write', provided: [...workspace.scopes].join(',') });
      const group = String(args['usergroup']);
      const { users: given } = args;
      const users = (typeof given === 'string' ? given : '').split(',').filter((user) => user !== '');
      if (!workspace.groups.has(group)) return no('no_such_subteam');
      if (users.length === 0) return no('no_users_provided');
      if (!users.every((user) => /^[UW]\w+$/.test(user))) return no('invalid_users');
      workspace.groups.set(group, users);
      return ok({ usergroup: { id: group, users } });
    },
    'conversations.history': createHistory(workspace, botUserId, 'channel'),
    'conversations.replies': createHistory(workspace, botUserId, 'thread'),
    'views.open': (args) => {
      const view = ModalSchema.safeParse(asJson(args['view']));
      if (!view.success) {
        const messages = view.error.issues.map(
          ({ path, message }) => `[ERROR] ${message} [${path.join('/')}]`,
        );
        return no('invalid_arguments', { response_metadata: { messages } });
      }
      const trigger = workspace.useTrigger(String(args['trigger_id']));
      if ('error' in trigger) return no(trigger.error);
      const id = `V${workspace.nextTs()}`;
      workspace.views.push({ id, user: trigger.user, view: view.data });
      return ok({ view: { id } });
    },
  };
  return methods;
}

/** Answers at a response_url: HTTP status and body. */
export function answerHook(workspace: Workspace, clock: Clock, key: string, body: Args): [number, string] {
  const hook = workspace.hook(key);
  if (!hook) return [404, 'no_service'];
  if (hook.expiresAt < clock.now()) return [404, 'expired_url'];
  if (hook.uses >= 5) return [404, 'used_url'];
  const content = readContent(body);
  if ('refused' in content) return [400, content.refused.error ?? 'invalid'];
  hook.uses += 1;
  if (body['replace_original'] === true && hook.pressed) {
    Object.assign(hook.pressed, { ...content, edits: hook.pressed.edits + 1 });
    return [200, 'ok'];
  }
  workspace.messages.push({
    ...content,
    channel: hook.channel,
    ts: workspace.nextTs(),
    onlyFor: body['response_type'] === 'in_channel' ? undefined : hook.user,
    viaResponseUrl: true,
    postedAt: clock.now(),
    notified: notifiedBy(content.blocks, content.text),
    edits: 0,
    deleted: false,
  });
  return [200, 'ok'];
}
