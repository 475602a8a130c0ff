/**
 * What became of lines that were sent. `why` is short and holds no secret, as `HTTP 503` or `ECONNREFUSED`.
 * `later`: nothing is wrong with what was sent, it is tried again; `refused`: the receiver says no, and somebody has to change
 * something there or here; `too-large`: it takes fewer at once.
 */
export type Outcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'later'; readonly why: string; readonly afterMs?: number }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'too-large'; readonly why: string };

/** Sends lines to one receiver. Never rejects. */
export interface Sender {
  send(
    lines: readonly string[],
    numbers: { readonly first: number; readonly last: number },
  ): Promise<Outcome>;
  /** Gives up what is on its way, and closes connections. */
  close(): Promise<void>;
}

/** The code of an error of a connection, or its name: its message could quote what was sent. */
export function whyOf(error: unknown): string {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth += 1)
    if ('code' in each && typeof each.code === 'string') return each.code.slice(0, 60);
  return error instanceof Error ? error.name : 'unknown error';
}
