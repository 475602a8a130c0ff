import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Actor, Intent, Place } from '../../src/intent.ts';
import { unescapeText } from './escape.ts';
import { withoutMarkup } from './markup.ts';
import { encodeMessageId } from '../../src/platform/message-id.ts';
import { decodeOrigin, Ticket } from './ticket.ts';

const text = z.string();
const id = z.string().min(1).max(255);

/** docs.slack.dev/interactivity/implementing-slash-commands */
const SlashSchema = z.object({
  command: text,
  text: text.default(''),
  channel_id: id,
  user_id: id,
  user_name: text.optional(),
  trigger_id: text.min(1),
  response_url: text.optional(),
});

const UserSchema = z.object({ id, name: text.optional(), username: text.optional() });

/** docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const PressSchema = z.object({
  type: z.literal('block_actions'),
  user: UserSchema,
  trigger_id: text.min(1),
  response_url: text.optional(),
  container: z.object({
    type: z.literal('message'),
    message_ts: id,
    channel_id: id,
    is_ephemeral: z.boolean().optional(),
    thread_ts: text.optional(),
  }),
  actions: z.tuple([
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('button'), action_id: id, action_ts: text.optional() }),
      z.object({
        type: z.literal('static_select'),
        action_id: id,
        selected_option: z.object({ value: id }),
        action_ts: text.optional(),
      }),
    ]),
  ]),
});

const FieldSchema = z.object({
  value: text.nullish(),
  selected_option: z.object({ value: text }).nullish(),
});

/** docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const SubmitSchema = z.object({
  type: z.literal('view_submission'),
  user: UserSchema,
  trigger_id: text.optional(),
  view: z.object({
    id,
    hash: text.optional(),
    callback_id: id,
    private_metadata: text,
    state: z.object({ values: z.record(text, z.record(text, FieldSchema)) }),
  }),
});

/** More is no line, also before links and entities are read; Slack sends less. */
const LONGEST_TEXT = 20_000;

/** One id per ask, the same when Slack delivers it again; a digest, because a trigger_id opens modals. */
function askId(...parts: readonly (string | undefined)[]): string {
  return `slack:${hash('sha256', parts.join('\n'), 'base64url').slice(0, 22)}`;
}

function actor({ id: userId, name, username }: z.infer<typeof UserSchema>): Actor {
  return { platform: 'slack', userId, name: name ?? username ?? userId };
}

function place(channelId: string, threadId: string | undefined, ticket: Ticket): Place {
  return threadId === undefined
    ? { platform: 'slack', channelId, ticket }
    : { platform: 'slack', channelId, threadId, ticket };
}

function parseSlash(body: z.infer<typeof SlashSchema>, at: number): Intent {
  return {
    kind: 'command',
    id: askId('command', body.trigger_id),
    at,
    actor: actor({ id: body.user_id, name: body.user_name }),
    place: place(body.channel_id, undefined, new Ticket(body.trigger_id, body.response_url)),
    line: unescapeText(withoutMarkup(body.text.slice(0, LONGEST_TEXT))).trim(),
  };
}

function parsePress(body: z.infer<typeof PressSchema>, at: number): Intent {
  const { container, user, trigger_id: triggerId, response_url: responseUrl } = body;
  const [action] = body.actions;
  const button = action.type === 'button' ? action.action_id : action.selected_option.value;
  const messageId = encodeMessageId(
    container.is_ephemeral ? { id: container.message_ts, onlyFor: user.id } : { id: container.message_ts },
  );
  return {
    kind: 'press',
    id: askId('press', triggerId, action.action_ts, button),
    at,
    actor: actor(user),
    place: place(container.channel_id, container.thread_ts, new Ticket(triggerId, responseUrl, true)),
    button,
    message: { platform: 'slack', channelId: container.channel_id, messageId },
  };
}

/** The fields of a form that was sent, empty ones included; none of any other payload. */
export function fieldsOf(body: unknown): readonly string[] {
  const submit = SubmitSchema.safeParse(body);
  return submit.success ? Object.keys(submit.data.view.state.values) : [];
}

function parseSubmit(body: z.infer<typeof SubmitSchema>, at: number): Intent | undefined {
  const { view, user, trigger_id: triggerId } = body;
  const origin = decodeOrigin(view.private_metadata);
  if (!origin) return undefined;
  const values: Record<string, string> = {};
  for (const [name, actions] of Object.entries(view.state.values)) {
    for (const { value, selected_option: chosen } of Object.values(actions)) {
      const given = chosen?.value ?? value;
      if (given != null) values[name] = given;
    }
  }
  return {
    kind: 'submit',
    // A form that was shown again with what is wrong in it is the same view: what is sent then is another ask.
    id: askId('submit', view.id, view.hash, triggerId ?? JSON.stringify(values)),
    at,
    actor: actor(user),
    place: place(origin.channelId, origin.threadId, new Ticket(triggerId, origin.responseUrl)),
    form: view.callback_id,
    values,
  };
}

/**
 * What a payload from Slack asks: a slash command, a pressed button or a choice made on a message, a sent form. Undefined for everything
 * else and for payloads that are not as documented.
 */
export function parse(body: unknown, at: number): Intent | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  if ('command' in body) {
    const slash = SlashSchema.safeParse(body);
    return slash.success ? parseSlash(slash.data, at) : undefined;
  }
  if (!('type' in body)) return undefined;
  if (body.type === 'block_actions') {
    const press = PressSchema.safeParse(body);
    return press.success ? parsePress(press.data, at) : undefined;
  }
  if (body.type === 'view_submission') {
    const submit = SubmitSchema.safeParse(body);
    return submit.success ? parseSubmit(submit.data, at) : undefined;
  }
  return undefined;
}
