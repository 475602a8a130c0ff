import type { FakeDiscord, FakeMessage as DiscordMessage } from '../fakes/discord/fake-discord.ts';
import { buttonsOf as discordButtons, visibleText as discordText } from '../fakes/discord/visible-text.ts';
import type { FakeMessage as SlackMessage, FakeSlack } from '../fakes/slack/fake-slack.ts';
import { buttonsOf as slackButtons, visibleText as slackText } from '../fakes/slack/visible-text.ts';
import { CHANNEL } from '../paths/stage/driver.ts';

/** A thread of the Discord channel. */
export const THREAD = '200000000000000777';
/** Where people talk. */
export const PLACES = ['slack', 'discord', 'thread'] as const;
export type PlaceName = (typeof PLACES)[number];

/** A message as everybody in its channel sees it now. */
export type Shown = {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly { readonly id: string; readonly label: string }[];
} & (
  | { readonly place: 'slack'; readonly message: SlackMessage }
  | { readonly place: 'discord' | 'thread'; readonly message: DiscordMessage }
);

/** What all see in the three places, oldest first, what only one sees left out. Told again only where it changed. */
export function createChannels(slack: FakeSlack, discord: FakeDiscord): () => readonly Shown[] {
  const known = new Map<object, { readonly edits: number; readonly shown: Shown }>();

  function seen<M extends { readonly edits: number }>(message: M, see: (message: M) => Shown): Shown {
    const before = known.get(message);
    if (before?.edits === message.edits) return before.shown;
    const shown = see(message);
    known.set(message, { edits: message.edits, shown });
    return shown;
  }

  const ofSlack = (message: SlackMessage): Shown => {
    const text = slackText(message.blocks, message.text);
    const buttons = slackButtons(message.blocks);
    return { place: 'slack', id: message.ts, title: titleOf(text), text, buttons, message };
  };
  const ofDiscord = (message: DiscordMessage): Shown => {
    const text = discordText(message.components, message.content);
    const buttons = discordButtons(message.components);
    const place = message.channelId === THREAD ? 'thread' : 'discord';
    return { place, id: message.id, title: titleOf(text), text, buttons, message };
  };

  return () => [
    ...slack
      .messages(CHANNEL.slack)
      .filter(({ onlyFor }) => onlyFor === undefined)
      .map((message) => seen(message, ofSlack)),
    ...[CHANNEL.discord, THREAD]
      .flatMap((channel) => discord.messages(channel))
      .filter(({ onlyFor }) => onlyFor === undefined)
      .map((message) => seen(message, ofDiscord)),
  ];
}

/** The first line without the sign in front of it. */
function titleOf(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^(?:[^\p{L}]|ℹ)+/u, '');
}
