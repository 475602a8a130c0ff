/** What a spreadsheet takes for the beginning of a formula, also in full width, and behind spaces. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** A number is none, whatever its sign: led by an apostrophe it could not be added up. */
const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/u;

/**
 * Rows as comma-separated values. A cell that a spreadsheet would take for a formula is led by an apostrophe: names come
 * from outside.
 */
export function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
