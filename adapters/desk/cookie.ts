import { createHash } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CameOverTls } from '../../src/http/trusted-proxies.ts';

const COOKIE = 'airdesk_desk';

/** What a browser holds of its session: scripts cannot read it, other sites cannot send it. */
export interface SessionCookie {
  give(c: Context, token: string, maxAgeMs: number): void;
  /** The id of the session that its token is of. */
  read(c: Context): string | undefined;
  take(c: Context): void;
}

/** Creates it. Secure where the browser came over TLS. */
export function createSessionCookie(isTls: (c: Context) => boolean): SessionCookie {
  return {
    give(c, token, maxAgeMs) {
      setCookie(c, COOKIE, token, {
        path: '/desk',
        httpOnly: true,
        sameSite: 'Strict',
        secure: isTls(c),
        maxAge: Math.floor(maxAgeMs / 1_000),
      });
    },
    read(c) {
      const token = getCookie(c, COOKIE);
      return token === undefined || token.length > 200 ? undefined : sessionId(token);
    },
    take: (c) => void deleteCookie(c, COOKIE, { path: '/desk' }),
  };
}

/** The id of a token's session: the token itself is kept nowhere. */
export function sessionId(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Whether the browser that asks came over TLS. */
export function tlsOf(cameOverTls: CameOverTls): (c: Context) => boolean {
  return (c) =>
    new URL(c.req.url).protocol === 'https:' ||
    cameOverTls({ address: addressOf(c), forwardedProto: c.req.header('x-forwarded-proto') });
}

/** The peer's address; undefined where the server does not tell, which counts as outside. */
function addressOf(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address;
  } catch {
    return undefined;
  }
}
