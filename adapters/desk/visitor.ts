import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { callerOf } from '../../src/http/caller.ts';
import { comingFrom, incomingOf } from '../../src/http/coming-from.ts';
import { KNOWN_MS, type KnownBrowsers } from './known-browser.ts';
import type { LoginResult, Logins } from './login.ts';
import { SESSION_MS } from './login.ts';
import { denyFromOutside } from './same-origin.ts';
import type { Denial } from './same-origin.ts';

/** Whom a request comes from. */
export interface Visitor {
  readonly userId: string;
  readonly name: string;
  readonly session?: string;
}

/** Tells who a visitor is: one implementation for each kind of login. */
export interface Visitors {
  readonly kind: 'open' | 'password';
  /** Whom a newcomer can choose to be; empty where there are logins. */
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  /** Whether this request may come at all. */
  deny(c: Context): Denial | undefined;
  /** `as` is who a newcomer claims to be; without a login that is all there is. */
  find(c: Context, as: string | undefined): Visitor | undefined;
  readonly isLive: (session: string) => boolean;
  login(c: Context, user: string, password: string): Promise<LoginResult | undefined>;
  logout(c: Context): string | undefined;
}

const COOKIE = 'airdesk_desk';
const KNOWN_COOKIE = 'airdesk_known';

/** No login: only from this machine, and only as one of `people`. */
export function createOpenVisitors(people: Visitors['people']): Visitors {
  const known = new Map(people.map(({ userId, name }) => [userId, { userId, name }]));
  return {
    kind: 'open',
    people: [...known.values()],
    deny: (c) => denyFromOutside(comingFrom(c)),
    find: (_c, as) => (as === undefined ? undefined : known.get(as)),
    isLive: () => false,
    login: async () => undefined,
    logout: () => undefined,
  };
}

/** Name and password, then a session cookie that scripts cannot read and other sites cannot send. */
export function createPasswordVisitors(logins: Logins, browsers: KnownBrowsers): Visitors {
  const current = (c: Context) => {
    const token = getCookie(c, COOKIE);
    return token === undefined || token.length > 200 ? undefined : logins.find(token);
  };
  return {
    kind: 'password',
    people: [],
    deny: () => undefined,
    find(c) {
      const found = current(c);
      return found && { userId: found.userId, name: found.userId, session: found.session };
    },
    isLive: logins.isLive,
    async login(c, user, password) {
      const incoming = incomingOf(c);
      const result = await logins.login(user, password, {
        address: incoming && callerOf(incoming),
        browser: browsers.known(user, getCookie(c, KNOWN_COOKIE)),
      });
      if (!('token' in result)) return result;
      const kept = {
        httpOnly: true,
        sameSite: 'Strict',
        // A forged header only makes the forger's own browser keep no cookie.
        secure: new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https',
      } as const;
      setCookie(c, COOKIE, result.token, { ...kept, path: '/desk', maxAge: SESSION_MS / 1_000 });
      const proof = browsers.proofFor(user);
      if (proof !== undefined)
        setCookie(c, KNOWN_COOKIE, proof, { ...kept, path: '/desk/login', maxAge: KNOWN_MS / 1_000 });
      return result;
    },
    logout(c) {
      const found = current(c);
      deleteCookie(c, COOKIE, { path: '/desk' });
      if (found) logins.end(found.session);
      return found?.session;
    },
  };
}
