import type { Context } from 'hono';
import type { Denial } from './same-origin.ts';

/** The body as JSON; undefined where it is none. */
export async function jsonOf(c: Context): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}

/** Says no, and what to do; `waitMs`: when to ask again. */
export function refuse(c: Context, { status, code, hint }: Denial, waitMs?: number): Response {
  if (waitMs !== undefined) c.header('Retry-After', String(Math.ceil(waitMs / 1_000)));
  return c.json({ error: code, hint }, status);
}
