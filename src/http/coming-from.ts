import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { ComingFrom } from './from-here.ts';

/** The request as node has it; undefined where it came over no socket. */
export function incomingOf(c: Context): IncomingMessage | undefined {
  return (c.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming;
}

/** What of a request tells where it comes from. */
export function comingFrom(c: Context): ComingFrom {
  const incoming = incomingOf(c);
  return {
    host: c.req.header('host'),
    address: incoming?.socket.remoteAddress,
    httpVersion: incoming?.httpVersion ?? '1.1',
    headers: c.req.raw.headers.keys(),
  };
}
