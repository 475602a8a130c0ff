import { createHash } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import { createAllowance } from './allowance.ts';

/** How a login ended: a session token, or after how many ms to try again (0: at once). */
export type LoginResult = { readonly token: string } | { readonly retryAfterMs: number };

/** Sessions by password. Tokens are kept only as hashes. */
export interface Logins {
  login(user: string, password: string): Promise<LoginResult>;
  /** Who a token belongs to, and the session's key (not the token). */
  find(token: string): { readonly userId: string; readonly session: string } | undefined;
  readonly isLive: (session: string) => boolean;
  end(session: string): void;
}

export interface LoginOptions {
  readonly clock: Clock;
  /** Whether the password is right. Must take as long for an unknown user as for a known one. */
  readonly check: (user: string, password: string) => Promise<boolean>;
  /** At least 128 random bits, safe in a cookie. */
  readonly newToken: () => string;
}

/** How long a session lasts, ms: one long shift. */
export const SESSION_MS = 12 * 60 * 60_000;
const SESSIONS = 500;
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 5 * 60_000;
const CHECKS_AT_ONCE = 4;

/**
 * Creates the logins. After five wrong passwords a user waits, doubling from 1 s to 5 min; all wrong ones together
 * are limited too, so that going through user names does not help.
 */
export function createLogins({ clock, check, newToken }: LoginOptions): Logins {
  const sessions = new Map<string, { userId: string; until: number }>();
  const failures = new Map<string, { count: number; until: number }>();
  const overall = createAllowance(clock, 60, 60);
  let checking = 0;

  const keyOf = (token: string) => createHash('sha256').update(token).digest('base64url');

  function isLive(session: string): boolean {
    const found = sessions.get(session);
    if (found && found.until <= clock.now()) sessions.delete(session);
    return sessions.has(session);
  }

  function failed(user: string): LoginResult {
    const count = (failures.get(user)?.count ?? 0) + 1;
    const wait = count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** (count - FREE_FAILURES));
    failures.delete(user);
    failures.set(user, { count, until: clock.now() + wait });
    trim(failures, 1_000);
    return { retryAfterMs: wait };
  }

  return {
    async login(user, password) {
      const wait = (failures.get(user)?.until ?? 0) - clock.now();
      if (wait > 0) return { retryAfterMs: wait };
      if (checking >= CHECKS_AT_ONCE) return { retryAfterMs: 1_000 };
      const pause = overall.take('all');
      if (pause > 0) return { retryAfterMs: pause };
      // Counted before the check, so that guesses sent at the same time do not pass together.
      const outcome = failed(user);
      checking += 1;
      try {
        if (!(await check(user, password))) return outcome;
      } finally {
        checking -= 1;
      }
      failures.delete(user);
      const token = newToken();
      sessions.set(keyOf(token), { userId: user, until: clock.now() + SESSION_MS });
      trim(sessions, SESSIONS);
      return { token };
    },
    find(token) {
      const session = keyOf(token);
      const found = isLive(session) ? sessions.get(session) : undefined;
      return found && { userId: found.userId, session };
    },
    isLive,
    end: (session) => void sessions.delete(session),
  };
}

function trim(map: Map<string, unknown>, size: number): void {
  const oldest = map.keys().next();
  if (map.size > size && !oldest.done) map.delete(oldest.value);
}
