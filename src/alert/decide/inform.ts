import { changed, put, stepped } from './draft.ts';
import type { Table } from './table/table.ts';
import { alertOf, type Told } from './table/told.ts';

const MOST_TEXT = 200;
/** How often what is told of an open condition is a step of its own, and an edit of its card, ms. */
const INFORM_STEP_MS = 60_000;

/** Something is told of a condition that neither opens nor ends it. */
export const INFORMS: Table<Told> = {
  name: 'informs',
  about: 'Something is told of a condition that neither opens nor ends it',
  alertOf,
  rows: [
    { from: ['none'], reason: 'informs', to: 'same' },
    { when: 'a step was noted within the last minute', holds: isNoted, reason: 'informs', to: 'same' },
    { reason: 'informs', to: 'same', effects: ['edits'], act: note },
  ],
};

function isNoted(told: Told): boolean {
  const newest = alertOf(told)?.history.at(-1)?.at ?? -Infinity;
  return told.draft.now - newest < INFORM_STEP_MS;
}

function note(told: Told): void {
  const { draft, event } = told;
  const alert = alertOf(told);
  const text = event.code?.slice(0, MOST_TEXT);
  if (alert) put(draft, stepped(draft, changed(alert), 'observed', text === undefined ? {} : { text }));
}
