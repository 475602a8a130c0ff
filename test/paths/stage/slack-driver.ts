import type { FakeMessage, FakeSlack, Wire } from '../../fakes/slack/fake-slack.ts';
import type { OpenView } from '../../fakes/slack/workspace.ts';
import { buttonsOf, choicesOf, visibleText } from '../../fakes/slack/visible-text.ts';
import { CHANNEL, type ChatDriver, filledIn, type SeenForm, type SeenMessage, userId } from './driver.ts';
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
    presses: pressable(message).map(({ id }) => id),
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    edits: message.edits,
    channel: message.channel,
    notified: message.notified,
  };
}

/** What was typed before an error stays as it was typed. */
function seenForm(
  { id, view, errors = {} }: OpenView,
  typed: Readonly<Record<string, string>> = {},
): SeenForm {
  const texts = view.blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    return block.type === 'input' ? [block.label.text, block.hint?.text ?? ''] : [];
  });
  return {
    id,
    text: [view.title.text, ...texts, ...Object.values(errors)].join('\n'),
    fields: view.blocks.flatMap((block) => {
      if (block.type !== 'input') return [];
      const { element, block_id: name = '' } = block;
      const problem = errors[name];
      if (element.type === 'plain_text_input')
        return [{ name, value: typed[name] ?? element.initial_value, problem }];
      const groups = element.option_groups?.flatMap(({ options }) => options);
      const choices = (element.options ?? groups ?? []).map(({ value }) => value);
      return [{ name, value: typed[name] ?? element.initial_option?.value, choices, problem }];
    }),
  };
}

/** People in a fake Slack channel, over signed HTTP or Socket Mode. Stops the fake when it is stopped. */
export function createSlackDriver(options: SlackDriverOptions): ChatDriver {
  const { mode, fake, botOrigin = '', channel = CHANNEL.slack } = options;
  const wire: Wire = mode === 'http' ? { mode, botOrigin } : { mode };
  const buttons = createSeenButtons();
  const typedInto = new Map<string, Readonly<Record<string, string>>>();
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
    forms: (user) =>
      fake.workspace.views
        .filter((view) => view.user === userId('slack', user) && !view.isClosed)
        .map((view) => seenForm(view, typedInto.get(view.id))),
    send: async (user, form, values) => {
      const view = fake.workspace.views.find(({ id }) => id === form.id);
      if (!view || view.isClosed || view.user !== userId('slack', user))
        throw new Error(`Slack: no form ${form.id} before ${user}`);
      const typed = { ...filledIn(seenForm(view, typedInto.get(view.id))), ...values };
      typedInto.set(form.id, typed);
      const { status } = await fake.submit(wire, view, typed);
      if (status !== 200) throw new Error(`Slack: the bot answered ${status}`);
    },
    thread: (message) => fake.thread(message.channel, message.id),
    stop: () => fake.stop(),
  };
}
