import type { Field } from '../../src/live/catalogue/catalogue.ts';
import { refuse } from '../refuse.ts';

/**
 * Holds the top level of parameters against the ranges and lengths that the catalogue states for them.
 * @throws ApiError with the code that the action lists for a wrong value
 */
export function checkLimits(
  action: string,
  params: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): void {
  for (const field of fields) {
    const { name, min = -Infinity, max = Infinity } = field;
    const value = params[name];
    if (typeof value === 'number' || typeof value === 'bigint') {
      if (value < min || value > max) throw refuse(action, 'value', `${name} must be ${rangeText(field)}.`);
    } else if (typeof value === 'string') {
      const { maxBytes = Infinity, maxLength = Infinity } = field;
      if (Buffer.byteLength(value) > maxBytes)
        throw refuse(action, 'value', `${name} is at most ${maxBytes} bytes.`);
      if (value.length > maxLength)
        throw refuse(action, 'value', `${name} is at most ${maxLength} characters.`);
    }
  }
}

function rangeText({ min, max }: Field): string {
  if (min === undefined) return `at most ${max ?? 0}`;
  return max === undefined ? `at least ${min}` : `between ${min} and ${max}`;
}
