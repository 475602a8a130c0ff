import { z } from 'zod';
import type { Clock } from '../../../src/clock.ts';
import {
  asPayload,
  BOT_USER_ID,
  done,
  no,
  nothing,
  read,
  type RouteAnswer,
  unknownMessage,
  unknownWebhook,
} from './answers.ts';
import { createCommandRoutes } from './command-routes.ts';
import type { FakeInteraction, FakeMessage, Guild } from './guild.ts';
import { type Route, route, type RouteCall } from './route.ts';
import { notifiedBy } from './visible-text.ts';
import {
  CreateMessageSchema,
  FLAG,
  MessageContentSchema,
  ModalSchema,
  NoticeSchema,
} from './message-schema.ts';

interface RoutesOptions {
  readonly guild: Guild;
  readonly clock: Clock;
  readonly applicationId: string;
  readonly publicKey: string;
  readonly gatewayUrl: () => string;
  /** A first response came. */
  readonly onAcknowledged: (interaction: FakeInteraction) => void;
}

/** Discord's lifetimes of an interaction: 3 s for the first response, 15 min for the others. */
const FIRST_MS = 3_000;
const TOKEN_MS = 15 * 60_000;
/** "A few minutes" in the documentation. */
const NONCE_MS = 3 * 60_000;
const HOUR_MS = 60 * 60_000;

/** First responses by type of interaction: 4 message, 5 deferred message, 6 deferred update, 7 update, 8 choices, 9 modal. */
const RESPONSES: Readonly<Record<number, readonly number[]>> = {
  2: [4, 5, 9],
  3: [4, 5, 6, 7, 9],
  4: [8],
  5: [4, 5, 6, 7],
};

const ThreadSchema = z.strictObject({
  name: z.string().min(1).max(100),
  auto_archive_duration: z.literal([60, 1_440, 4_320, 10_080]).optional(),
});
const CallbackSchema = z.object({ type: z.number().int(), data: z.unknown().optional() });
const DeferSchema = z.strictObject({ flags: z.number().int().optional() }).optional();
const ChoicesSchema = z.strictObject({
  choices: z
    .array(
      z.strictObject({ name: z.string().min(1).max(100), value: z.union([z.string().max(100), z.number()]) }),
    )
    .max(25),
});

/** First response to an interaction, over HTTP or in the answer to a signed request. */
export function acknowledge(
  guild: Guild,
  clock: Clock,
  interaction: FakeInteraction,
  body: unknown,
): RouteAnswer {
  const callback = read(CallbackSchema, body);
  if ('refused' in callback) return callback.refused;
  const { type, data } = callback.data;
  if (clock.passed() - interaction.createdAfter > FIRST_MS) return no(404, 10_062, 'Unknown interaction');
  if (interaction.acknowledgedAs !== undefined)
    return no(400, 40_060, 'Interaction has already been acknowledged.');
  if (!RESPONSES[interaction.type]?.includes(type)) return no(400, 50_035, 'Invalid Form Body');
  const { userId, channelId } = interaction;
  const onlyFor = (flags: number | undefined) => (((flags ?? 0) & FLAG.ephemeral) === 0 ? undefined : userId);
  if (type === 4) {
    const notice = read(NoticeSchema, data);
    if ('refused' in notice) return notice.refused;
    const { content = '', components = [], flags } = notice.data;
    interaction.originalId = guild.addMessage({ channelId, onlyFor: onlyFor(flags), content, components }).id;
  } else if (type === 5) {
    const defer = read(DeferSchema, data);
    if ('refused' in defer) return defer.refused;
    interaction.originalId = guild.addMessage({
      channelId,
      onlyFor: onlyFor(defer.data?.flags),
      loading: true,
    }).id;
  } else if (type === 6) {
    interaction.originalId = interaction.messageId;
  } else if (type === 8) {
    const choices = read(ChoicesSchema, data);
    if ('refused' in choices) return choices.refused;
    interaction.choices = choices.data.choices;
  } else if (type === 9) {
    const modal = read(ModalSchema, data);
    if ('refused' in modal) return modal.refused;
    const sent = modal.data;
    const first = guild.modals.find((one) => one.userId === userId && one.sent.custom_id === sent.custom_id);
    const { messageId } = interaction;
    guild.modals.push({ userId, channelId, messageId, sent, onPhone: first?.onPhone ?? sent });
  }
  interaction.acknowledgedAs = type;
  return nothing;
}

