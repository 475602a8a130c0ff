import { asPayload } from './answers.ts';
import type { FakeInteraction, FakeMessage, Guild, OpenModal } from './guild.ts';

/** A person as Discord introduces them. */
export interface FakePerson {
  readonly id: string;
  readonly username: string;
  readonly roles?: readonly string[];
  /** Default en-US. */
  readonly locale?: string;
  readonly bot?: boolean;
}

/** A chat input command: one to three words, and the options of the last. */
export interface TypedCommand {
  readonly words: readonly string[];
  readonly options: readonly {
    readonly name: string;
    readonly value: string | number | boolean;
    readonly focused?: boolean;
  }[];
}

type Payload = Readonly<Record<string, unknown>>;

/** A channel as interactions introduce it: a thread says which one it is in, unless Discord does not tell. */
function channelOf(guild: Guild, id: string): Payload {
  const channel = { id, type: 0, name: 'on-air', guild_id: guild.id };
  if (!guild.inside.has(id)) return channel;
  const parent = guild.inside.get(id);
  return { ...channel, type: 11, ...(parent !== undefined && { parent_id: parent }) };
}

/** Builds the interactions that Discord sends, as its documentation shows them. */
export function createPayloads(guild: Guild, applicationId: string) {
  function interaction(facts: FakeInteraction, by: FakePerson, data: unknown, more: Payload = {}): Payload {
    const { bot, id, username } = by;
    return {
      version: 1,
      type: facts.type,
      token: facts.token,
      id: facts.id,
      application_id: applicationId,
      guild_id: guild.id,
      guild: { id: guild.id, locale: 'en-US', features: [] },
      guild_locale: 'en-US',
      locale: by.locale ?? 'en-US',
      channel_id: facts.channelId,
      channel: channelOf(guild, facts.channelId),
      app_permissions: '0',
      authorizing_integration_owners: { '0': guild.id },
      context: 0,
      entitlements: [],
      attachment_size_limit: 10_485_760,
      member: {
        user: {
          id,
          username,
          global_name: username,
          discriminator: '0',
          avatar: null,
          ...(bot ? { bot } : {}),
        },
        nick: null,
        roles: by.roles ?? [],
        joined_at: '2026-01-01T00:00:00.000000+00:00',
        permissions: '2147483647',
        deaf: false,
        mute: false,
        flags: 0,
      },
      data,
      ...more,
    };
  }

  function commandData({ words, options }: TypedCommand): unknown {
    const values = options.map(({ name, value, focused }) => ({
      name,
      type: typeof value === 'boolean' ? 5 : typeof value === 'number' ? 10 : 3,
      value,
      ...(focused ? { focused } : {}),
    }));
    const [name = '', second, third] = words;
    const inner =
      third !== undefined
        ? [{ name: second, type: 2, options: [{ name: third, type: 1, options: values }] }]
        : second !== undefined
          ? [{ name: second, type: 1, options: values }]
          : values;
    return { id: '400000000000000001', name, type: 1, options: inner };
  }

  const add = (type: number, by: FakePerson, channelId: string, messageId?: string) =>
    guild.addInteraction({ type, userId: by.id, channelId, messageId });
  const made = (facts: FakeInteraction, payload: Payload) => ({ interaction: facts, payload });

  return {
    command: (by: FakePerson, channelId: string, typed: TypedCommand) => {
      const facts = add(2, by, channelId);
      return made(facts, interaction(facts, by, commandData(typed)));
    },
    autocomplete: (by: FakePerson, channelId: string, typed: TypedCommand) => {
      const facts = add(4, by, channelId);
      return made(facts, interaction(facts, by, commandData(typed)));
    },
    press: (by: FakePerson, message: FakeMessage, customId: string) => {
      const facts = add(3, by, message.channelId, message.id);
      const data = { component_type: 2, custom_id: customId, id: 1 };
      return made(facts, interaction(facts, by, data, { message: asPayload(message) }));
    },
    choose: (by: FakePerson, message: FakeMessage, customId: string, value: string) => {
      const facts = add(3, by, message.channelId, message.id);
      const data = { component_type: 3, custom_id: customId, id: 1, values: [value] };
      return made(facts, interaction(facts, by, data, { message: asPayload(message) }));
    },
    submit: (
      by: FakePerson,
      channelId: string,
      customId: string,
      values: Readonly<Record<string, string>>,
    ) => {
      const facts = add(5, by, channelId);
      const components = Object.entries(values).map(([name, value]) => ({
        type: 18,
        id: 1,
        component: { type: 4, id: 2, custom_id: name, value },
      }));
      return made(facts, interaction(facts, by, { custom_id: customId, components }));
    },
    /**
     * A modal that is sent: what is not among `values` stays as it was filled in, empty fields come along as such. The client
     * sends none in which something is missing that is required. @throws where that is so
     */
    sendModal: (
      by: FakePerson,
      { channelId, messageId, sent }: OpenModal,
      values: Readonly<Record<string, string>>,
    ) => {
      const facts = add(5, by, channelId, messageId);
      const message = messageId === undefined ? undefined : guild.find(channelId, messageId);
      const components = sent.components.map((one, at) => {
        if (one.type === 10) return { type: 10, id: at + 1 };
        const { component } = one;
        const { custom_id: name, required = true } = component;
        const typed = values[name];
        const isMissing = (text: string | undefined) => required && (text ?? '') === '';
        if (component.type === 3) {
          const chosen = typed ?? component.options.find((option) => option.default)?.value;
          const isThere = component.options.some(({ value }) => value === chosen);
          if (isMissing(chosen) || (chosen !== undefined && chosen !== '' && !isThere))
            throw new Error(`Discord: ${name} cannot be ${chosen}`);
          const picked = { type: 3, id: at + 10, custom_id: name, values: chosen ? [chosen] : [] };
          return { type: 18, id: at + 1, component: picked };
        }
        const value = typed ?? component.value ?? '';
        if (isMissing(value)) throw new Error(`Discord: ${name} is required`);
        return { type: 18, id: at + 1, component: { type: 4, id: at + 10, custom_id: name, value } };
      });
      const data = { custom_id: sent.custom_id, components };
      return made(facts, interaction(facts, by, data, message ? { message: asPayload(message) } : {}));
    },
  };
}
