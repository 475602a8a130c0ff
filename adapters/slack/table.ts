import type { Table } from '../../src/reply.ts';
import { fitting, more } from '../../src/text/fitting.ts';
import { grid } from '../../src/text/grid.ts';
import { shorten } from '../../src/text/shorten.ts';
import { safeOnOneLine } from '../../src/text/safe-text.ts';
import { type MessageBlock, piece, richText, type RichTextText } from './blocks.ts';
import { PHONE_COLUMNS } from './limits.ts';

/** What `… +1234` takes, and some. */
const AROUND = 16;

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
    budget - AROUND,
  );
  const elements: RichTextText[] = [];
  for (const [at, { head, body }] of records.slice(0, kept).entries()) {
    elements.push(piece(`${at > 0 ? '\n' : ''}${head || '—'}`, true));
    if (body) elements.push(piece(`\n${body}`));
  }
  for (const rest of more(records.length - kept)) elements.push(piece(`${kept > 0 ? '\n' : ''}${rest}`));
  return elements.length > 0 ? richText(elements) : undefined;
}

/** Lays a table out for a phone: as a grid within 40 columns, as records where it is wider. At most `budget` characters. */
export function tableBlock(table: Table, budget: number): MessageBlock | undefined {
  const cell = (text: string) => shorten(safeOnOneLine(text), 500);
  const columns = table.columns.map(cell);
  const rows = table.rows.map((row) => row.map(cell));
  const narrow = grid(columns, rows, { widest: PHONE_COLUMNS, budget: budget - AROUND });
  return narrow === undefined
    ? asRecords(columns, rows, budget)
    : richText([piece(narrow)], 'rich_text_preformatted');
}
