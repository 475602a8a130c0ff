import type { FakeMessage } from '../fakes/slack/fake-slack.ts';
import { buttonsOf, choicesOf, mentionsIn, visibleText } from '../fakes/slack/visible-text.ts';
import type { OpenView } from '../fakes/slack/workspace.ts';
import type { Control, Shown, ShownForm } from './harness.ts';

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_entity, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  );
}

/** The questions that buttons ask, by the button's id. */
function questions({ blocks }: FakeMessage): Map<string, string> {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return new Map(
    elements.flatMap((element): [string, string][] =>
      element.type === 'button' && element.confirm
        ? [[element.action_id, decoded(element.confirm.text.text)]]
        : [],
    ),
  );
}

/** Blocks without what nobody reads: ids come back as they are, and notify nobody. */
function withoutIds(blocks: FakeMessage['blocks']): FakeMessage['blocks'] {
  const isId = (name: string): boolean => name === 'action_id' || name === 'block_id' || name === 'value';
  return JSON.parse(
    JSON.stringify(blocks, (name, part: unknown) => (isId(name) ? 'id' : part)),
  ) as FakeMessage['blocks'];
}

const cache = new WeakMap<FakeMessage, Shown>();

/** A message of the fake workspace as its readers see it. */
export function shownInSlack(message: FakeMessage): Shown {
  const known = cache.get(message);
  if (known?.edits === message.edits) return known;
  const shown = look(message);
  cache.set(message, shown);
  return shown;
}

function look(message: FakeMessage): Shown {
  const asks = questions(message);
  return {
    id: message.ts,
    text: visibleText(message.blocks, message.text),
    buttons: buttonsOf(message.blocks).map(({ id, label }): Control => {
      const ask = asks.get(id);
      return ask === undefined ? { id, label } : { id, label, ask };
    }),
    choices: choicesOf(message.blocks).map(({ id, label }) => ({ id, label })),
    ...(message.onlyFor === undefined ? {} : { onlyFor: message.onlyFor }),
    edits: message.edits,
    pings: mentionsIn(withoutIds(message.blocks), message.text),
    notified: message.notified,
  };
}

/** An open modal as the asker sees it. */
export function shownSlackForm({ id, user, view, isClosed, errors }: OpenView): ShownForm {
  const texts = view.blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text?.text ?? ''];
    return block.type === 'input' ? [block.label.text, block.hint?.text ?? ''] : [];
  });
  return {
    id,
    userId: user,
    ...(isClosed && { isClosed }),
    ...(errors && { problems: errors }),
    text: decoded([view.title.text, ...texts].join('\n')),
    fields: view.blocks.flatMap((block) => {
      if (block.type !== 'input') return [];
      const { element } = block;
      const name = block.block_id ?? '';
      if (element.type === 'plain_text_input') {
        return element.initial_value === undefined ? [{ name }] : [{ name, value: element.initial_value }];
      }
      const groups = element.option_groups?.flatMap(({ options }) => options);
      return [{ name, choices: (element.options ?? groups ?? []).map(({ value }) => value) }];
    }),
  };
}
