import { isListed, type Command } from '../../src/command.ts';
import { wordsFor } from '../../src/line/other-names/words.ts';
import { difference } from '../../src/text/nearest.ts';
import { PURPOSES } from './purposes.ts';
import { WISHES } from './wishes.ts';

/** What is asked is looked at up to so many words. */
const MOST_WORDS = 60;
/** How much a word counts by where it stands. */
const WEIGHTS = { name: 3, wish: 2.5, other: 2, purpose: 1, summary: 1 } as const;

/** So different is a name with one wrong letter in five. */
const SLIP = 0.2;

/** Words that say nothing about what is wanted. */
const EMPTY = new Set(
  (
    'a an the this that these those is are am be was were do does did can could should would will shall may might must ' +
    'i me my we us our you your it its he she they them how what which where when why to of for in on at by with from ' +
    'and or not please want need like get have has there here help tell let some any if so as into about'
  ).split(' '),
);
const EMPTY_HAN =
  /怎么样|怎么办|怎么|怎样|如何|请问|请|我们|我想|我要|我|想要|想|需要|一下|一路|能不能|可不可以|可以|能否|帮我|帮|什么|哪里|在哪|的|了|吗|呢|吧|啊|把|给|要/gu;

/** The terms of a text, each once: stems of English words, pairs of Chinese characters. */
export function termsOf(text: string): ReadonlySet<string> {
  const terms = new Set<string>();
  const plain = text.normalize('NFKC').toLowerCase();
  let words = 0;
  for (const [part] of plain.matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if ((words += 1) > MOST_WORDS) break;
    if (!/\p{Script=Han}/u.test(part)) {
      if (!EMPTY.has(part)) terms.add(stemOf(part));
      continue;
    }
    for (const run of part.replace(EMPTY_HAN, ' ').split(' ')) {
      const letters = Array.from(run).slice(0, MOST_WORDS);
      for (const [at, letter] of letters.entries()) {
        const next = letters[at + 1];
        if (next !== undefined) terms.add(`${letter}${next}`);
      }
    }
  }
  return terms;
}

/** `stopping` and `stops` as `stop`: enough to compare, no word of a language. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  const stem = word.replace(/(?:ings?|ed|es|s|e)$/u, '');
  return stem.length < 3 ? word : stem.replace(/([b-df-hj-np-tv-z])\1$/u, '$1');
}

interface Index {
  readonly entries: readonly { readonly command: Command; readonly weights: ReadonlyMap<string, number> }[];
  /** How many commands have a term. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Lists of commands are few and never change. */
const indexes = new WeakMap<readonly Command[], Index>();

function indexOf(commands: readonly Command[]): Index {
  const made = indexes.get(commands);
  if (made) return made;
  const entries = commands.filter(isListed).map((command) => ({ command, weights: weightsOf(command) }));
  const counts = new Map<string, number>();
  for (const { weights } of entries)
    for (const term of weights.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const index = { entries, counts };
  indexes.set(commands, index);
  return index;
}

function weightsOf(command: Command): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const put = (text: string, weight: number) => {
    for (const term of termsOf(text)) weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  };
  const { name, zh, summary } = command;
  const wish = WISHES[name];
  put(`${name} ${zh.replaceAll(' ', '')} ${zh}`, WEIGHTS.name);
  put(`${wish?.en ?? ''} ${wish?.zh ?? ''}`, WEIGHTS.wish);
  put([...name.split(' '), ...zh.split(' ')].flatMap(wordsFor).join(' '), WEIGHTS.other);
  put(`${summary.en} ${summary.zh}`, WEIGHTS.summary);
  for (const { title, first } of PURPOSES)
    if (first.includes(name)) put(`${title.en} ${title.zh}`, WEIGHTS.purpose);
  return weights;
}

/**
 * The commands that fit what somebody says in their own words, best first, at most `most`; none where no word is known. A
 * name with a slip of the finger in it stands first.
 */
export function commandsFor(asked: string, commands: readonly Command[], most = 3): Command[] {
  const { entries, counts } = indexOf(commands);
  const terms = [...termsOf(asked)];
  const slips = entries
    .map(({ command }) => command)
    .filter(({ name, zh }) => [name, zh].some((each) => difference(asked, each) <= SLIP));
  const found = entries
    .map(({ command, weights }) => ({
      command,
      score: terms.reduce((sum, term) => {
        const weight = weights.get(term);
        // What few commands have tells more.
        return weight === undefined
          ? sum
          : sum + weight * Math.log(1 + entries.length / (counts.get(term) ?? 1));
      }, 0),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
  return [...new Set([...slips, ...found])].slice(0, most);
}
