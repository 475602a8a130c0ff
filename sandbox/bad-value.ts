import { actions, type ActionName } from '../src/live/catalogue/catalogue.ts';
import { ApiError } from './api-error.ts';

/** A refusal by the first of `codes` that the action documents; by the last where it documents none of them. */
export function refusal(action: ActionName, codes: readonly string[], message: string): ApiError {
  const known = codes.find((code) => actions[action]?.errors?.includes(code));
  return new ApiError(known ?? codes.at(-1) ?? 'InvalidParameter', message);
}

/** A value that the action does not take: InvalidParameterValue where it documents that, else InvalidParameter. */
export function badValue(action: ActionName, message: string): ApiError {
  return refusal(action, ['InvalidParameterValue', 'InvalidParameter'], message);
}

/**
 * A parameter that is one of a few values; `usual` where it is left out.
 * @throws ApiError InvalidParameterValue or InvalidParameter
 */
export function oneOf<T extends string | number>(
  action: ActionName,
  name: string,
  given: string | number | bigint | undefined,
  values: readonly T[],
  usual: T,
): T {
  if (given === undefined || given === '') return usual;
  const value = typeof given === 'bigint' ? Number(given) : given;
  const found = values.find((known) => known === value);
  if (found === undefined) throw badValue(action, `${name} must be one of ${values.join(', ')}.`);
  return found;
}
