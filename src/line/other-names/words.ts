import type { Command } from '../../command.ts';
import { isListed } from '../../command.ts';
import { CHINESE } from './chinese.ts';
import { ENGLISH } from './english.ts';
import type { OtherWords } from './other-words.ts';

const HAN = /\p{Script=Han}/u;
/** Chinese that is typed without spaces is taken apart up to so many characters. */
const JOINED = 16;

const ALL: readonly OtherWords[] = [ENGLISH, CHINESE];

/** The words of commands that one typed word may mean, itself first. */
export function meaningsOf(word: string): readonly string[] {
  const others = ALL.flatMap(({ nouns, verbs }) => [own(nouns, word), own(verbs, word)]);
  return [...new Set([word, ...others.filter((each) => each !== undefined)])];
}

/** What people say for this word of a command, as `kick` for `drop`: the other way round. */
export function wordsFor(word: string): readonly string[] {
  return ALL.flatMap(({ nouns, verbs }) => [...Object.entries(nouns), ...Object.entries(verbs)])
    .filter(([, meant]) => meant === word)
    .map(([said]) => said);
}

/** The noun that is meant by one of people, as `cert` by `certificate`. */
export function nounMeant(word: string): string | undefined {
  return ALL.map(({ nouns }) => own(nouns, word)).find((noun) => noun !== undefined);
}

/** The verb that is meant by one of people, as `drop` by `kick`. */
export function verbMeant(word: string): string | undefined {
  return ALL.map(({ verbs }) => own(verbs, word)).find((verb) => verb !== undefined);
}

/** The command line that these words begin, where they are known together. Chinese may be typed without spaces. */
export function lineMeant(words: readonly string[]): string | undefined {
  const spaced = words.join(' ');
  const known = own(ENGLISH.lines, spaced) ?? own(CHINESE.lines, spaced);
  if (known !== undefined || !HAN.test(spaced)) return known;
  const joined = words.join('');
  return Object.entries(CHINESE.lines).find(([line]) => line.replaceAll(' ', '') === joined)?.[1];
}

/** Chinese typed without spaces, as the words that commands and people have for it; undefined where it is none of these. */
export function takenApart(text: string, commands: readonly Command[]): readonly string[] | undefined {
  if (!HAN.test(text) || text.length > JOINED) return undefined;
  const known = vocabulary(commands);
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    const word = known.find((each) => text.startsWith(each, at));
    if (word === undefined) return undefined;
    words.push(word);
    at += word.length;
  }
  return words;
}

/** Longest first, so that 拉流任务 is not taken for 拉流. Lists of commands are few and never change. */
const vocabularies = new WeakMap<readonly Command[], readonly string[]>();

function vocabulary(commands: readonly Command[]): readonly string[] {
  const made = vocabularies.get(commands);
  if (made) return made;
  const words = [
    ...commands.filter(isListed).flatMap(({ zh }) => zh.toLowerCase().split(' ')),
    ...Object.keys(CHINESE.nouns),
    ...Object.keys(CHINESE.verbs),
  ];
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length);
  vocabularies.set(commands, sorted);
  return sorted;
}

function own(words: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
