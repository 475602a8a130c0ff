import type { FakeBlock } from './block-kit.ts';

/** What a text object shows: the three escaped characters are decoded. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_entity, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  );
}

function richText(block: Extract<FakeBlock, { type: 'rich_text' }>): string[] {
  return block.elements.map((part) =>
    part.elements
      .map((element) => {
        if (element.type === 'text') return element.text;
        if (element.type === 'date') return element.fallback ?? element.format;
        if (element.type === 'link') return element.text ?? element.url;
        return element.type === 'broadcast' ? `@${element.range}` : '@somebody';
      })
      .join(''),
  );
}

function linesOf(block: FakeBlock): string[] {
  switch (block.type) {
    case 'header':
      return [decoded(block.text.text)];
    case 'section':
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(({ text }) => decoded(text));
    case 'context':
      return block.elements.map(({ text }) => decoded(text));
    case 'rich_text':
      return richText(block);
    default:
      return [];
  }
}

/** All text of a message that its readers see, buttons aside. */
export function visibleText(blocks: readonly FakeBlock[], fallback: string): string {
  return blocks.length > 0 ? blocks.flatMap(linesOf).join('\n') : decoded(fallback);
}

type Element = Extract<FakeBlock, { type: 'actions' }>['elements'][number];

function elementsOf(blocks: readonly FakeBlock[]): Element[] {
  return blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
}

/** The buttons of a message, in order. */
export function buttonsOf(blocks: readonly FakeBlock[]): { id: string; label: string }[] {
  return elementsOf(blocks).flatMap((element) =>
    element.type === 'button' ? [{ id: element.action_id, label: decoded(element.text.text) }] : [],
  );
}

/** The choices of a message's selects, in order. `select`: the action_id. */
export function choicesOf(
  blocks: readonly FakeBlock[],
): { id: string; label: string; select: string; option: object }[] {
  return elementsOf(blocks).flatMap((element) =>
    element.type === 'static_select'
      ? (element.options ?? []).map((option) => ({
          id: option.value,
          label: decoded(option.text.text),
          select: element.action_id,
          option,
        }))
      : [],
  );
}

/** What in a message would mention somebody. Text with blocks is parsed as well, for notifications. */
export function mentionsIn(blocks: readonly FakeBlock[], fallback: string): string[] {
  const marked = /<[!@#][^>]*>/g;
  const found = [...(fallback.match(marked) ?? [])];
  for (const block of blocks) {
    if (block.type === 'rich_text') {
      const mentions = block.elements
        .flatMap((part) => part.elements)
        .filter(({ type }) => !['text', 'link', 'date'].includes(type));
      found.push(...mentions.map(({ type }) => type));
    } else {
      found.push(...(JSON.stringify(block).match(marked) ?? []));
    }
  }
  return found;
}

/** Ids of the people and groups, and names of the broadcasts, that a message notifies when it is posted. */
export function notifiedBy(blocks: readonly FakeBlock[], fallback: string): string[] {
  const found: string[] = [];
  const take = (text: string): void => {
    for (const [, id = ''] of text.matchAll(/<(?:@|!subteam\^|!)([a-zA-Z0-9]+)(?:\|[^>]*)?>/g))
      found.push(id);
  };
  // Text beside blocks is what notifications show; whom it names is notified as well.
  take(fallback);
  for (const block of blocks) {
    if (block.type === 'rich_text') {
      for (const element of block.elements.flatMap((part) => part.elements)) {
        if (element.type === 'user') found.push(element.user_id);
        if (element.type === 'usergroup') found.push(element.usergroup_id);
        if (element.type === 'broadcast') found.push(element.range);
      }
    }
    if (block.type === 'context')
      for (const { type, text } of block.elements) if (type === 'mrkdwn') take(text);
    if (block.type === 'section') {
      const texts = [...(block.text ? [block.text] : []), ...(block.fields ?? [])];
      for (const { type, text } of texts) if (type === 'mrkdwn') take(text);
    }
  }
  return [...new Set(found)];
}
