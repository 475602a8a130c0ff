import type { Invariant } from './invariants.ts';
import { phasesOf, type Told } from './proposals.ts';

function endedAs(told: Told, phase: string): boolean {
  return told.ends.some(({ entry }) => entry.phase === phase);
}

/** "Failed: nothing was changed" is only said where nothing was. */
const failedIsWithoutEffect: Invariant = ({ proposals }) =>
  proposals
    .filter((told) => endedAs(told, 'failed') && told.writes.some(({ effect }) => effect))
    .map((told) => phasesOf(told));

/** "Accepted" is only said where the cloud did it. */
const acceptedIsWithEffect: Invariant = ({ proposals }) =>
  proposals
    .filter((told) => endedAs(told, 'accepted') && !told.writes.some(({ effect }) => effect))
    .map((told) => phasesOf(told));

/** "Done" is only said where our call did it, or with the word that it may not be by us. */
const doneIsOursOrSaysSo: Invariant = ({ proposals, shown, copies }) =>
  proposals
    .filter((told) => endedAs(told, 'done') && !told.writes.some(({ effect }) => effect))
    .filter(({ id }) => {
      const own = copies(id);
      // Where an Undo has ended on the same card since, that is what it shows.
      return shown.some(
        ({ message, text, title }) => own.has(message) && /: done/.test(title) && !/someone else/.test(text),
      );
    })
    .filter(({ id }) => isLastOnItsCards(id, proposals, copies))
    .map((told) => phasesOf(told));

function isLastOnItsCards(
  id: string,
  proposals: readonly Told[],
  copies: (proposal: string) => ReadonlySet<object>,
): boolean {
  const own = copies(id);
  const place = proposals.findIndex((told) => told.id === id);
  return !proposals
    .slice(place + 1)
    .some((later) => later.befores.length > 0 && [...copies(later.id)].some((message) => own.has(message)));
}

/** What cards claim about the cloud is true. */
export const claims: Readonly<Record<string, Invariant>> = {
  'failed, but changed': failedIsWithoutEffect,
  'accepted, but not changed': acceptedIsWithEffect,
  'done by others, unsaid': doneIsOursOrSaysSo,
};
