import type { Table } from '../../src/reply.ts';
import { type MessageBlock, piece, richText, type RichTextText } from './blocks.ts';
import { shorten, shownOnOneLine } from './escape.ts';
import { PHONE_COLUMNS } from './limits.ts';
import { columnsOf, padTo } from './width.ts';

const GAP = '  ';

/** How many of `sizes` fit into `budget`, leaving room to say how many do not. */
function fitting(sizes: readonly number[], budget: number): number {
  let used = 0;
  for (const [index, size] of sizes.entries()) {
    used += size;
    if (used > budget - 16) return index;
  }
  return sizes.length;
}

/** Fixed-width columns, where a phone shows the whole line. */
function asGrid(columns: readonly string[], rows: readonly (readonly string[])[], budget: number) {
  const widths = columns.map((name, at) =>
    Math.max(columnsOf(name), ...rows.map((row) => columnsOf(row[at] ?? ''))),
  );
  const total = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  if (total > PHONE_COLUMNS) return undefined;
  const line = (cells: readonly string[]) =>
    widths
      .map((width, at) => padTo(cells[at] ?? '', width))
      .join(GAP)
      .trimEnd();
  const head = [line(columns), '─'.repeat(total)];
  const body = rows.map(line);
  const kept = fitting(
    body.map((text) => text.length + 1),
    budget - head.join('\n').length,
  );
  const rest = body.length - kept;
  return richText(
    [piece([...head, ...body.slice(0, kept), ...(rest > 0 ? [`… +${rest}`] : [])].join('\n'))],
    'rich_text_preformatted',
  );
}

/** One record a row: the first cell in bold, the others under it with their column's name. */
function asRecords(columns: readonly string[], rows: readonly (readonly string[])[], budget: number) {
  const records = rows.map((row) => ({
    head: row[0] ?? '',
    body: columns
      .slice(1)
      .map((name, at) => ({ name, value: row[at + 1] ?? '' }))
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name} ${value}`)
      .join(' · '),
  }));
  const kept = fitting(
    records.map(({ head, body }) => head.length + body.length + 2),
    budget,
  );
  const elements: RichTextText[] = [];
  for (const [at, { head, body }] of records.slice(0, kept).entries()) {
    elements.push(piece(`${at > 0 ? '\n' : ''}${head || '—'}`, true));
    if (body) elements.push(piece(`\n${body}`));
  }
  const rest = records.length - kept;
  if (rest > 0) elements.push(piece(`${kept > 0 ? '\n' : ''}… +${rest}`));
  return elements.length > 0 ? richText(elements) : undefined;
}

/** Lays a table out for a phone: as a grid within 40 columns, as records where it is wider. At most `budget` characters. */
export function tableBlock(table: Table, budget: number): MessageBlock | undefined {
  const cell = (text: string) => shorten(shownOnOneLine(text), 500);
  const columns = table.columns.map(cell);
  const rows = table.rows.map((row) => row.map(cell));
  return asGrid(columns, rows, budget) ?? asRecords(columns, rows, budget);
}