/** The routes of the v10 API that a bot of our kind calls. */
export function createRoutes(options: RoutesOptions): readonly Route[] {
  const { guild, clock, applicationId } = options;

  function closedTo(channelId: string | undefined): RouteAnswer | undefined {
    const code = guild.closed.get(channelId ?? '');
    if (code === undefined) return undefined;
    return code === 10_003
      ? no(404, code, 'Unknown Channel')
      : no(403, code, code === 50_001 ? 'Missing Access' : 'Missing Permissions');
  }

  function change(message: FakeMessage, body: unknown): RouteAnswer {
    const content = read(MessageContentSchema, body);
    if ('refused' in content) return content.refused;
    message.content = content.data.content ?? '';
    message.components = content.data.components ?? [];
    // Filling "thinking…" is the first sight of it.
    if (message.loading) message.loading = false;
    else message.edits += 1;
    return done(asPayload(message));
  }

  /** docs: 50083 "editing a message" in an archived thread; discord-api-docs #4413 of a message older than an hour. */
  function edit(message: FakeMessage, { body }: RouteCall): RouteAnswer {
    if (guild.folded.has(message.channelId)) return no(400, 50_083, 'Thread is archived');
    const seconds = guild.oldEditsRefusedFor;
    if (seconds === undefined || clock.passed() - message.postedAfter < HOUR_MS) return change(message, body);
    return {
      status: 429,
      body: {
        message: 'Maximum number of edits to messages older than 1 hour reached. Try again later',
        code: 30_046,
        retry_after: seconds,
        global: false,
      },
    };
  }

  function inChannel(run: (message: FakeMessage, call: RouteCall) => RouteAnswer): Route['run'] {
    return (call) => {
      const { channel = '', message: id = '' } = call.params;
      const closed = closedTo(channel);
      if (closed) return closed;
      const message = guild.find(channel, id);
      // A bot token reaches no ephemeral message.
      return !message || message.onlyFor !== undefined ? unknownMessage : run(message, call);
    };
  }

  function underTicket(run: (interaction: FakeInteraction, call: RouteCall) => RouteAnswer): Route['run'] {
    return (call) => {
      const interaction = guild.interactions.get(call.params['token'] ?? '');
      if (!interaction || call.params['application'] !== applicationId) return unknownWebhook;
      if (clock.passed() - interaction.createdAfter > TOKEN_MS)
        return no(401, 50_027, 'Invalid Webhook Token');
      return interaction.acknowledgedAs === undefined ? unknownWebhook : run(interaction, call);
    };
  }

  function answered(run: (message: FakeMessage, call: RouteCall) => RouteAnswer): Route['run'] {
    return underTicket((interaction, call) => {
      const { message: asked = '' } = call.params;
      const id = asked === '@original' ? interaction.originalId : asked;
      const isMine = id === interaction.originalId || interaction.followUps.includes(id ?? '');
      const message = isMine ? guild.find(interaction.channelId, id ?? '') : undefined;
      return message ? run(message, call) : unknownMessage;
    });
  }

  function remove(message: FakeMessage): RouteAnswer {
    message.deleted = true;
    return nothing;
  }

  function pin(message: FakeMessage, isPinned: boolean): RouteAnswer {
    message.pinned = isPinned;
    return nothing;
  }

  /** Why a channel with the id of a message cannot be written to: until a thread begins there is none. */
  function notAThread(channelId: string): RouteAnswer | undefined {
    const thread = guild.threads.get(channelId);
    if (thread?.locked) return no(403, 160_005, 'Thread is locked');
    if (thread) return closedTo(thread.channelId);
    const isMessage = guild.messages.some(({ id }) => id === channelId);
    return isMessage ? no(404, 10_003, 'Unknown Channel') : undefined;
  }

  function createThread(message: FakeMessage, { body }: RouteCall): RouteAnswer {
    const { channelId, id } = message;
    const asked = read(ThreadSchema, body);
    if ('refused' in asked) return asked.refused;
    const code = guild.threadless.get(channelId);
    if (code !== undefined)
      return no(code === 50_024 || code === 160_006 ? 400 : 403, code, 'no thread here');
    if (guild.threads.has(id)) return no(400, 160_004, 'A thread has already been created for this message');
    guild.threads.set(id, { channelId, name: asked.data.name, locked: false });
    return done({ id, type: 11, parent_id: channelId, name: asked.data.name }, 201);
  }

  function listMessages({ params, query }: RouteCall): RouteAnswer {
    const { channel = '' } = params;
    const closed = closedTo(channel);
    if (closed) return closed;
    const before = query.get('before');
    const limit = Math.min(Number(query.get('limit') ?? 50), 100);
    const listed = guild.messages
      .filter(({ channelId, deleted, onlyFor }) => channelId === channel && !deleted && onlyFor === undefined)
      .filter(({ id }) => before === null || BigInt(id) < BigInt(before))
      .toReversed();
    if (guild.unreadable.has(channel)) return done([]);
    return done(
      listed.slice(0, limit).map((message) => {
        const { nonce, ...payload } = asPayload(message);
        return guild.listsNonces ? { ...payload, nonce } : payload;
      }),
    );
  }

  function createMessage({ params, body }: RouteCall): RouteAnswer {
    const { channel: channelId = '' } = params;
    const closed = closedTo(channelId);
    if (closed) return closed;
    const lost = notAThread(channelId);
    if (lost) return lost;
    if (guild.folded.get(channelId) === 'locked') return no(403, 160_005, 'Thread is locked');
    const content = read(CreateMessageSchema, body);
    if ('refused' in content) return content.refused;
    const { nonce, enforce_nonce: isEnforced, flags = 0, content: text = '', components = [] } = content.data;
    if ((flags & FLAG.ephemeral) !== 0) return no(400, 50_035, 'Invalid Form Body');
    const same = guild.messages.find(
      (message) =>
        isEnforced &&
        nonce !== undefined &&
        message.nonce === nonce &&
        message.channelId === channelId &&
        clock.passed() - message.postedAfter < NONCE_MS,
    );
    // discord-api-docs #6647: what was deleted is not made again.
    if (same) return same.deleted ? unknownMessage : done(asPayload(same));
    // A message opens a thread that was folded away.
    guild.folded.delete(channelId);
    const notified = notifiedBy(components, text, content.data.allowed_mentions);
    return done(asPayload(guild.addMessage({ channelId, nonce, content: text, components, notified })));
  }

  function followUp(interaction: FakeInteraction, { body }: RouteCall): RouteAnswer {
    const original = guild.find(interaction.channelId, interaction.originalId ?? '');
    // Directly after a deferred answer it fills that one, and stays as ephemeral as that was (docs: create followup).
    if (original?.loading) return change(original, body);
    const content = read(MessageContentSchema, body);
    if ('refused' in content) return content.refused;
    const { flags = 0, content: text = '', components = [] } = content.data;
    const message = guild.addMessage({
      channelId: interaction.channelId,
      onlyFor: (flags & FLAG.ephemeral) === 0 ? undefined : interaction.userId,
      content: text,
      components,
    });
    interaction.followUps.push(message.id);
    return done(asPayload(message));
  }

  const channel = '/channels/(?<channel>\\d+)';
  const message = `${channel}/messages/(?<message>\\d+)`;
  const webhook = '/webhooks/(?<application>\\d+)/(?<token>[^/]+)';
  const answer = `${webhook}/messages/(?<message>@original|\\d+)`;
  const ticket = { byTicket: true, major: 'token' } as const;
  const perChannel = { major: 'channel' } as const;
  return [
    route('gateway', 'GET', '/gateway/bot', () =>
      done({
        url: options.gatewayUrl(),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
      }),
    ),
    route('application', 'GET', '/applications/@me', () =>
      done({
        id: applicationId,
        name: 'Airdesk',
        verify_key: options.publicKey,
        flags: 0,
        bot: { id: BOT_USER_ID, username: 'airdesk' },
      }),
    ),
    route(
      'callback',
      'POST',
      '/interactions/(?<interaction>\\d+)/(?<token>[^/]+)/callback',
      ({ params, body }) => {
        const interaction = guild.interactions.get(params['token'] ?? '');
        if (!interaction || interaction.id !== params['interaction'])
          return no(404, 10_062, 'Unknown interaction');
        const result = acknowledge(guild, clock, interaction, body);
        if (result.status === 204) options.onAcknowledged(interaction);
        return result;
      },
      ticket,
    ),
    route('follow up', 'POST', webhook, underTicket(followUp), ticket),
    route(
      'get answer',
      'GET',
      answer,
      answered((found) => done(asPayload(found))),
      ticket,
    ),
    route(
      'edit answer',
      'PATCH',
      answer,
      answered((found, { body }) => change(found, body)),
      ticket,
    ),
    route('delete answer', 'DELETE', answer, answered(remove), ticket),
    route(
      'get channel',
      'GET',
      channel,
      ({ params: { channel: id = '' } }) =>
        closedTo(id) ?? done({ id, guild_id: guild.id, type: guild.inside.has(id) ? 11 : 0, name: 'on-air' }),
    ),
    route('create message', 'POST', `${channel}/messages`, createMessage, perChannel),
    route('list messages', 'GET', `${channel}/messages`, listMessages, perChannel),
    route('create thread', 'POST', `${message}/threads`, inChannel(createThread), perChannel),
    route(
      'get message',
      'GET',
      message,
      inChannel((found) => done(asPayload(found))),
      perChannel,
    ),
    route('edit message', 'PATCH', message, inChannel(edit), perChannel),
    route('delete message', 'DELETE', message, inChannel(remove), perChannel),
    ...[`${channel}/messages/pins/(?<message>\\d+)`, `${channel}/pins/(?<message>\\d+)`].flatMap((path) => [
      route(
        'pin',
        'PUT',
        path,
        inChannel((found) => pin(found, true)),
        perChannel,
      ),
      route(
        'unpin',
        'DELETE',
        path,
        inChannel((found) => pin(found, false)),
        perChannel,
      ),
    ]),
    ...createCommandRoutes(guild),
  ];
}
