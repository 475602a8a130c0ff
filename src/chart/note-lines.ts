import { cut } from './drawing.ts';

/** Half characters that fit on a line of small print. */
const LINE = 72;
const MOST_LINES = 2;
/** How high a line of small print is, px. */
const LINE_HEIGHT = 25;

/** Small print in lines that fit: broken between words, or anywhere between Chinese characters. */
export function noteLines(note: string | undefined): readonly string[] {
  if (note === undefined) return [];
  const lines: string[] = [];
  let line = '';
  for (const part of note.replaceAll('`', '').match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/gu) ?? []) {
    if (line !== '' && widthOf(line + part.trimEnd()) > LINE) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  lines.push(line.trimEnd());
  return lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES - 1), cut(lines.slice(MOST_LINES - 1).join(' '), LINE / 2)];
}

/** What small print of several lines needs beyond one, px. */
export function noteRoom(note: string | undefined): number {
  return Math.max(0, noteLines(note).length - 1) * LINE_HEIGHT;
}

/** How wide a text is, in half characters: a Chinese one is twice as wide. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, each) => sum + (/[\u2e80-\uffff]/u.test(each) ? 2 : 1), 0);
}
