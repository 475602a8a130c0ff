import { plainWord } from '../text/characters.ts';

const DOUBLE = '"“”„‟＂';
const SINGLE = "'‘’‚‛＇";

const ESCAPABLE = `\\\`${DOUBLE}${SINGLE}「」『』«»‹›`;

/** Finds an escaped character, or one of `closers` at the end of a word. */
function closing(closers: string): RegExp {
  return new RegExp(`\\\\[\\${ESCAPABLE}]|[${closers}](?!\\S)`, 'gu');
}

/** What may close a quotation, the exact partner first: phones mix curly and straight quotes. */
const CLOSING = new Map<string, readonly RegExp[]>([
  ...Array.from(
    DOUBLE,
    (open) => [open, [closing('“„'.includes(open) ? '”' : open), closing(DOUBLE)]] as const,
  ),
  ...Array.from(
    SINGLE,
    (open) => [open, [closing('‘‚'.includes(open) ? '’' : open), closing(SINGLE)]] as const,
  ),
  ['`', [closing('`')]],
  ['「', [closing('」')]],
  ['『', [closing('』')]],
  ['«', [closing('»')]],
  ['‹', [closing('›')]],
]);

/** A quotation found in a line. `end` is the offset behind its closing quote. */
export interface Quotation {
  readonly text: string;
  readonly end: number;
}

/**
 * The quotation that opens at `start`, where there is one that also closes at the end of a word. Inside, `\` keeps a
 * quote from closing. An apostrophe or a quote without its partner is no quotation.
 */
export function quotationAt(line: string, start: number): Quotation | undefined {
  for (const pattern of CLOSING.get(line.charAt(start)) ?? []) {
    const end = endOf(line, start + 1, pattern);
    if (end !== undefined) return { text: unescaped(line.slice(start + 1, end)), end: end + 1 };
  }
  return undefined;
}

function endOf(line: string, start: number, pattern: RegExp): number | undefined {
  pattern.lastIndex = start;
  for (let found = pattern.exec(line); found; found = pattern.exec(line)) {
    if (found[0].length === 1) return found.index;
  }
  return undefined;
}

const ESCAPED = new RegExp(`\\\\([\\${ESCAPABLE}])`, 'gu');

function unescaped(text: string): string {
  return text.replace(ESCAPED, '$1');
}

/** `value` as it has to be typed to be read back as one word, exactly. */
export function quoted(value: string): string {
  const plain = plainWord(value) === value && !/^$|^-|[\s\\]/u.test(value);
  if (plain && !ESCAPABLE.includes(value.charAt(0)) && !/[:=]./u.test(value)) return value;
  return `"${value.replace(/[\\"“”„‟＂]/g, '\\$&')}"`;
}
