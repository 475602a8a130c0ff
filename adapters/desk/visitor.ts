import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { callerOf } from '../../src/http/caller.ts';
import type { IsTrusted } from '../../src/http/trusted-proxies.ts';
import { comingFrom, incomingOf } from '../../src/http/coming-from.ts';
import type { Session, Sessions } from '../../src/sessions/session.ts';
import type { SessionCookie } from './cookie.ts';
import { KNOWN_MS, type KnownBrowsers } from './known-browser.ts';
import type { LoginResult, Logins } from './login.ts';
import { denyFromOutside } from './same-origin.ts';
import type { Denial } from './same-origin.ts';

/** Whom a request comes from. */
export interface Visitor {
  readonly userId: string;
  readonly name: string;
  readonly session?: string;
  /** Groups that the company's provider vouches for. */
  readonly groups?: readonly string[];
}

/** Tells who a visitor is: one implementation for each kind of login. */
export interface Visitors {
  readonly kind: 'open' | 'password' | 'company';
  /** Whom a newcomer can choose to be; empty where there are logins. */
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  /** Whether this request may come at all. */
  deny(c: Context): Denial | undefined;
  /** `as` is who a newcomer claims to be; without a login that is all there is. */
  find(c: Context, as: string | undefined): Visitor | undefined;
  readonly isLive: (session: string) => boolean;
  login(c: Context, user: string, password: string): Promise<LoginResult | undefined>;
  logout(c: Context): Promise<void>;
  /** Ends the sessions of which what let them in is not there any more, their pages too. */
  endGone(): Promise<void>;
}

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
    logout: async () => undefined,
    endGone: async () => undefined,
  };
}

/** A session, begun with a password (where there are `logins`) or by the company's provider. */
export function createSignedInVisitors(options: {
  readonly logins: Logins | undefined;
  readonly browsers: KnownBrowsers;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  /** Whether a session still counts: what let it in is still there. */
  readonly counts: (session: Session) => boolean;
  readonly isTls: (c: Context) => boolean;
  readonly isTrusted: IsTrusted;
}): Visitors {
  const { logins, browsers, sessions, cookie, counts, isTls, isTrusted } = options;
  const current = (c: Context): Session | undefined => {
    const id = cookie.read(c);
    const found = id === undefined ? undefined : sessions.use(id);
    return found && counts(found) ? found : undefined;
  };
  return {
    kind: logins ? 'password' : 'company',
    people: [],
    deny: () => undefined,
    find(c) {
      const found = current(c);
      if (!found) return undefined;
      const { userId, name, id, groups } = found;
      return { userId, name, session: id, ...(groups && { groups }) };
    },
    isLive: (session) => sessions.isLive(session),
    async login(c, user, password) {
      const incoming = incomingOf(c);
      const result = await logins?.login(user, password, {
        address: incoming && callerOf(incoming, isTrusted),
        browser: browsers.known(user, getCookie(c, KNOWN_COOKIE)),
      });
      if (!result || !('token' in result)) return result;
      cookie.give(c, result.token, sessions.longestMs);
      const proof = browsers.proofFor(user);
      if (proof !== undefined)
        setCookie(c, KNOWN_COOKIE, proof, {
          ...{ httpOnly: true, sameSite: 'Strict', secure: isTls(c), path: '/desk/login' },
          maxAge: KNOWN_MS / 1_000,
        });
      return result;
    },
    async logout(c) {
      const found = current(c);
      cookie.take(c);
      if (found) await sessions.end(found.id);
    },
    async endGone() {
      for (const session of sessions.all()) if (!counts(session)) await sessions.end(session.id);
    },
  };
}
