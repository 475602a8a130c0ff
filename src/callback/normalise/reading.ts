import { shorten } from '../../text/shorten.ts';
import type { ConditionName } from '../conditions.ts';
import type { LiveEvent } from '../event.ts';
import type { ValueKey } from './value-names.ts';

/** What a message of one type tells. */
export interface Reading extends Partial<
  Pick<LiveEvent, 'subject' | 'sequence' | 'code' | 'cause' | 'severity' | 'values' | 'groups'>
> {
  readonly condition?: ConditionName;
  readonly alsoClears?: readonly ConditionName[];
  readonly effect: LiveEvent['effect'];
}

const MOST_VALUES = 12;
const LONGEST_VALUE = 200;

/** Values without those that are not told, shorten, in this order. */
export function valuesOf(
  all: Partial<Readonly<Record<ValueKey, string | number | undefined>>>,
): LiveEvent['values'] {
  const kept: Record<string, string | number> = {};
  let count = 0;
  for (const [key, value] of Object.entries(all)) {
    if (value === undefined || value === '') continue;
    kept[key] = typeof value === 'string' ? shorten(value, LONGEST_VALUE) : value;
    count += 1;
    if (count === MOST_VALUES) break;
  }
  return kept;
}
