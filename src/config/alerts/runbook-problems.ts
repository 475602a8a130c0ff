import { didYouMean } from '../../text/nearest.ts';
import type { Misfit } from '../problem.ts';

const PLACEHOLDERS = ['{stream}', '{task}', '{account}'];

/** What is wrong with the command line of a runbook button. `commandNames` where known, in English. */
export function commandMisfits(
  path: readonly PropertyKey[],
  line: string,
  commandNames: readonly string[] | undefined,
): Misfit[] {
  const strange = (line.match(/\{[^{}]*\}?|\}/g) ?? []).filter((found) => !PLACEHOLDERS.includes(found));
  const misfits = strange.map((found): Misfit => {
    return {
      path,
      text: `"${found}" is nothing that can be filled in; there is: ${PLACEHOLDERS.join(', ')}`,
    };
  });
  const words = line.trim().toLowerCase().split(/\s+/);
  // Commands have Chinese names too, which are not among these.
  const isEnglish = /^[\x21-\x7e]+$/.test(words[0] ?? '');
  const isKnown = (name: string): boolean => name.split(' ').every((word, index) => words[index] === word);
  if (commandNames && isEnglish && !commandNames.some(isKnown)) {
    const given = words.slice(0, 2).join(' ');
    const isPrefixed = given.startsWith('/');
    const why = isPrefixed ? '; write it without /live' : didYouMean(given, commandNames);
    misfits.push({ path, text: `there is no command "${given}"${why}` });
  }
  return misfits;
}
