import type { CallOptions, Live } from '../live.ts';

/** Whom a reading asks, and for how long: without `timeoutMs` as long as the client waits for anything. */
export interface From {
  readonly live: Live;
  readonly timeoutMs?: number | undefined;
}

/** A list of the cloud, or its beginning. */
export interface Listed<T> {
  readonly items: readonly T[];
  /** How many there are in all, as the cloud counts. */
  readonly total: number;
  /** Whether these are all there are: what is missing from a part proves nothing. */
  readonly complete: boolean;
}

/** The options of a call for somebody who waits so long. */
export function callOptions({ timeoutMs }: From): CallOptions {
  return timeoutMs === undefined ? {} : { timeoutMs };
}

/** Reads a list page by page, from page 1, to its end or to `most` pages. @throws what `read` throws */
export async function readPages<T>(
  most: number,
  read: (page: number) => Promise<{ readonly items: readonly T[]; readonly total: number }>,
): Promise<Listed<T>> {
  const items: T[] = [];
  let total = 0;
  for (let page = 1; page <= most; page += 1) {
    const found = await read(page);
    items.push(...found.items);
    total = Math.max(found.total, items.length);
    if (found.items.length === 0 || items.length >= total)
      return { items, total: items.length, complete: true };
  }
  return { items, total, complete: false };
}
