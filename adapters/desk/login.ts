import type { Clock } from '../../src/clock.ts';
import type { Sessions } from '../../src/sessions/session.ts';
import { createAllowance } from './allowance.ts';
import { sessionId } from './cookie.ts';

/** How a login ended: a session token, or after how many ms to try again (0: at once). */
export type LoginResult = { readonly token: string } | { readonly retryAfterMs: number };

/** Sessions by password. */
export interface Logins {
  login(user: string, password: string): Promise<LoginResult>;
}

export interface LoginOptions {
  readonly clock: Clock;
  /** Whether the password is right. Must take as long for an unknown user as for a known one. */
  readonly check: (user: string, password: string) => Promise<boolean>;
  /** What a user's password is now, unreadably. */
  readonly proofOf: (user: string) => string | undefined;
  readonly sessions: Sessions;
  /** At least 128 random bits, safe in a cookie. */
  readonly newToken: () => string;
}

const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 5 * 60_000;
const CHECKS_AT_ONCE = 4;

/**
 * Creates the logins. After five wrong passwords a user waits, doubling from 1 s to 5 min; all wrong ones together
 * are limited too, so that going through user names does not help.
 */
export function createLogins({ clock, check, proofOf, sessions, newToken }: LoginOptions): Logins {
  const failures = new Map<string, { count: number; until: number }>();
  const overall = createAllowance(clock, 60, 60);
  let checking = 0;

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
      const now = clock.now();
      const proof = proofOf(user);
      await sessions.begin({
        ...{ id: sessionId(token), userId: user, name: user, by: 'password', begunAt: now, seenAt: now },
        ...(proof !== undefined && { proof }),
      });
      return { token };
    },
  };
}

function trim(map: Map<string, unknown>, size: number): void {
  const oldest = map.keys().next();
  if (map.size > size && !oldest.done) map.delete(oldest.value);
}
