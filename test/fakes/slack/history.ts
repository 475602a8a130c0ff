import { type Answer, type Args, no, ok } from './answers.ts';
import type { FakeMessage, Workspace } from './workspace.ts';

/** The scope that reading a conversation needs, by the first letter of its id. */
const SCOPES: Readonly<Record<string, string>> = { C: 'channels:history', G: 'groups:history' };

function asPayload(message: FakeMessage, botUserId: string, withMetadata: boolean): object {
  const metadata = message.metadata as { readonly event_type: string } | undefined;
  return {
    type: 'message',
    ts: message.ts,
    user: message.user ?? botUserId,
    ...(message.user === undefined ? { bot_id: 'B0AIRDESK', app_id: 'A0AIRDESK' } : {}),
    text: message.text,
    blocks: message.blocks,
    // Without being asked for all of it, Slack tells its type only.
    ...(metadata && { metadata: withMetadata ? metadata : { event_type: metadata.event_type } }),
  };
}

/**
 * conversations.history, newest first, without replies; or conversations.replies, which has a thread's first message and
 * its replies, oldest first (docs.slack.dev/reference/methods/conversations.history and conversations.replies).
 */
export function createHistory(
  workspace: Workspace,
  botUserId: string,
  of: 'channel' | 'thread',
): (args: Args) => Answer {
  return (args) => {
    const channel = typeof args['channel'] === 'string' ? args['channel'] : '';
    const needed = SCOPES[channel.charAt(0)] ?? 'im:history';
    if (!workspace.scopes.has(needed))
      return no('missing_scope', { needed, provided: [...workspace.scopes].join(',') });
    const closed = workspace.closed.get(channel);
    if (closed) return no(closed);
    const limit = Math.min(Number(args['limit'] ?? 100), 999);
    const from = Number(args['cursor'] ?? 0);
    const oldest = Number(args['oldest'] ?? 0);
    const inChannel = workspace.messages.filter(
      (message) =>
        message.channel === channel && !message.deleted && !message.onlyFor && Number(message.ts) > oldest,
    );
    const thread = args['ts'];
    const all =
      of === 'thread'
        ? inChannel.filter(({ ts, threadTs }) => ts === thread || threadTs === thread)
        : inChannel.filter(({ threadTs }) => !threadTs).toReversed();
    if (of === 'thread' && all.length === 0) return no('thread_not_found');
    const page = all.slice(from, from + limit);
    const hasMore = all.length > from + limit;
    return ok({
      messages: page.map((message) =>
        asPayload(message, botUserId, String(args['include_all_metadata']) === 'true'),
      ),
      has_more: hasMore,
      ...(hasMore ? { response_metadata: { next_cursor: String(from + limit) } } : {}),
    });
  };
}
