import type { Doc } from './store.ts';

const KEYS: ReadonlySet<string> = new Set(['id', 'version', 'value', 'dueAt']);

/** Whether what was read from disk is a document. By hand: at a start there can be very many. */
export function isDoc(read: unknown): read is Doc<unknown> {
  if (typeof read !== 'object' || read === null) return false;
  const { id, version, dueAt } = read as { readonly [key: string]: unknown };
  return (
    typeof id === 'string' &&
    Number.isSafeInteger(version) &&
    Number(version) > 0 &&
    (dueAt === undefined || typeof dueAt === 'number') &&
    Object.hasOwn(read, 'value') &&
    Object.keys(read).every((key) => KEYS.has(key))
  );
}
