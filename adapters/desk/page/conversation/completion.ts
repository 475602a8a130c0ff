/** A command that can be typed, with what it does. */
export interface Completion {
  readonly line: string;
  readonly summary: string;
}

const SHOWN = 8;

/** The commands that fit what is typed: those that start so first, then those that contain every word. */
export function matching<C extends Completion>(completions: readonly C[], text: string): readonly C[] {
  const sought = text
    .replace(/^\s*\/live\s/i, '')
    .replace(/\s+/g, ' ')
    .trimStart()
    .toLowerCase();
  if (sought === '') return [];
  const word = sought.trim();
  // Past the command's name people type options: nothing is guessed there.
  if (completions.some(({ line }) => sought.startsWith(`${typed(line).toLowerCase()} `))) return [];
  const others = completions.filter(({ line }) => typed(line).toLowerCase() !== word);
  const starting = others.filter(({ line }) => line.toLowerCase().startsWith(sought));
  const containing = others.filter(
    ({ line, summary }) =>
      !line.toLowerCase().startsWith(sought) &&
      word.split(' ').every((part) => `${line} ${summary}`.toLowerCase().includes(part)),
  );
  return [...starting, ...containing].slice(0, SHOWN);
}

/** The part of a command that is typed as it stands: up to the first placeholder. */
export function typed(line: string): string {
  return (line.split(/[<[]/)[0] ?? line).trimEnd();
}
