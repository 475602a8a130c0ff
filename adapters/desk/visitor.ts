import type { Context } from 'hono';
import type { Session, Sessions } from '../../src/sessions/session.ts';
import { addressOf, type SessionCookie } from './cookie.ts';
import type { LoginResult, Logins } from './login.ts';
import { denyFromOutside, PROXY_HEADERS } from './same-origin.ts';
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
}

/** No login: only from this machine, and only as one of `people`. */
export function createOpenVisitors(people: Visitors['people']): Visitors {
  const known = new Map(people.map(({ userId, name }) => [userId, { userId, name }]));
  return {
    kind: 'open',
    people: [...known.values()],
    deny(c) {
      const proxied = PROXY_HEADERS.some((header) => c.req.header(header) !== undefined);
      return denyFromOutside(c.req.header('host'), addressOf(c), proxied);
    },
    find: (_c, as) => (as === undefined ? undefined : known.get(as)),
    isLive: () => false,
    login: async () => undefined,
    logout: async () => undefined,
  };
}

/** A session, begun with a password (where there are `logins`) or by the company's provider. */
export function createSignedInVisitors(options: {
  readonly logins: Logins | undefined;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  /** Whether a session still counts: what let it in is still there. */
  readonly counts: (session: Session) => boolean;
}): Visitors {
  const { logins, sessions, cookie, counts } = options;
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
      const result = await logins?.login(user, password);
      if (result && 'token' in result) cookie.give(c, result.token, sessions.longestMs);
      return result;
    },
    async logout(c) {
      const found = current(c);
      cookie.take(c);
      if (found) await sessions.end(found.id);
    },
  };
}
