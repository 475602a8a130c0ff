import { attachmentsOf, type Attachment } from '../../src/card/attachments.ts';
import type { Button, Card, Fact, Form, FormField, Link, Select } from '../../src/reply.ts';
import { safeWithin, firstOf } from './safe-within.ts';

/** A card as the page draws it: plain text, bounded, every list present. */
export interface DrawnCard {
  /** Below /desk/files/. */
  readonly picture?: { readonly id: string; readonly alt: string };
  readonly file?: { readonly id: string; readonly name: string };
  readonly tone: Card['tone'];
  /** How it stands, in place of the tone's word. */
  readonly standing?: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly facts: readonly Fact[];
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
  readonly code?: string;
  readonly buttons: readonly Button[];
  readonly selects: readonly Select[];
  readonly links: readonly Link[];
  readonly footer?: string;
  /** What did not fit, as counts; the page says it in the reader's language. */
  readonly left: { readonly lines: number; readonly facts: number; readonly rows: number };
}

/** A form as the page draws it. */
export interface DrawnForm {
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  /** What is wrong with the form as a whole. */
  readonly problem?: string;
  /** The page's id of the ask that this answers: of a form that was sent, the page still has it open. */
  readonly ask?: string;
  readonly fields: readonly FormField[];
}

/** How much of a card is drawn. Buttons and selects are the core's own and few; a card with more is a mistake of ours. */
export const DRAW_LIMITS = {
  title: 900,
  lines: 60,
  line: 2_000,
  facts: 60,
  label: 120,
  value: 1_000,
  rows: 200,
  columns: 12,
  cell: 300,
  code: 20_000,
  buttons: 25,
  button: 80,
  selects: 10,
  links: 5,
  footer: 1_000,
  fields: 25,
  choices: 100,
} as const;

/** Turns a card into what the page draws. The page puts every string in as text, so nothing is escaped here. */
export function renderCard(card: Card, keep?: (attachment: Attachment) => string): DrawnCard {
  const attached = keep ? attachmentsOf(card) : [];
  const drawn = attached.map((one) => ({ id: keep?.(one) ?? '', name: one.name, alt: one.alt }));
  const picture = drawn.find(({ alt }) => alt !== undefined);
  const file = drawn.find(({ alt }) => alt === undefined);
  const max = DRAW_LIMITS;
  const lines = firstOf(card.lines ?? [], max.lines);
  const facts = firstOf(card.facts ?? [], max.facts);
  const rows = firstOf(card.table?.rows ?? [], max.rows);
  const row = (cells: readonly string[]) =>
    firstOf(cells, max.columns).kept.map((cell) => safeWithin(cell, max.cell));
  return {
    tone: card.tone,
    ...(card.standing !== undefined && { standing: safeWithin(card.standing, max.button) }),
    title: safeWithin(card.title, max.title),
    lines: lines.kept.map((line) => safeWithin(line, max.line)),
    facts: facts.kept.map(renderFact),
    ...(card.table && { table: { columns: row(card.table.columns), rows: rows.kept.map(row) } }),
    ...(picture && { picture: { id: picture.id, alt: safeWithin(picture.alt ?? '', max.line) } }),
    ...(file && { file: { id: file.id, name: safeWithin(file.name, max.label) } }),
    ...(card.code !== undefined && { code: safeWithin(card.code, max.code) }),
    buttons: (card.buttons ?? []).slice(0, max.buttons).map(renderButton),
    selects: (card.selects ?? [])
      .filter(({ choices }) => choices.length > 0)
      .slice(0, max.selects)
      .map(renderSelect),
    links: (card.links ?? []).filter(isWeb).slice(0, max.links).map(renderLink),
    ...(card.footer !== undefined && { footer: safeWithin(card.footer, max.footer) }),
    left: { lines: lines.left, facts: facts.left, rows: rows.left },
  };
}

/** Turns a form into the dialog that the page opens, or in which it marks what is wrong. */
export function renderForm(form: Form, ask?: string): DrawnForm {
  const max = DRAW_LIMITS;
  return {
    id: form.id,
    title: safeWithin(form.title, max.title),
    submit: safeWithin(form.submit, max.button),
    ...(form.problem !== undefined && { problem: safeWithin(form.problem, max.line) }),
    ...(ask !== undefined && { ask }),
    fields: form.fields.slice(0, max.fields).map((field) => ({
      name: field.name,
      label: safeWithin(field.label, max.label),
      ...(field.hint !== undefined && { hint: safeWithin(field.hint, max.cell) }),
      ...(field.example !== undefined && { example: safeWithin(field.example, max.label) }),
      ...(field.problem !== undefined && { problem: safeWithin(field.problem, max.cell) }),
      ...(field.value !== undefined && { value: field.value }),
      optional: field.optional ?? false,
      // The value comes back as it was given, so it is never shortened.
      ...(field.choices && {
        choices: field.choices
          .slice(0, max.choices)
          .map(({ value, label }) => ({ value, label: safeWithin(label, max.label) })),
      }),
    })),
  };
}

/** For how long something lasts, the page counts by itself. */
function renderFact({ label, value, ago }: Fact): Fact {
  return {
    label: safeWithin(label, DRAW_LIMITS.label),
    value: safeWithin(value, DRAW_LIMITS.value),
    ...(ago && { ago: { at: ago.at, text: safeWithin(ago.text, DRAW_LIMITS.label) } }),
  };
}

function renderButton({ id, label, style, ask }: Button): Button {
  return {
    id,
    label: safeWithin(label, DRAW_LIMITS.button),
    ...(style && { style }),
    ...(ask !== undefined && { ask: safeWithin(ask, DRAW_LIMITS.cell) }),
  };
}

function renderLink({ label, url }: Link): Link {
  return { label: safeWithin(label, DRAW_LIMITS.button), url };
}

/** Of an address of another kind the page would run what it says. */
function isWeb({ url }: Link): boolean {
  return url.startsWith('https://');
}

function renderSelect({ id, placeholder, choices }: Select): Select {
  return {
    id,
    placeholder: safeWithin(placeholder, DRAW_LIMITS.button),
    choices: choices
      .slice(0, DRAW_LIMITS.choices)
      .map((choice) => ({ id: choice.id, label: safeWithin(choice.label, DRAW_LIMITS.button) })),
  };
}
