import type { FakeMessage, FakeSlack, Wire } from '../../fakes/slack/fake-slack.ts';
import { buttonsOf, choicesOf, visibleText } from '../../fakes/slack/visible-text.ts';
import { CHANNEL, type ChatDriver, type SeenMessage, userId } from './driver.ts';
import { createSeenButtons } from './seen-buttons.ts';

interface SlackDriverOptions {
  readonly mode: 'http' | 'socket';
  readonly fake: FakeSlack;
  /** Where the bot listens, as `http://127.0.0.1:8787`. Needed for `http` only. */
  readonly botOrigin?: string;
  readonly channel?: string;
}

function pressable({ blocks }: FakeMessage): { id: string; label: string }[] {
  return [...buttonsOf(blocks), ...choicesOf(blocks)];
}

function seen(message: FakeMessage): SeenMessage {
  return {
    id: message.ts,
    text: visibleText(message.blocks, message.text),
    buttons: pressable(message).map(({ label }) => label),
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    edits: message.edits,
    channel: message.channel,
    notified: message.notified,
  };
}

/** People in a fake Slack channel, over signed HTTP or Socket Mode. Stops the fake when it is stopped. */
export function createSlackDriver(options: SlackDriverOptions): ChatDriver {
  const { mode, fake, botOrigin = '', channel = CHANNEL.slack } = options;
  const wire: Wire = mode === 'http' ? { mode, botOrigin } : { mode };
  const buttons = createSeenButtons();
  return {
    name: `slack over ${mode}`,
    say: async (user, line, where = channel) => {
      const { status } = await fake.slash(wire, userId('slack', user), where, line);
      if (status !== 200) throw new Error(`Slack: the bot answered ${status}`);
    },
    press: async (user, message, label) => {
      const current = fake.messages(message.channel).find(({ ts }) => ts === message.id);
      const button = buttons.idOf(message, label);
      if (!current || button === undefined) throw new Error(`Slack: no button ${label} on ${message.id}`);
      const { status } = await fake.press(wire, userId('slack', user), current, button);
      if (status !== 200) throw new Error(`Slack: the bot answered ${status}`);
    },
    messages: (where = channel) =>
      fake
        .messages(where)
        .filter(({ threadTs }) => threadTs === undefined)
        .map((message) => {
          buttons.see({ id: message.ts, edits: message.edits }, pressable(message));
          return seen(message);
        }),
    thread: (message) => fake.thread(message.channel, message.id),
    stop: () => fake.stop(),
  };
}
