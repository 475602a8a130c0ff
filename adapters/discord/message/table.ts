import type { Table } from '../../../src/reply.ts';
import { fitting, more } from '../../../src/text/fitting.ts';
import { grid } from '../../../src/text/grid.ts';
import { shorten } from '../../../src/text/shorten.ts';
import { PHONE_COLUMNS } from './limits.ts';
import { codeBlock, escapeMarkdown } from './markdown.ts';
import { oneLine } from './or-dash.ts';

/** What the fences of a code block and `… +1234` take. */
const AROUND = 20;
const LONGEST_CELL = 300;

/** One record a row: the first cell in bold, the others under it with their column's name. */
function asRecords(columns: readonly string[], rows: readonly (readonly string[])[], budget: number) {
  const records = rows.map((row) => {
    const body = columns
      .slice(1)
      .map((name, at) => ({ name, value: row[at + 1] ?? '—' }))
      .filter(({ value }) => value !== '—')
      .map(({ name, value }) => `${escapeMarkdown(name)} ${escapeMarkdown(value)}`)
      .join(' · ');
    const head = `**${escapeMarkdown(row[0] ?? '—')}**`;
    return body === '' ? head : `${head}\n${body}`;
  });
  const kept = fitting(
    records.map((record) => record.length + 1),
    budget - AROUND,
  );
  const shownRecords = [...records.slice(0, kept), ...more(records.length - kept)];
  return shownRecords.length > 0 ? shownRecords.join('\n') : undefined;
}

/** A table as markdown for a phone: a grid within 40 columns, records where it is wider. At most `budget` characters. */
export function renderTable(table: Table, budget: number): string | undefined {
  const cell = (text: string) => shorten(oneLine(text), LONGEST_CELL);
  const columns = table.columns.map(cell);
  const rows = table.rows.map((row) => row.map(cell));
  const narrow = grid(columns, rows, { widest: PHONE_COLUMNS, budget: budget - AROUND });
  return narrow === undefined ? asRecords(columns, rows, budget) : codeBlock(narrow, budget);
}
