import { recallHere, rememberHere } from '../wire/memory.ts';

const MOST = 50;

/** Lines that were asked on this tab, oldest first. */
export function askedBefore(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(recallHere('history') ?? '[]');
    return Array.isArray(kept)
      ? kept.filter((line): line is string => typeof line === 'string').slice(-MOST)
      : [];
  } catch {
    return [];
  }
}

/** One more; the same twice in a row is once. */
export function noteAsked(line: string): void {
  const before = askedBefore();
  if (before.at(-1) !== line) rememberHere('history', JSON.stringify([...before, line].slice(-MOST)));
}
