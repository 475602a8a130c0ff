import { isSpace, plainWord } from '../text/characters.ts';
import { quotationAt } from './quote.ts';

/** The longest line that is read, in UTF-16 units. No platform hands on more. */
export const MAX_LINE = 4000;

/** One word of a line. */
export interface Word {
  /** Without quotes and invisible characters; full-width syntax made plain outside quotes. */
  readonly text: string;
  /** The same, but as it stood in the line: a name may really be written in full width, or with what cannot be seen. */
  readonly typed: string;
  /** How many characters of `text`, from its start, stood outside quotes: only there are `:` and `=` syntax. */
  readonly bare: number;
  /** The word ends in a quotation. */
  readonly quoted: boolean;
  /** Where the word starts in the line. */
  readonly start: number;
}

/** A typed line in words. */
export interface ParsedLine {
  readonly words: readonly Word[];
  /** The line that `start` counts in, as it was typed. */
  readonly line: string;
  /** Longer than MAX_LINE: no words were read. */
  readonly tooLong: boolean;
}

/** Splits what somebody typed in chat into words. Accepts anything. */
export function parseLine(typed: string): ParsedLine {
  if (typed.length > MAX_LINE) return { words: [], line: typed.slice(0, MAX_LINE), tooLong: true };
  const line = withoutCodeMarks(typed);
  const words: Word[] = [];
  for (let at = 0; at < line.length;) {
    if (isSpace(line.charAt(at))) {
      at += 1;
      continue;
    }
    const { word, end } = readWord(line, at);
    if (word) words.push(word);
    at = end;
  }
  return { words, line, tooLong: false };
}

/**
 * The line without its words from `from` to before `to`, as if they had not been typed. Nothing is parsed again, unless
 * they stood beside a command that was pasted as code.
 */
export function withoutWords({ words, line }: ParsedLine, from: number, to: number): ParsedLine {
  const before = line.slice(0, words[from]?.start ?? line.length).trimEnd();
  const behind = words[to]?.start ?? line.length;
  const joined = `${before} ${line.slice(behind)}`;
  const rest = joined.trim();
  if (withoutCodeMarks(rest) !== rest) return parseLine(rest);
  const lead = joined.length - joined.trimStart().length;
  const moved = (by: number) => (word: Word) => ({ ...word, start: word.start + by });
  const kept = [
    ...words.slice(0, from).map(moved(-lead)),
    ...words.slice(to).map(moved(before.length + 1 - behind - lead)),
  ];
  return { words: kept, line: rest, tooLong: false };
}

/** People paste commands as inline code. */
function withoutCodeMarks(typed: string): string {
  return /^\s*`+([^`]+)`+\s*$/u.exec(typed)?.[1] ?? typed;
}

function readWord(line: string, start: number): { word: Word | undefined; end: number } {
  const whole = quotationAt(line, start);
  if (whole)
    return { word: { text: whole.text, typed: whole.text, bare: 0, quoted: true, start }, end: whole.end };
  let end = start;
  while (end < line.length && !isSpace(line.charAt(end))) {
    end += 1;
    // The quoted value of an option: name:"some words".
    const value = /[:=：＝﹕∶]/.test(line.charAt(end - 1)) ? quotationAt(line, end) : undefined;
    if (value) {
      const typed = line.slice(start, end);
      const name = plainWord(typed);
      return {
        word: {
          text: name + value.text,
          typed: typed + value.text,
          bare: name.length,
          quoted: true,
          start,
        },
        end: value.end,
      };
    }
  }
  const typed = line.slice(start, end);
  const text = plainWord(typed);
  // A word of nothing but invisible characters is no word.
  return { word: text === '' ? undefined : { text, typed, bare: text.length, quoted: false, start }, end };
}
