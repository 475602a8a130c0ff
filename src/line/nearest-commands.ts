import { isListed, type Command } from '../command.ts';
import { difference, nearestBy } from '../text/nearest.ts';
import { commandsOfNoun, nounAlone, taken, type NounAlone } from './noun-alone.ts';
import type { ParsedLine } from './parse-line.ts';

/** How good a verb without its noun is: worse than a slip of the finger, better than the noun alone. */
const VERB = 0.3;
/** The noun is right and the verb is not, or is missing: worth listing where nothing is nearer. */
const NOUN = 0.4;
/** The noun is all that was typed: its own commands are nearer than one that has it for a verb. */
const NOUN_ALL = 0.2;
/** The noun is right, no verb was typed, and the command can take what was: nearer by each option that this fills. */
const NOUN_THAT_TAKES = 0.29;
const TAKEN = 0.01;
/** A name as near as this is what was meant: others are offered only where they are hardly farther. */
const SURE = 0.25;
const HARDLY = 0.15;
/** How near words have to be that are not as many as the name's: `back up switch`, `backupswitch`. */
const JOINED = 0.2;
/** How far a verb may be from the one that was meant. */
const SLIP = 0.45;
/** The same for a noun, where the verb is not right either: `call lin` is not `pull list`. */
const NOUN_SLIP = 0.34;

const HAN = /\p{Script=Han}/u;

type Line = Pick<ParsedLine, 'words' | 'line'>;

/** A command that a line may have been meant for. */
export interface NearCommand {
  readonly command: Command;
  /** What stands behind its name, as it was typed; empty where it is not clear where the name ends. */
  readonly rest: string;
}

/** How far from what was meant, 0 to 1, and what stands behind the name then. */
interface Reading {
  readonly score: number;
  readonly rest: string;
}

/** The commands that a line may have been meant for, nearest first; a lone noun lists its commands. */
export function nearestCommands(line: Line, commands: readonly Command[]): readonly NearCommand[] {
  const listed = commands.filter(isListed);
  const alone = nounAlone(line, listed);
  const own = new Set(commandsOfNoun(line, listed));
  const scored = listed.map((command) => ({
    command,
    ...nearest([
      ...(own.has(command) ? [{ score: NOUN_ALL, rest: '' }] : []),
      ...(alone ? taking(alone, command) : []),
      ...mixed(line, command),
      ...english(line, command),
      ...chinese(line, command),
    ]),
  }));
  const found = nearestBy(scored, ({ score }) => score, listed.length);
  const best = found[0]?.score ?? 1;
  if (best > SURE) return found;
  return found.filter(({ score }) => score < Math.min(best + HARDLY, NOUN));
}

function nearest(readings: readonly Reading[]): Reading {
  return readings.reduce((best, each) => (each.score < best.score ? each : best), { score: 1, rest: '' });
}

/** The noun and what it is about: `mute main 30m`. What fills the most options is the nearest. */
function taking(alone: NounAlone, command: Command): readonly Reading[] {
  const count = taken(command, alone);
  return count > 0 ? [{ score: NOUN_THAT_TAKES - TAKEN * Math.min(count, 3), rest: alone.rest }] : [];
}

/** The noun in one language and the verb in the other: `流 drop main`. */
function mixed(line: Line, { name, zh }: Command): readonly Reading[] {
  const [noun = '', ...verb] = name.split(' ');
  const [zhNoun = '', ...zhVerb] = zh.split(' ');
  return [
    [noun, ...zhVerb],
    [zhNoun, ...verb],
  ]
    .filter((words) => textsOf(line, words.length).join(' ').toLowerCase() === words.join(' '))
    .map((words) => ({ score: 0, rest: behind(line, words.length) }));
}

function english(line: Line, { name }: Command): readonly Reading[] {
  const [noun = '', ...verb] = name.split(' ');
  const count = verb.length + 1;
  const typed = textsOf(line, count);
  const isNoun = verb.length > 0 && typed[0]?.toLowerCase() === noun;
  const isSlip =
    verb.length === 0 || (isVerbSlip(typed.slice(1), verb) && (isNoun || isNounSlip(typed[0], noun)));
  const joined = [count - 1, count + 1]
    .filter((each) => each > 0 && each <= line.words.length)
    .map((each) => ({
      score: difference(textsOf(line, each).join(''), name.replaceAll(' ', '')),
      rest: behind(line, each),
    }))
    .filter(({ score }) => score <= JOINED);
  return [
    ...(isSlip ? [{ score: difference(typed.join(' '), name), rest: behind(line, count) }] : []),
    ...joined,
    ...byVerb(line, verb.join(' ')),
    ...(isNoun ? [{ score: NOUN, rest: '' }] : []),
  ];
}

/** Of several words each, `input value` and `input add`, the last ones tell where those before them are the same. */
function isVerbSlip(typed: readonly string[], verb: readonly string[]): boolean {
  const same = verb.findIndex((word, index) => typed[index]?.toLowerCase() !== word);
  const from = Math.max(same, 0);
  return difference(typed.slice(from).join(' '), verb.slice(from).join(' ')) <= SLIP;
}

function isNounSlip(typed: string | undefined, noun: string): boolean {
  return difference(typed ?? '', noun) <= NOUN_SLIP;
}

/** Chinese is typed without spaces as well, so letters are compared, not words. */
function chinese(line: Line, { zh }: Command): readonly Reading[] {
  const [noun = '', ...verb] = zh.split(' ');
  const name = noun + verb.join('');
  const [first] = line.words;
  const isGlued = first !== undefined && first.text.length > name.length && first.text === first.typed;
  return [
    ...[1, 2, 3]
      .filter((count) => count <= Math.min(verb.length + 1, line.words.length))
      .map((count) => ({
        score: difference(textsOf(line, count).join(''), name),
        rest: behind(line, count),
      })),
    ...(isGlued
      ? [{ score: difference(first.text.slice(0, name.length), name), rest: cutOff(line, name.length) }]
      : []),
    ...byVerb(line, verb.join('')),
    ...(verb.length > 0 && first?.text === noun ? [{ score: NOUN, rest: '' }] : []),
  ];
}

/** The noun is left out: `drop main`, `断开main`. */
function byVerb(line: Line, verb: string): readonly Reading[] {
  const [first] = line.words;
  if (!first || verb === '') return [];
  const typed = first.text.toLowerCase();
  if (typed === verb) return [{ score: VERB, rest: behind(line, 1) }];
  if (HAN.test(verb) && typed.startsWith(verb))
    return [{ score: VERB, rest: first.text === first.typed ? cutOff(line, verb.length) : '' }];
  // A short word is near to everything, and `how` is not `show`.
  const isNear = verb.length > 3 && typed[0] === verb[0] && difference(typed, verb) <= SURE;
  return isNear ? [{ score: VERB + difference(typed, verb) / 10, rest: behind(line, 1) }] : [];
}

function textsOf({ words }: Line, count: number): readonly string[] {
  return words.slice(0, count).map(({ text }) => text);
}

function behind({ words, line }: Line, count: number): string {
  const next = words[count];
  return next ? line.slice(next.start).trimEnd() : '';
}

/** The line without the first letters of its first word. */
function cutOff({ words, line }: Line, letters: number): string {
  return line.slice((words[0]?.start ?? 0) + letters).trim();
}
