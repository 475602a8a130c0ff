import { halfWidth } from '../src/text/characters.ts';
import { safeLine } from '../src/text/safe-line.ts';
import { ambiguous, notFound } from '../src/name-refusals.ts';
import { Refusal } from '../src/errors.ts';
import { byId, idOf, isPlain, nameForms, plainForm, prefixedName } from '../src/text/name-forms.ts';
import type { Text } from '../src/text/language.ts';
import { typedLine } from './typed-line.ts';
import { near } from './near.ts';

/** Something with an id and a name that need not be unique. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Something with what names it and nothing else in a line. */
export type Worded<T extends Named> = T & { readonly word: string };

/** What a refusal says about the kind of thing that was asked for. */
export interface Kind {
  readonly noun: Text;
  /** Command that lists them. */
  readonly list: string;
  /** The command that was asked, and the words after the name. */
  readonly command: string;
  readonly rest: readonly string[];
  /** There are more than were read: a name may be that of others too. */
  readonly incomplete?: boolean;
}

/** The most command lines that a refusal offers. */
const MOST = 10;

/** The items, each with its word: its id, with `id:` in front where that is another's name as well. */
export function worded<T extends Named>(items: readonly T[]): Worded<T>[] {
  const bearers = new Map<string, number>();
  for (const { id, name } of items)
    for (const text of new Set([id, name])) bearers.set(text, (bearers.get(text) ?? 0) + 1);
  return items.map((item) => ({
    ...item,
    word: bearers.get(item.id) === 1 && isPlain(item.id) ? item.id : byId(item.id),
  }));
}

/**
 * Every item that `given` can mean: by id or name exactly as it was typed, and only where nothing is called so, without what
 * an input method makes of it. `id:` and `name:` in front say which it is.
 */
export function itemsMeant<T extends Named>(given: string, items: readonly T[]): T[] {
  for (const form of nameForms(given)) {
    const prefixed = prefixedName(form);
    const found =
      prefixed?.by === 'id'
        ? items.filter(({ id }) => id === prefixed.name)
        : items.filter(
            ({ id, name }) =>
              id === form || name === form || (prefixed?.by === 'name' && name === prefixed.name),
          );
    if (found.length > 0) return found;
  }
  // What is not seen, as what joins the parts of an emoji, gets lost where a name is copied from a card.
  const plain = comparable(given);
  if (plain === '') return [];
  const named = items.filter(({ name }) => comparable(name) === plain);
  if (named.length > 0) return named;
  // As cards have it, with the id behind: the brackets are those of the language in which it was read.
  return items.filter(({ id, name }) => withoutGap(plain) === withoutGap(`${comparable(name)} (${id})`));
}

function comparable(text: string): string {
  return plainForm(text).normalize('NFC');
}

/** Full-width brackets have no space before them. */
function withoutGap(text: string): string {
  return halfWidth(text).replaceAll(' (', '(');
}

/**
 * The one item with the id or the name `given`. Never guesses.
 * @throws Refusal offering every item that could be meant, or near ones.
 */
export function pick<T extends Worded<Named>>(given: string, items: readonly T[], kind: Kind): T {
  const found = itemsMeant(given, items);
  const [only, second] = found;
  if (!only) return refuseUnknown(given, items, kind);
  if (second) return refuseAmbiguous(given, found, kind);
  if (only.id === '') return refuseWithoutId(given, kind);
  if (kind.incomplete === true && idOf(given) !== only.id) return refuseIncomplete(given, only, kind);
  return only;
}

function refuseAmbiguous(given: string, found: readonly Worded<Named>[], kind: Kind): never {
  const { noun } = kind;
  const asked = prefixedName(given)?.name ?? given;
  const shown = safeLine(asked, 60);
  const namesakes = found.every(({ name }) => nameForms(asked).includes(name));
  throw ambiguous(
    namesakes
      ? {
          en: `${found.length} ${noun.en}s are called "${shown}"`,
          zh: `有 ${found.length} 个${noun.zh}都叫“${shown}”`,
        }
      : {
          en: `"${shown}" is the id of one ${noun.en} and the name of another`,
          zh: `“${shown}”是一个${noun.zh}的 ID，又是另一个的名称`,
        },
    {
      en: `Use the id. They are: ${listed(found)}.`,
      zh: `请改用 ID。它们是：${listed(found)}。`,
    },
    lines(found, kind),
    { given },
  );
}

function refuseUnknown(given: string, items: readonly Worded<Named>[], kind: Kind): never {
  const { noun, list } = kind;
  const asked = prefixedName(given)?.name ?? given;
  const shown = safeLine(asked, 60);
  const similar = near(plainForm(asked), items, (item) => item.name);
  throw notFound(
    { en: `No ${noun.en} "${shown}"`, zh: `没有找到${noun.zh}“${shown}”` },
    similar.length > 0
      ? { en: `Near: ${listed(similar)}.`, zh: `相近的有：${listed(similar)}。` }
      : { en: `See all with: ${list}`, zh: `查看全部：${list}` },
    similar.length > 0 ? lines(similar, kind) : [list],
    { given },
  );
}

function refuseIncomplete(given: string, found: Worded<Named>, kind: Kind): never {
  const { noun } = kind;
  const shown = safeLine(given, 60);
  throw ambiguous(
    {
      en: `There can be more than one ${noun.en} called "${shown}"`,
      zh: `叫“${shown}”的${noun.zh}可能不止一个`,
    },
    {
      en: `There are too many ${noun.en}s to look through all of them. Use the id. Found: ${listed([found])}.`,
      zh: `${noun.zh}数量过多，无法逐一核对。请改用 ID。已找到：${listed([found])}。`,
    },
    lines([found], kind),
    { given },
  );
}

function refuseWithoutId(given: string, { noun, list }: Kind): never {
  const shown = safeLine(given, 60);
  throw new Refusal(
    'airdesk.unnameable',
    { en: `"${shown}" cannot be named in a command`, zh: `“${shown}”无法在命令中指定` },
    {
      en: `The cloud lists this ${noun.en} without an id, and takes no call without one. Nothing was done. Work on it in the cloud console.`,
      zh: `云端列表中该${noun.zh}没有 ID，而调用必须带上 ID。未执行任何操作。请在云控制台处理。`,
    },
    [list],
    { given },
  );
}

function lines(offered: readonly Worded<Named>[], { command, rest }: Kind): string[] {
  return offered
    .filter(({ id }) => id !== '')
    .slice(0, MOST)
    .map(({ word }) => typedLine(command, word, ...rest));
}

function listed(offered: readonly Named[]): string {
  const all = offered.slice(0, MOST).map(({ id, name }) => `${id} ${safeLine(name, 40)}`.trim());
  return [...all, ...(offered.length > MOST ? ['…'] : [])].join('; ');
}
