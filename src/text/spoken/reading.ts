/**
 * What a text about a time says: `read` without doubt; `unclear`, with what it could be, spelt so that it can be read;
 * undefined where it is about no time.
 */
export type Reading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unclear'; readonly meant: readonly string[] }
  | undefined;

/** It says this. */
export function read<T>(value: T): Reading<T> {
  return { kind: 'read', value };
}

/** It could say any of these. */
export function unclear<T>(...meant: readonly string[]): Reading<T> {
  return { kind: 'unclear', meant };
}
