import { endsInChinese } from '../../src/card/ends-in-chinese.ts';
import type { Ago, Button, Card, Fact, Link, Mention, Select, Tone } from '../../src/reply.ts';
import { more } from '../../src/text/fitting.ts';
import { BESIDE, factText } from '../../src/text/fact-text.ts';
import { shorten } from '../../src/text/shorten.ts';
import { safeText } from '../../src/text/safe-text.ts';
import { attachmentsOf } from '../../src/card/attachments.ts';
import { TONE_SIGN } from '../../src/text/tone-sign.ts';
import {
  type ActionRow,
  type ButtonComponent,
  type CardMessage,
  type Container,
  type DiscordMessage,
  type LinkComponent,
  textDisplay,
} from './message/components.ts';
import { attachmentComponent, sent } from './message/attached.ts';
import { BUDGETS, FLAGS, LIMITS } from './message/limits.ts';
import { codeBlock, escapeWithin } from './message/markdown.ts';
import { oneLine, orDash } from './message/or-dash.ts';
import { renderTable } from './message/table.ts';

/** The bar at the card's edge, RGB. */
const COLOURS: Readonly<Record<Tone, number>> = {
  info: 0x4a6fa5,
  ask: 0x8a63d2,
  progress: 0x6b7a8c,
  success: 0x2e9e5b,
  warning: 0xe0a100,
  failure: 0xd1383d,
};

/** What a message has beside its card. */
export interface Extras {
  /** Of the container. */
  readonly id?: number;
  /** Whom it calls. */
  readonly mentions?: readonly Mention[];
}

/** Below this, what is left of a budget only says how much is left out. */
const TOO_LITTLE = 40;

/** As many of `texts` as fit into `budget` when written by `write`, and how many do not. */
function joined<T>(texts: readonly T[], budget: number, write: (text: T, room: number) => string): string {
  const written: string[] = [];
  let left = budget - 12;
  for (const [at, text] of texts.entries()) {
    if (left < TOO_LITTLE) return [...written, ...more(texts.length - at)].join('\n');
    const line = write(text, left);
    written.push(line);
    left -= line.length + 1;
  }
  return written.join('\n');
}

function title(card: Card): string {
  return `### ${TONE_SIGN[card.tone]} ${escapeWithin(oneLine(card.title), BUDGETS.title)}`;
}

/** Discord writes it in each reader's language, and it goes on by itself. */
function agoMark({ at }: Ago): string {
  return `${BESIDE}<t:${Math.floor(at / 1000)}:R>`;
}

function fact({ label, value, ago }: Fact, room: number): string {
  const name = escapeWithin(shorten(oneLine(label), 100), Math.min(120, Math.floor(room / 2)));
  const mark = endsInChinese(name) ? `**${name}：**` : `**${name}:** `;
  const end = ago ? agoMark(ago) : '';
  return mark + escapeWithin(orDash(safeText(value)), room - mark.length - end.length) + end;
}

/** Small print, line by line: the mark holds for one line only, and shows as itself on an empty one. */
function footer(text: string): string {
  const lines = orDash(safeText(text))
    .split('\n')
    .filter((line) => line.trim() !== '');
  return joined(lines, BUDGETS.footer, (line, room) => `-# ${escapeWithin(orDash(line), room - 3)}`);
}

function button({ id, label, style }: Button): ButtonComponent {
  return {
    type: 2,
    style: style === 'primary' ? 1 : style === 'danger' ? 4 : 2,
    label: shorten(oneLine(label), LIMITS.label),
    custom_id: id.slice(0, LIMITS.customId),
  };
}

function link({ label, url }: Link): LinkComponent {
  return { type: 2, style: 5, label: shorten(oneLine(label), LIMITS.label), url };
}

function select({ id, placeholder, choices }: Select): ActionRow {
  return {
    type: 1,
    components: [
      {
        type: 3,
        custom_id: id.slice(0, LIMITS.customId),
        placeholder: shorten(oneLine(placeholder), LIMITS.placeholder),
        options: choices.slice(0, LIMITS.options).map((choice) => ({
          label: shorten(oneLine(choice.label), LIMITS.optionText),
          value: choice.id.slice(0, LIMITS.customId),
        })),
      },
    ],
  };
}

/** Rows of controls that fit beside `texts` text displays, and how many controls do not. */
function controls(card: Card, texts: number): { rows: ActionRow[]; left: number } {
  const usable = (card.selects ?? []).filter(({ choices }) => choices.length > 0);
  const selects = usable.slice(0, LIMITS.selects);
  const buttons = card.buttons ?? [];
  const rows: ActionRow[] = [];
  let room = LIMITS.components - 1 - texts - 2 * selects.length;
  let kept = 0;
  while (kept < Math.min(buttons.length, LIMITS.buttons) && room >= 2) {
    const count = Math.min(LIMITS.buttonsInRow, LIMITS.buttons - kept, buttons.length - kept, room - 1);
    rows.push({ type: 1, components: buttons.slice(kept, kept + count).map(button) });
    kept += count;
    room -= count + 1;
  }
  const links = (card.links ?? []).slice(0, LIMITS.buttonsInRow);
  const isRoom = links.length > 0 && room > links.length;
  if (isRoom) rows.push({ type: 1, components: links.map(link) });
  const overfull = usable.reduce((sum, { choices }) => sum + Math.max(0, choices.length - LIMITS.options), 0);
  return {
    rows: [...rows, ...selects.map(select)],
    left: buttons.length - kept + (usable.length - selects.length) + overfull + (isRoom ? 0 : links.length),
  };
}

