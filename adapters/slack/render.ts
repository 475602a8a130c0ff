import { endsInChinese } from '../../src/card/ends-in-chinese.ts';
import type { Ago, Button, Card, Fact, Link, Mention, Select } from '../../src/reply.ts';
import { BESIDE, factText } from '../../src/text/fact-text.ts';
import { shorten } from '../../src/text/shorten.ts';
import { safeText, safeOnOneLine } from '../../src/text/safe-text.ts';
import { TONE_SIGN } from '../../src/text/tone-sign.ts';
import {
  type ButtonElement,
  type ConfirmDialog,
  type MessageBlock,
  piece,
  type PlainText,
  plainText,
  richText,
  type RichTextDate,
  type RichTextElement,
  type SelectElement,
  type SlackMessage,
} from './blocks.ts';
import { escapeText, escapeWithin } from './escape.ts';
import { LIMITS } from './limits.ts';
import { tableBlock } from './table.ts';

function titleOf(card: Card): string {
  return `${TONE_SIGN[card.tone]} ${safeOnOneLine(card.title)}`;
}

/** As a header where it fits; a long title names its target to the end instead, in bold. */
function titleBlock(title: string): MessageBlock {
  const escaped = escapeText(title);
  return escaped.length <= LIMITS.header
    ? { type: 'header', text: plainText(escaped) }
    : richText([piece(shorten(title, LIMITS.plainText), true)]);
}

function linesBlock(lines: readonly string[], budget: number): MessageBlock {
  const texts: string[] = [];
  let left = budget;
  for (const [at, line] of lines.entries()) {
    if (left < 40) {
      texts.push(`… +${lines.length - at}`);
      break;
    }
    const text = shorten(safeText(line), Math.min(left, LIMITS.plainText));
    texts.push(text);
    left -= text.length + 1;
  }
  return richText([piece(texts.join('\n'))]);
}

function agoElement({ at, text }: Ago): RichTextDate {
  return {
    type: 'date',
    timestamp: Math.max(0, Math.floor(at / 1000)),
    format: '{ago}',
    fallback: shorten(safeOnOneLine(text), 100) || '—',
  };
}

function factsBlock(facts: readonly Fact[], budget: number): MessageBlock {
  const elements: RichTextElement[] = [];
  let left = budget;
  for (const [at, fact] of facts.entries()) {
    const start = at > 0 ? '\n' : '';
    if (left < 60) {
      elements.push(piece(`${start}… +${facts.length - at}`));
      break;
    }
    const label = shorten(safeOnOneLine(fact.label), 100);
    const value = shorten(safeText(fact.value), Math.min(left, LIMITS.plainText));
    elements.push(
      piece(`${start}${label}${endsInChinese(label) ? '：' : ': '}`, true),
      ...(fact.ago ? [piece(`${value}${BESIDE}`), agoElement(fact.ago)] : [piece(value)]),
    );
    left -= label.length + value.length + (fact.ago?.text.length ?? 0) + 6;
  }
  return richText(elements);
}

function within(text: string, limit: number): PlainText {
  return plainText(escapeWithin(text || '—', limit));
}

/** Slack has no words of its own for the way out, and the card's language is not known here. */
const NO = plainText('Cancel / 取消');

function question({ label, style }: Button, ask: string): ConfirmDialog {
  const name = safeOnOneLine(label);
  return {
    title: within(name, LIMITS.confirmTitle),
    text: within(safeText(ask), LIMITS.confirmText),
    confirm: within(name, LIMITS.confirmButton),
    deny: NO,
    ...(style && { style }),
  };
}

function button(given: Button): ButtonElement {
  const { id, label, style, ask } = given;
  return {
    type: 'button',
    action_id: id.slice(0, LIMITS.buttonId),
    text: within(safeOnOneLine(label), LIMITS.buttonText),
    ...(style && { style }),
    ...(ask !== undefined && { confirm: question(given, ask) }),
  };
}

function buttonBlocks(buttons: readonly Button[]): MessageBlock[] {
  const blocks: MessageBlock[] = [];
  const room = LIMITS.actionsBlocks * LIMITS.elementsInActions;
  for (let at = 0; at < Math.min(buttons.length, room); at += LIMITS.elementsInActions) {
    blocks.push({
      type: 'actions',
      elements: buttons.slice(at, Math.min(at + LIMITS.elementsInActions, room)).map(button),
    });
  }
  if (buttons.length > room) blocks.push(richText([piece(`… +${buttons.length - room}`)]));
  return blocks;
}

function selectElement({ id, placeholder, choices }: Select): SelectElement {
  return {
    type: 'static_select',
    action_id: id.slice(0, LIMITS.buttonId),
    placeholder: plainText(escapeWithin(safeOnOneLine(placeholder) || '—', LIMITS.placeholder)),
    options: choices.slice(0, LIMITS.options).map((choice) => ({
      text: plainText(escapeWithin(safeOnOneLine(choice.label) || '—', LIMITS.optionText)),
      value: choice.id.slice(0, LIMITS.optionValue),
    })),
  };
}

