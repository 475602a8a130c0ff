import type { Values } from './feature.ts';

/** A value that is a text; empty where it is not there. */
export function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
