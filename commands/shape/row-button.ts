import type { Button } from '../../src/reply.ts';
import { runButton } from '../../src/card/run-button.ts';
import type { Named, Worded } from '../pick.ts';
import { typedLine } from '../typed-line.ts';

/** A button that runs `command` on one row of a list, under its label, or its id where another row is labelled so too. */
export function rowButton<T extends Worded<Named>>(
  command: string,
  item: T,
  rows: readonly T[],
  labelOf: (item: T) => string,
): Button | undefined {
  const label = labelOf(item);
  const isAlone = rows.filter((row) => labelOf(row) === label).length === 1;
  return runButton(typedLine(command, item.word), isAlone ? label : item.id);
}
