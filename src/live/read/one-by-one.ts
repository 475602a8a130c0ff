import { LiveError } from '../live-error.ts';

/**
 * Asks the cloud about each of several things, one after the other. Of what it refuses (it was deleted meanwhile, or is of
 * another kind) there is no answer, and the others are asked about all the same.
 * @throws where the cloud does not answer, and LiveError where it refuses all of them
 */
export async function oneByOne<T, A>(
  items: readonly T[],
  ask: (item: T) => Promise<A>,
): Promise<ReadonlyMap<T, A>> {
  const answers = new Map<T, A>();
  let refusal: LiveError | undefined;
  for (const item of items)
    try {
      answers.set(item, await ask(item));
    } catch (error) {
      if (!(error instanceof LiveError) || error.outcome !== 'refused') throw error;
      refusal = error;
    }
  if (refusal && answers.size === 0) throw refusal;
  return answers;
}
