import { quoted } from '../src/line/quote.ts';

/** A command line with its options by position, as somebody would type it. Empty words are left out. */
export function typedLine(name: string, ...words: readonly string[]): string {
  return [name, ...words.filter((word) => word !== '').map(quoted)].join(' ');
}
