import type { Context } from 'hono';
import type { Refusal } from '../../src/errors.ts';
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

/** Says no in the words of a guard. */
export function jsonOfRefusal(c: Context, { code, title, hint }: Refusal): Response {
  const words = { en: `${title.en}. ${hint.en}`, zh: `${title.zh}。${hint.zh}` };
  return c.json({ error: code, hint: words }, 403);
}
