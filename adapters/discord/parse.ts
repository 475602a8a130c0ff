import { z } from 'zod';
import type { Actor, Intent, Place, Thread } from '../../src/intent.ts';
import { encodeMessageId } from '../../src/platform/message-id.ts';
import type { Language } from '../../src/text/language.ts';
import { FLAGS } from './message/limits.ts';
import { withoutMarkup } from './message/markup.ts';
import { Ticket } from './ticket.ts';
import { type GivenOption, typedLine } from './typed-line.ts';
import type { SuggestQuery } from '../../src/platform/suggest.ts';

const snowflake = z.string().regex(/^\d{1,20}$/);
const customId = z.string().min(1).max(100);
/** docs.discord.com/developers/interactions/application-commands: names of commands and options. */
const commandName = z.string().regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u);

const UserSchema = z.object({
  id: snowflake,
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

/** docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
const InteractionSchema = z.object({
  id: snowflake,
  application_id: snowflake,
  type: z.number().int(),
  token: z.string().min(1).max(4_000),
  channel_id: snowflake.optional(),
  channel: z
    .object({ id: snowflake, type: z.number().int().optional(), parent_id: snowflake.nullish() })
    .optional(),
  member: z
    .object({
      user: UserSchema,
      nick: z.string().nullish(),
      roles: z.array(snowflake).max(1_000).default([]),
    })
    .optional(),
  user: UserSchema.optional(),
  locale: z.string().max(20).optional(),
  data: z.unknown(),
  message: z.object({ id: snowflake, flags: z.number().int().optional() }).optional(),
});
type Interaction = z.infer<typeof InteractionSchema>;

const ValueSchema = z.object({
  name: commandName,
  type: z.union([z.literal(3), z.literal(4), z.literal(5), z.literal(10)]),
  value: z.union([z.string(), z.number(), z.boolean()]),
  focused: z.boolean().optional(),
});
const SubcommandSchema = z.object({
  name: commandName,
  type: z.literal(1),
  options: z.array(ValueSchema).max(25).default([]),
});
const GroupSchema = z.object({
  name: commandName,
  type: z.literal(2),
  options: z.tuple([SubcommandSchema]),
});
const ChatInputSchema = z.object({
  name: commandName,
  type: z.literal(1).default(1),
  options: z
    .union([z.tuple([GroupSchema]), z.tuple([SubcommandSchema]), z.array(ValueSchema).max(25)])
    .default([]),
});

const ButtonSchema = z.object({ component_type: z.literal(2), custom_id: customId });
const SelectSchema = z.object({ component_type: z.literal(3), values: z.tuple([customId]) });

const FieldSchema = z.object({
  custom_id: customId,
  value: z.string().max(4_000).optional(),
  values: z.array(z.string().max(4_000)).max(25).optional(),
});
/** Inputs stand in a label (type 18), formerly in an action row; texts between them hold none. */
const ModalSchema = z.object({
  custom_id: customId,
  components: z
    .array(
      z.union([
        z.object({ component: FieldSchema }),
        z.object({ components: z.tuple([FieldSchema]) }),
        z.object({ type: z.literal(10) }),
      ]),
    )
    .max(40),
});

/** What an interaction asks, and what Discord wants first. */
export type Asked =
  | { readonly kind: 'ping' }
  | { readonly kind: 'intent'; readonly intent: Intent; readonly ticket: Ticket }
  | { readonly kind: 'suggest'; readonly query: SuggestQuery; readonly ticket: Ticket }
  /** An interaction that we make nothing of, which still wants an answer. */
  | { readonly kind: 'unknown'; readonly type: number; readonly ticket: Ticket };

/** Chinese in any script reads as zh-CN; a language that we do not speak tells nothing. */
function languageOf(locale: string | undefined): Language | undefined {
  if (locale?.startsWith('zh')) return 'zh-CN';
  return locale?.startsWith('en') ? 'en' : undefined;
}

/** Announcement, public and private threads: docs.discord.com/developers/resources/channel#channel-object-channel-types. */
const THREADS: readonly number[] = [10, 11, 12];

/** Posts of a forum are threads as well. A channel of which Discord does not tell what it is may be one. */
function threadOf({ channel }: Interaction): Thread | undefined {
  if (channel?.type !== undefined && !THREADS.includes(channel.type)) return undefined;
  return { parentId: channel?.type === undefined ? undefined : (channel.parent_id ?? undefined) };
}

function actorOf({ member, user, locale }: Interaction): Actor | undefined {
  const who = member?.user ?? user;
  if (!who || who.bot) return undefined;
  const language = languageOf(locale);
  return {
    platform: 'discord',
    userId: who.id,
    name: member?.nick ?? who.global_name ?? who.username,
    platformRoles: member?.roles ?? [],
    ...(language === undefined ? {} : { language }),
  };
}

/** The command's words, and its options in the order they were given. */
function readCommand(data: unknown): { name: string; options: z.infer<typeof ValueSchema>[] } | undefined {
  const read = ChatInputSchema.safeParse(data);
  if (!read.success) return undefined;
  const { name, options } = read.data;
  const first = options.at(0);
  if (first?.type === 2) {
    const [inner] = first.options;
    return { name: `${name} ${first.name} ${inner.name}`, options: inner.options };
  }
  if (first?.type === 1) return { name: `${name} ${first.name}`, options: first.options };
  return { name, options: options as z.infer<typeof ValueSchema>[] };
}

function given(options: readonly z.infer<typeof ValueSchema>[]): GivenOption[] {
  return options.map(({ name, value }) => ({ name, value: withoutMarkup(String(value)) }));
}

/** The button pressed or the choice made. */
function pressed(data: unknown): string | undefined {
  const button = ButtonSchema.safeParse(data);
  return button.success ? button.data.custom_id : SelectSchema.safeParse(data).data?.values[0];
}

function intentOf(interaction: Interaction, actor: Actor, place: Place, at: number): Intent | undefined {
  // The same id when Discord delivers it again.
  const asked = { id: `discord:${interaction.id}`, at, actor, place };
  switch (interaction.type) {
    case 2: {
      const command = readCommand(interaction.data);
      return command && { ...asked, kind: 'command', line: typedLine(command.name, given(command.options)) };
    }
    case 3: {
      const button = pressed(interaction.data);
      const { message } = interaction;
      if (button === undefined || !message) return undefined;
      const isEphemeral = ((message.flags ?? 0) & FLAGS.ephemeral) !== 0;
      const messageId = encodeMessageId(
        isEphemeral ? { id: message.id, onlyFor: actor.userId } : { id: message.id },
      );
      const { platform, channelId } = place;
      return { ...asked, kind: 'press', button, message: { platform, channelId, messageId } };
    }
    case 5: {
      const modal = ModalSchema.safeParse(interaction.data).data;
      if (!modal) return undefined;
      const fields = modal.components.flatMap((row) => {
        if ('component' in row) return [row.component];
        return 'components' in row ? [row.components[0]] : [];
      });
      // Of what is typed in a form Discord makes no mentions, channels or emoji.
      const values = Object.fromEntries(
        fields.map((field) => [field.custom_id, field.value ?? field.values?.[0] ?? '']),
      );
      return { ...asked, kind: 'submit', form: modal.custom_id, values };
    }
    default:
      return undefined;
  }
}

function withoutTicket({ platform, channelId, thread }: Place): Place {
  return { platform, channelId, ...(thread && { thread }) };
}

function queryOf(interaction: Interaction, actor: Actor, place: Place): SuggestQuery | undefined {
  const command = interaction.type === 4 ? readCommand(interaction.data) : undefined;
  const focused = command?.options.find((option) => option.focused);
  if (!command || !focused) return undefined;
  const others = command.options.filter((option) => option !== focused);
  return {
    actor,
    place: withoutTicket(place),
    command: command.name,
    option: focused.name,
    typed: String(focused.value),
    given: Object.fromEntries(given(others).map(({ name, value }) => [name, value])),
  };
}

/**
 * What an interaction from Discord asks: a slash command, a pressed button, a choice, a sent form, suggestions for an
 * option. Undefined for what is no interaction as documented, which cannot be answered either. `at`: now, ms UTC; `since`:
 * the same by a clock that is not set, by which its ticket ages.
 */
export function parse(payload: unknown, at: number, since = at): Asked | undefined {
  const read = InteractionSchema.safeParse(payload);
  if (!read.success) return undefined;
  const interaction = read.data;
  if (interaction.type === 1) return { kind: 'ping' };
  const ticket = new Ticket({
    applicationId: interaction.application_id,
    interactionId: interaction.id,
    token: interaction.token,
    at: since,
    placeholder: interaction.type === 2 || interaction.type === 5,
  });
  const unknown = { kind: 'unknown', type: interaction.type, ticket } as const;
  const actor = actorOf(interaction);
  const channelId = interaction.channel_id ?? interaction.channel?.id;
  if (!actor || channelId === undefined) return unknown;
  const thread = threadOf(interaction);
  const place: Place = { platform: 'discord', channelId, ...(thread && { thread }), ticket };
  const query = queryOf(interaction, actor, place);
  if (query) return { kind: 'suggest', query, ticket };
  const intent = intentOf(interaction, actor, place, at);
  return intent ? { kind: 'intent', intent, ticket } : unknown;
}
