import { safeLine } from '../../text/safe-line.ts';

/** Outside text as Markdown for exactly itself, on one line: no markup, link, HTML or mention. */
export function plainMarkdown(text: string, length = 300): string {
  return (
    safeLine(text, length)
      .replace(/[\\`*_{}[\]<>|~&$]/g, '\\$&')
      .replace(/^[#+\-=]/, '\\$&')
      .replace(/^(\d+)([.)])/, '$1\\$2')
      .replace(/:(?=\/\/)/g, '\\:')
      .replace(/\b(www)\.|\b(mailto|xmpp):/gi, (found) => `${found.slice(0, -1)}\\${found.slice(-1)}`)
      // Mentions are looked for in the finished page, where no backslash is left.
      .replace(/@/g, '@\u200b')
  );
}

/** Outside text in fixed width, for names that are copied from the report; fit for a table's cell. */
export function codeMarkdown(text: string, length = 300): string {
  const name = safeLine(text, length).replaceAll('|', '¦');
  if (name === '') return '—';
  const longest = Math.max(0, ...Array.from(name.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = name.startsWith('`') || name.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${name}${pad}${fence}`;
}

/** A table; cells are Markdown already. */
export function markdownTable(columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...rows.map(row)];
}
