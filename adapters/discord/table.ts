import type { Table } from '../../src/reply.ts';
import { PHONE_COLUMNS } from './limits.ts';
import { codeBlock, escapeMarkdown } from './markdown.ts';
import { shorten, shownOnOneLine } from './shown.ts';
import { columnsOf, padTo } from './width.ts';

const GAP = '  ';
/** What the fences of a code block and `… +1234` take. */
const AROUND = 20;
const LONGEST_CELL = 300;

/** How many of `lines` fit into `budget` characters, line ends included. */
function fitting(lines: readonly string[], budget: number): number {
  let used = 0;
  for (const [index, line] of lines.entries()) {
    used += line.length + 1;
    if (used > budget) return index;
  }
  return lines.length;
}

function more(rest: number): string[] {
  return rest > 0 ? [`… +${rest}`] : [];
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
  const kept = fitting(body, budget - AROUND - head.join('\n').length);
  return codeBlock([...head, ...body.slice(0, kept), ...more(body.length - kept)].join('\n'), budget);
}

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
  const kept = fitting(records, budget - AROUND);
  const shownRecords = [...records.slice(0, kept), ...more(records.length - kept)];
  return shownRecords.length > 0 ? shownRecords.join('\n') : undefined;
}

/** A table as markdown for a phone: a grid within 40 columns, records where it is wider. At most `budget` characters. */
export function renderTable(table: Table, budget: number): string | undefined {
  const cell = (text: string) => shorten(shownOnOneLine(text), LONGEST_CELL);
  const columns = table.columns.map(cell);
  const rows = table.rows.map((row) => row.map(cell));
  return asGrid(columns, rows, budget) ?? asRecords(columns, rows, budget);
}
