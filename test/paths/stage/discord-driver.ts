import type {
  FakeDiscord,
  FakeMessage,
  FakePerson,
  OpenModal,
  Wire,
} from '../../fakes/discord/fake-discord.ts';
import { localeOf, typeLine } from '../../fakes/discord/type-line.ts';
import { buttonsOf, choicesOf, shownMarkdown, visibleText } from '../../fakes/discord/visible-text.ts';
import { CHANNEL, type ChatDriver, type SeenForm, type SeenMessage, userId } from './driver.ts';
import { createSeenButtons } from './seen-buttons.ts';

interface DiscordDriverOptions {
  readonly mode: 'gateway' | 'http';
  readonly fake: FakeDiscord;
  /** Where the bot listens, as `http://127.0.0.1:8787`. Needed for `http` only. */
  readonly botOrigin?: string;
  readonly channel?: string;
}

function seen(message: FakeMessage): SeenMessage {
  return {
    id: message.id,
    text: visibleText(message.components, message.content),
    buttons: [...buttonsOf(message.components), ...choicesOf(message.components)].map(({ label }) => label),
    presses: [
      ...buttonsOf(message.components).map(({ id }) => id),
      ...choicesOf(message.components).map(({ value }) => value),
    ],
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    edits: message.edits,
    channel: message.channelId,
    notified: message.notified,
  };
}

/** As a phone shows it: there, a modal that was opened before is shown as it was then. */
function seenForm({ onPhone: { title, components } }: OpenModal, id: string): SeenForm {
  const texts = components.flatMap((one) =>
    one.type === 10 ? [shownMarkdown(one.content)] : [one.label, one.description ?? ''],
  );
  return {
    id,
    text: [title, ...texts].join('\n'),
    fields: components.flatMap((one) => {
      if (one.type === 10) return [];
      const { component } = one;
      const name = component.custom_id;
      const problem = one.label.startsWith('⚠️') ? one.label : undefined;
      if (component.type === 4) return [{ name, value: component.value, problem }];
      const value = component.options.find((option) => option.default)?.value;
      const choices = component.options.map((option) => option.value);
      return [{ name, value, choices, problem }];
    }),
  };
}

/**
 * People in a channel of the fake Discord, over the gateway or signed HTTP. They choose from the slash commands what a
 * line says, and read Discord in the language of the last line they typed. Stops the fake when it is stopped.
 */
export function createDiscordDriver(options: DiscordDriverOptions): ChatDriver {
  const { mode, fake, botOrigin = '', channel = CHANNEL.discord } = options;
  const wire: Wire = mode === 'http' ? { mode, botOrigin } : { mode };
  const buttons = createSeenButtons();
  const locales = new Map<string, string>();
  const sent = new Set<string>();

  function person(user: string): FakePerson {
    return { id: userId('discord', user), username: user, locale: locales.get(user) ?? 'en-US' };
  }

  return {
    name: `discord over ${mode}`,
    say: async (user, line, where = channel) => {
      locales.set(user, localeOf(line));
      await fake.command(wire, person(user), where, typeLine(line));
    },
    press: async (user, message, label) => {
      const current = fake.messages(message.channel).find(({ id }) => id === message.id);
      if (!current) throw new Error(`Discord: no message ${message.id}`);
      const button = buttons.idOf(message, label);
      if (button !== undefined) {
        await fake.press(wire, person(user), current, button);
        return;
      }
      const choice = choicesOf(current.components).find((candidate) => candidate.label === label);
      if (!choice) throw new Error(`Discord: no button ${label} on ${message.id}`);
      await fake.choose(wire, person(user), current, choice.selectId, choice.value);
    },
    messages: (where = channel) =>
      fake.messages(where).map((message) => {
        buttons.see(message, buttonsOf(message.components));
        return seen(message);
      }),
    forms: (user) =>
      fake.guild.modals.flatMap((modal, at) =>
        modal.userId === userId('discord', user) && !sent.has(String(at))
          ? [seenForm(modal, String(at))]
          : [],
      ),
    send: async (user, form, values) => {
      const modal = fake.guild.modals[Number(form.id)];
      if (!modal || modal.userId !== userId('discord', user) || sent.has(form.id))
        throw new Error(`Discord: no form ${form.id} before ${user}`);
      await fake.sendModal(wire, person(user), { ...modal, sent: modal.onPhone }, values);
      sent.add(form.id);
    },
    thread: (message) => fake.thread(message.id),
    stop: () => fake.stop(),
  };
}
