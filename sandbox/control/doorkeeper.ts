import type { Context, MiddlewareHandler } from 'hono';
import { comingFrom, incomingOf } from '../../src/http/coming-from.ts';
import { notForUs, notFromHere } from '../../src/http/from-here.ts';

/** Who reaches a sandbox. */
export interface Reach {
  /** It listens on an address that other machines reach. */
  readonly isOpen: boolean;
  /** Names that it has besides, in small letters: a page whose name was pointed here has another one. */
  readonly names: readonly string[];
}

/** What only this machine reaches. */
export const THIS_MACHINE: Reach = { isOpen: false, names: [] };

const WHY = {
  host: 'is not a name of this sandbox; use 127.0.0.1, or start it with --name',
  address: 'requests from other machines are not taken',
  proxy: 'requests through a proxy or a tunnel are not taken',
} as const;

/**
 * Lets in what comes from where the sandbox is meant to be reached, and from no page of another site. What comes over no
 * socket comes from this very process.
 */
export function doorkeeper(reach: () => Reach): MiddlewareHandler {
  return async (c, next) => {
    if (!incomingOf(c)) return next();
    const { isOpen, names } = reach();
    const from = comingFrom(c);
    const outside = isOpen ? notForUs(from, names) : notFromHere(from);
    if (outside) return refuse(c, 403, outside, WHY[outside]);
    if (isForeign(c, from.host)) return refuse(c, 403, 'origin', 'requests from other sites are not taken');
    return next();
  };
}

/** Lets in orders that no form of another site can send: a browser asks first before it sends JSON. */
export const onlyJson: MiddlewareHandler = async (c, next) => {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || type === 'application/json') return next();
  return refuse(c, 415, 'content-type', 'send content-type: application/json');
};

function isForeign(c: Context, host: string | undefined): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = c.req.header('origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

function refuse(c: Context, status: 403 | 415, field: string, why: string): Response {
  return c.json({ error: `${field}: ${why}`, field }, status);
}
