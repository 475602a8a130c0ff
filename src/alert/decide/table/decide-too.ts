import type { Draft } from '../draft.ts';
import { decideBy, type Table } from './table.ts';

/** Decides on another alert because of the one that is decided on: the decision says by which rows. */
export function decideToo<Input>(draft: Draft, table: Table<Input>, input: Input): void {
  draft.others.push(decideBy(table, input));
}