/** Slack refuses a menu without choices. */
function selectBlocks(selects: readonly Select[]): MessageBlock[] {
  const filled = selects.filter(({ choices }) => choices.length > 0);
  const shownOnes = filled.slice(0, LIMITS.elementsInActions);
  const left =
    filled.length -
    shownOnes.length +
    sum(filled, ({ choices }) => Math.max(0, choices.length - LIMITS.options));
  return [
    ...(shownOnes.length > 0
      ? [{ type: 'actions', elements: shownOnes.map(selectElement) } satisfies MessageBlock]
      : []),
    ...(left > 0 ? [richText([piece(`… +${left}`)])] : []),
  ];
}

/**
 * Links stand in text: a press on a button that has an address comes back to us all the same, and takes a place of those
 * that act.
 */
function linksBlock(links: readonly Link[]): MessageBlock {
  return richText(
    links
      .slice(0, LIMITS.links)
      .flatMap(({ label, url }, at): RichTextElement[] => [
        ...(at > 0 ? [piece(BESIDE)] : []),
        { type: 'link', url, text: shorten(safeOnOneLine(label), LIMITS.buttonText) || '—' },
      ]),
  );
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function footerBlock(footer: string): MessageBlock {
  return {
    type: 'context',
    elements: [plainText(escapeWithin(safeText(footer), LIMITS.label))],
  };
}

function visibleLength(block: MessageBlock): number {
  if (block.type !== 'rich_text') return 0;
  return block.elements.reduce(
    (sum, part) =>
      sum +
      part.elements.reduce(
        (length, one) => length + (one.type === 'date' ? one.fallback : one.text).length,
        0,
      ),
    0,
  );
}

/**
 * A card as a Slack message. Names from outside stand in rich text and plain text only, where Slack reads no markup
 * and no mention; what is over a limit is cut visibly (`…`, `… +12`).
 */
export function renderCard(card: Card): SlackMessage {
  const title = titleOf(card);
  const blocks: MessageBlock[] = [titleBlock(title)];
  let left = LIMITS.visible - Math.min(title.length, LIMITS.plainText);
  const add = (block: MessageBlock | undefined) => {
    if (!block) return;
    blocks.push(block);
    left -= visibleLength(block);
  };
  if (card.lines?.length) add(linesBlock(card.lines, Math.min(left, 3_000)));
  if (card.facts?.length) add(factsBlock(card.facts, Math.min(left, 3_000)));
  const codeBudget = card.code === undefined ? 0 : Math.min(card.code.length, Math.floor(left / 2));
  if (card.table) add(tableBlock(card.table, left - codeBudget));
  if (card.code) {
    add(richText([piece(shorten(safeText(card.code), Math.max(left, 500)))], 'rich_text_preformatted'));
  }
  if (card.buttons?.length) blocks.push(...buttonBlocks(card.buttons));
  if (card.selects?.length) blocks.push(...selectBlocks(card.selects));
  if (card.links?.length) blocks.push(linksBlock(card.links));
  if (card.footer) blocks.push(footerBlock(card.footer));
  return { text: escapeWithin(title, LIMITS.fallbackText), blocks };
}

/** The card at its shortest, with its buttons and selects, for when Slack refuses the full one as too long. */
export function renderCompact(card: Card): SlackMessage {
  const title = shorten(titleOf(card), 500);
  const blocks: MessageBlock[] = [richText([piece(title, true)])];
  const body = [...(card.facts ?? []).map(factText), ...(card.lines ?? [])];
  if (body.length > 0) {
    blocks.push(richText([piece(shorten(safeText(body.join('\n')), LIMITS.compact))]));
  }
  if (card.table ?? card.code) blocks.push(richText([piece('…')]));
  blocks.push(
    ...buttonBlocks((card.buttons ?? []).slice(0, LIMITS.elementsInActions)),
    ...selectBlocks(card.selects ?? []),
    ...(card.links?.length ? [linksBlock(card.links)] : []),
    ...(card.footer ? [footerBlock(shorten(card.footer, 200))] : []),
  );
  return { text: escapeWithin(title, LIMITS.fallbackText), blocks };
}

/** Nothing but ids: whatever else the configuration holds calls nobody. */
function mentionOf({ kind, id }: Mention): string[] {
  if (!/^[A-Z0-9]+$/.test(id)) return [];
  return [kind === 'user' ? `<@${id}>` : `<!subteam^${id}>`];
}

/** A rendered card that calls people: under the title, and in the text that notifications show. */
export function withMentions(message: SlackMessage, mentions: readonly Mention[] = []): SlackMessage {
  const calls = mentions.flatMap(mentionOf).slice(0, LIMITS.mentions).join(' ');
  if (calls === '') return message;
  const [title, ...rest] = message.blocks;
  const line: MessageBlock = { type: 'section', text: { type: 'mrkdwn', text: calls, verbatim: true } };
  return { text: `${calls} ${message.text}`, blocks: [...(title ? [title] : []), line, ...rest] };
}

/** A plain text as a message; at most 3,000 characters of it. */
export function renderText(text: string): SlackMessage {
  const cut = shorten(safeText(text), LIMITS.plainText);
  return { text: escapeWithin(cut, LIMITS.fallbackText), blocks: [richText([piece(cut)])] };
}
