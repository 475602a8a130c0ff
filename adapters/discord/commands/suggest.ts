import type { Clock } from '../../../src/clock.ts';
import type { Suggestion, SuggestQuery } from '../../../src/chat/suggest/suggest.ts';
import { shorten } from '../../../src/text/shorten.ts';
import { LIMITS } from '../message/limits.ts';
import { oneLine } from '../message/or-dash.ts';

/** Offers values for an option from what is known already. */
export type Suggest = (query: SuggestQuery) => Promise<readonly Suggestion[]>;

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
): Promise<readonly Suggestion[]> {
  if (!suggest) return [];
  let cancel: () => void = () => undefined;
  const late = new Promise<readonly Suggestion[]>((resolve) => {
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
    .map(({ value, name }) => ({ value, name: shorten(oneLine(name), LIMITS.choiceText) }));
}
