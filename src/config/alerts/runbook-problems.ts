import { TAG_LENGTH } from '../../card/account-tag.ts';
import { encodePress, PRESS_ID } from '../../card/press-id.ts';
import { quoted } from '../../line/quote.ts';
import { byAlert } from '../../alert/named-by-alert.ts';
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
  const excess = lengthAsButton(line) - PRESS_ID;
  if (excess > 0)
    misfits.push({
      path,
      text: `is too long for a button once the stream is filled in; shorten it by ${excess} characters`,
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

/** Length of the button's id, characters, where the stream's name is too long for it: then the alert's id stands in its place. */
function lengthAsButton(line: string): number {
  const filled = line
    .replace(/(?:^|\s)account:\{account\}/, '')
    .replaceAll('{stream}', quoted(byAlert({ id: '12345678' })));
  return encodePress({ kind: 'run', line: filled, tag: 'x'.repeat(TAG_LENGTH) }).length;
}
