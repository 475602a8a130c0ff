import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { CommandContext, OptionSpec, SuggestionKind, Target } from '../../src/command.ts';
import type { Json } from '../../src/json.ts';
import type { Listed } from '../../src/live/read/pages.ts';
import type { Reader } from '../../src/live/reader.ts';
import type { Fact } from '../../src/reply.ts';
import type { Text } from '../../src/text/language.ts';
import { nameWithId } from '../../src/card/name-with-id.ts';
import { byId, idOf } from '../../src/text/name-forms.ts';
import { itemsMeant, pick, worded, type Named, type Worded } from '../pick.ts';

/** A kind of thing that commands list, show and change: how it is read, named and described. */
export interface Noun<T extends Named> {
  /** In the keys of targets, as `domain`. */
  readonly kind: string;
  readonly words: Text;
  /** The commands that list all of them and show one. */
  readonly list: string;
  readonly show: string;
  /** All of them, or the first ones. @throws LiveError */
  readonly read: (context: Reader) => Promise<Listed<T>>;
  /** One by its id, where the cloud can be asked for it; undefined: there is none. @throws LiveError */
  readonly readOne?: (context: Reader, id: string) => Promise<T | undefined>;
  /** The same with what the list does not tell, read once it is clear which one is meant. @throws LiveError */
  readonly whole?: (context: Reader, listed: T) => Promise<T>;
  /** What was typed, as the name of one: `main` as the full name of its stream. Left out: as it was typed. @throws LiveError */
  readonly meant?: (context: Reader, given: string, command: string) => Promise<string>;
  /** What people read in place of `name (id)`; one text where it is the same in every language. */
  readonly label?: (thing: T) => string | Text;
  /** What its card shows. @throws LiveError */
  readonly facts: (context: CommandContext, thing: Worded<T>) => Promise<readonly Fact[]> | readonly Fact[];
  /** What a confirmation is bound to: everything that can be set, nothing that flickers. */
  readonly state: (thing: T) => Json;
}

/** How the option that names one is described. */
export interface NounOption {
  readonly zh: string;
  readonly summary: Text;
  readonly example: string;
  readonly suggests?: SuggestionKind;
  readonly required?: boolean;
}

/** The option that names one of a noun. */
export function nounOption({ zh, summary, example, suggests, required = true }: NounOption) {
  return {
    schema: z.string().min(1).max(255),
    ...{ summary, zh, required, example, names: true },
    ...(suggests && { suggests }),
  } as const satisfies OptionSpec;
}

/** The one thing that `typed` can mean, by id or by name. @throws Refusal, LiveError */
export async function resolve<T extends Named>(
  context: Reader,
  noun: Noun<T>,
  typed: string,
  command: string,
  rest: readonly string[] = [],
): Promise<Worded<T>> {
  const given = (await noun.meant?.(context, typed, command)) ?? typed;
  const { items, complete } = await noun.read(context);
  const id = idOf(given);
  const isListed = itemsMeant(given, items).some((item) => item.id === id);
  const beyond = complete || isListed ? undefined : await noun.readOne?.(context, id);
  const listed = pick(given, worded(beyond ? [...items, beyond] : items), {
    noun: noun.words,
    list: noun.list,
    command,
    rest,
    incomplete: !complete,
  });
  return noun.whole ? { ...(await noun.whole(context, listed)), word: listed.word } : listed;
}

/** One by its id, as it is now; undefined: there is none. @throws LiveError */
export async function readAgain<T extends Named>(
  context: Reader,
  noun: Noun<T>,
  id: string,
): Promise<Worded<T> | undefined> {
  const found = noun.readOne
    ? await noun.readOne(context, id)
    : (await noun.read(context)).items.find((item) => item.id === id);
  return found && { ...found, word: byId(found.id) };
}

/** What people call it: `evening (63501)`, or its id alone where that is its name too. */
export function labelOf<T extends Named>(noun: Noun<T>, thing: T): Text {
  const own = noun.label?.(thing);
  if (typeof own === 'string') return { en: own, zh: own };
  return own ?? nameWithId(safeLine(thing.name, 60), thing.id);
}

/** What a command on it acts on. Its label is in the audit and is compared: the same in every language. */
export function targetOf<T extends Named>(context: Reader, noun: Noun<T>, thing: T): Target {
  return { key: `${context.account}/${noun.kind}/${thing.id}`, label: labelOf(noun, thing).en };
}
