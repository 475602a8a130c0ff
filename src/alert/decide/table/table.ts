import type { Refusal } from '../../../errors.ts';
import type { Alert } from '../../model/alert.ts';
import type { Outcome, Passed } from '../../model/decision.ts';

/** How an alert stands before or after a decision; `none`: there is none yet that is not closed. */
export type State = 'none' | Alert['status'];

/** What follows besides the state. */
export type Effect =
  /** A card goes out that was not there. */
  | 'tells'
  /** A card that is there is edited. */
  | 'edits'
  /** Somebody is called by a message of its own. */
  | 'calls'
  /** The cloud is asked. */
  | 'asks'
  /** What is known of the stream's pushes changes. */
  | 'keeps';

/** When a row applies. Of the rows of a table, the first that applies decides. */
interface Case<Input> {
  /** States of the alert; all of them where it is left out. */
  readonly from?: readonly State[];
  /** What must be true as well, in words; nothing where it is left out. */
  readonly when?: string;
  /** Whether `when` is true. */
  readonly holds?: (input: Input) => boolean;
  /** What can follow besides the state. */
  readonly effects?: readonly Effect[];
}

/** A row that ends the decision. */
interface Decides<Input> extends Case<Input> {
  readonly reason: Outcome['reason'];
  /** States that the alert can be in afterwards; `same`: the one that it was in. */
  readonly to: readonly State[] | 'same';
  readonly act?: (input: Input) => void;
  /** In place of `holds` and `act`, where only doing it shows whether it can be done: does it, or changes nothing. */
  readonly tries?: (input: Input) => boolean;
}

/** A row by which what somebody asked for is refused: nothing changes. */
interface Refuses<Input> extends Case<Input> {
  readonly code: string;
  /** With that code. */
  readonly refuses: (input: Input) => Refusal;
}

/** A row that leaves the decision to another table. */
interface GoesOn<Input> extends Case<Input> {
  readonly goesOn: Next<Input>;
}

/** The other table, and how it is entered. */
export interface Next<Input> {
  readonly table: string;
  readonly enter: (input: Input) => Outcome;
}

/** One line of the transition table. */
export type Row<Input> = Decides<Input> | Refuses<Input> | GoesOn<Input>;

/** The rows for one thing that can be told or done, or fall due. */
export interface Table<Input> {
  /** One word; rows are called by it and their number. */
  readonly name: string;
  /** What has happened, in words. */
  readonly about: string;
  /** The alert that it is about, where there is one. */
  readonly alertOf: (input: Input) => Alert | undefined;
  readonly rows: readonly Row<Input>[];
}

/** Decides by the first row that applies. @throws Refusal where that refuses; Error where none applies */
export function decideBy<Input>(table: Table<Input>, input: Input): Outcome {
  const alert = table.alertOf(input);
  const from = stateOf(alert);
  const index = table.rows.findIndex((row) => applies(row, from, input));
  const row = table.rows[index];
  if (!row) throw new Error(`no row of ${table.name} is for what is ${from}`);
  const passed: Passed = { row: rowName(table, index), from, ...(alert && { alert: alert.id }) };
  if ('goesOn' in row) {
    const { reason, path } = row.goesOn.enter(input);
    return { reason, path: [passed, ...path] };
  }
  if ('refuses' in row) throw row.refuses(input);
  row.act?.(input);
  return { reason: row.reason, path: [passed] };
}

/** As rows are called: `fires 3`. */
export function rowName({ name }: Pick<Table<never>, 'name'>, index: number): string {
  return `${name} ${index + 1}`;
}

/**
 * Goes on in another table. `prepare`: what that looks at; it may change the draft first. `finish`: what is left to do when
 * that has decided.
 */
export function goOn<Input, Other>(
  table: Table<Other>,
  prepare: (input: Input) => Other,
  finish?: (input: Input) => void,
): Next<Input> {
  return {
    table: table.name,
    enter: (input) => {
      const outcome = decideBy(table, prepare(input));
      finish?.(input);
      return outcome;
    },
  };
}

/** The same for each of several things, at least one: the first of which something was open says the reason. */
export function goOnForEach<Input, Other>(
  table: Table<Other>,
  prepare: (input: Input) => readonly [Other, ...Other[]],
): Next<Input> {
  return {
    table: table.name,
    enter: (input) => {
      const [first, ...others] = prepare(input);
      const outcome = decideBy(table, first);
      const outcomes = [outcome, ...others.map((other) => decideBy(table, other))];
      return outcomes.find(({ reason }) => reason !== 'nothing-open') ?? outcome;
    },
  };
}

/** How an alert stands. One that has just been made was never told of: there was none before. */
function stateOf(alert: Alert | undefined): State {
  if (!alert || (alert.status === 'recovered' && alert.steps === 0)) return 'none';
  return alert.status;
}

function applies<Input>(row: Row<Input>, from: State, input: Input): boolean {
  if (row.from && !row.from.includes(from)) return false;
  if ('tries' in row && row.tries) return row.tries(input);
  return row.holds?.(input) ?? true;
}