/** Nothing but ids: whatever else the configuration holds calls nobody. */
function callable({ mentions = [] }: Extras): readonly Mention[] {
  return mentions.filter(({ id }) => /^\d+$/.test(id)).slice(0, LIMITS.mentions);
}

function calls(extras: Extras): string {
  return callable(extras)
    .map(({ kind, id }) => (kind === 'user' ? `<@${id}>` : `<@&${id}>`))
    .join(' ');
}

function idsOf(mentions: readonly Mention[], kind: Mention['kind']): string[] {
  return [...new Set(mentions.flatMap((mention) => (mention.kind === kind ? [mention.id] : [])))];
}

/** Exactly those who are called, and nobody else whatever the texts say. */
function allowed(extras: Extras): DiscordMessage['allowed_mentions'] {
  const called = callable(extras);
  if (called.length === 0) return { parse: [] };
  return { parse: [], users: idsOf(called, 'user'), roles: idsOf(called, 'group') };
}

function message(
  card: Card,
  texts: readonly string[],
  small: string | undefined,
  extras: Extras,
): CardMessage {
  // One more for what does not fit.
  const attached = attachmentsOf(card);
  const { rows, left } = controls(card, texts.length + (small === undefined ? 0 : 1) + 1 + attached.length);
  const components: Container['components'] = [
    ...texts.map(textDisplay),
    ...attached.map(attachmentComponent),
    ...rows,
    ...more(left).map(textDisplay),
    ...(small === undefined ? [] : [textDisplay(small)]),
  ];
  return {
    flags: FLAGS.components,
    components: [
      {
        type: 17,
        ...(extras.id === undefined ? {} : { id: extras.id }),
        accent_color: COLOURS[card.tone],
        components,
      },
    ],
    allowed_mentions: allowed(extras),
    ...(attached.length > 0 && sent(attached)),
  };
}

/**
 * A card as a Discord message: one container of components. It needs no permission to embed links, is shown also to
 * those who switched embeds off, and nothing in it unfolds into a preview. Names from outside are escaped; what is
 * over a limit is cut visibly (`…`, `… +12`).
 */
export function renderCard(card: Card, extras: Extras = {}): CardMessage {
  const small = card.footer ? footer(card.footer) : undefined;
  const head = title(card);
  let left = BUDGETS.total - head.length - (small?.length ?? 0) - 20;
  const texts: string[] = [];
  const add = (text: string | undefined) => {
    if (text === undefined || text === '') return;
    texts.push(text);
    left -= text.length + 2;
  };
  const lines = card.lines ?? [];
  add(
    lines.length > 0
      ? [
          head,
          joined(lines, Math.min(left, BUDGETS.lines), (line, room) =>
            escapeWithin(orDash(safeText(line)), room),
          ),
        ].join('\n')
      : head,
  );
  left += head.length;
  add(calls(extras));
  if (card.facts?.length) add(joined(card.facts, Math.min(left, BUDGETS.facts), fact));
  const forCode = card.code === undefined ? 0 : Math.min(card.code.length + 30, Math.floor(left / 2));
  if (card.table) add(renderTable(card.table, left - forCode));
  if (card.code) add(codeBlock(orDash(safeText(card.code)), Math.max(left, TOO_LITTLE)));
  return message(card, texts, small, extras);
}

/** The card at its shortest, with its buttons, for when Discord refuses the full one. */
export function renderCompact(card: Card, extras: Extras = {}): CardMessage {
  const body = [...(card.facts ?? []).map(factText), ...(card.lines ?? [])];
  const cut = (card.table ?? card.code) ? ['…'] : [];
  const text = [
    `**${TONE_SIGN[card.tone]} ${escapeWithin(oneLine(card.title), 500)}**`,
    ...(body.length > 0 ? [escapeWithin(safeText(body.join('\n')), BUDGETS.compact)] : []),
    ...cut,
  ].join('\n');
  const small = card.footer ? footer(shorten(card.footer, 200)) : undefined;
  const called = calls(extras);
  const texts = called === '' ? [text] : [text, called];
  return message({ ...card, buttons: (card.buttons ?? []).slice(0, LIMITS.buttons) }, texts, small, extras);
}

/** A plain text as a message; at most 3,000 characters of it. */
export function renderText(text: string): DiscordMessage {
  return {
    flags: FLAGS.components,
    components: [textDisplay(escapeWithin(orDash(safeText(text)), BUDGETS.plain))],
    allowed_mentions: { parse: [] },
  };
}
