import type { Clock } from '../../src/clock.ts';
import type { Actor, Place } from '../../src/intent.ts';
import { LIMITS } from './limits.ts';
import { shorten, shownOnOneLine } from './shown.ts';

/** What somebody is typing. */
export interface SuggestQuery {
  readonly actor: Actor;
  readonly place: Place;
  /** English words, as `stream drop`. */
  readonly command: string;
  /** Name of the option that is being typed, and what it holds so far. */
  readonly option: string;
  readonly typed: string;
  /** The other options as they are. */
  readonly given: Readonly<Record<string, string>>;
}

export interface Choice {
  readonly value: string;
  readonly name: string;
}

/** Offers values for an option from what is known already. */
export type Suggest = (query: SuggestQuery) => Promise<readonly Choice[]>;

/** Discord waits 3 s; people do not. Leaves room for the way there and back within 300 ms. */
const WITHIN_MS = 250;

/**
 * Choices as Discord takes them: at most 25, at most 100 characters each. None when they do not come in time. A value
 * that is longer is left out, because cut short it would name something else.
 */
export async function choicesFor(
  suggest: Suggest | undefined,
  query: SuggestQuery,
  clock: Clock,
): Promise<readonly Choice[]> {
  if (!suggest) return [];
  let cancel: () => void = () => undefined;
  const late = new Promise<readonly Choice[]>((resolve) => {
    cancel = clock.after(WITHIN_MS, () => resolve([]));
  });
  const ask = async () => suggest(query);
  const found = ask().catch(() => []);
  const choices = await Promise.race([found, late]);
  cancel();
  const values = new Set<string>();
  return choices
    .filter(({ value }) => value !== '' && value.length <= LIMITS.choiceText)
    .filter(({ value }) => !values.has(value) && values.add(value))
    .slice(0, LIMITS.choices)
    .map(({ value, name }) => ({ value, name: shorten(shownOnOneLine(name), LIMITS.choiceText) }));
}
