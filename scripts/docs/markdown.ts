/** A table in Markdown. Cells are escaped so that no text breaks out of its cell. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text in fixed width. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Text in which nothing is taken for a tag. */
export function plain(text: string): string {
  return text.replaceAll('<', '&lt;');
}

/** What stands at the top of a page that a script writes. */
export function generatedNote(source: string): string {
  return `<!-- Written by npm run generate from ${source}. Do not edit. -->`;
}

function cell(text: string): string {
  return plain(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
}
