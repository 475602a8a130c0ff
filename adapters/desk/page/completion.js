/** @typedef {{ line: string, summary: string }} Completion */

const SHOWN = 8;

/**
 * The commands that fit what is typed: those that start so first, then those that contain every word.
 * @param {Completion[]} completions
 * @param {string} text
 * @returns {Completion[]}
 */
export function matching(completions, text) {
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

/**
 * The part of a command that is typed as it stands: up to the first placeholder.
 * @param {string} line
 */
export function typed(line) {
  return line.split(/\s*[<[]/)[0] ?? line;
}
