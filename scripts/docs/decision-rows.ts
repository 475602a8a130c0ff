import { rowName, type Effect, type Row } from '../../src/alert/decide/table/table.ts';
import { TABLES } from '../../src/alert/decide/table/tables.ts';

const EFFECTS: Readonly<Record<Effect, string>> = {
  tells: 'a card goes out',
  edits: 'its card is edited',
  calls: 'somebody is called',
  asks: 'the cloud is asked',
  keeps: 'kept of the stream',
};

/** A table of decisions as people read it. */
export interface DecisionTable {
  readonly name: string;
  readonly about: string;
  readonly rows: readonly DecisionRow[];
}

/** A row of it, in words. */
export interface DecisionRow {
  readonly row: string;
  readonly state: string;
  readonly when: string;
  /** The reason, the table in which it goes on (`→ fires`), or the code with which it is refused. */
  readonly reason: string;
  readonly next: string;
  readonly follows: string;
}

/** All tables by which alerts are decided on, in words. */
export function decisionRows(): readonly DecisionTable[] {
  return TABLES.map((table) => ({
    name: table.name,
    about: table.about,
    rows: table.rows.map((row, index) => inWords(row, rowName(table, index))),
  }));
}

function inWords(row: Row<never>, name: string): DecisionRow {
  return {
    row: name,
    state: row.from?.join(', ') ?? 'any',
    when: row.when ?? '',
    ...outcomeOf(row),
    follows: (row.effects ?? []).map((effect) => EFFECTS[effect]).join(', '),
  };
}

function outcomeOf(row: Row<never>): Pick<DecisionRow, 'reason' | 'next'> {
  if ('goesOn' in row) return { reason: `→ ${row.goesOn.table}`, next: '' };
  if ('refuses' in row) return { reason: `refused: ${row.code}`, next: 'as it was' };
  return { reason: row.reason, next: row.to === 'same' ? 'as it was' : row.to.join(', ') };
}
