import { createOrderedMap, keepNewest } from '../../src/bounds/ordered-map.ts';
import type { Clock } from '../../src/clock.ts';
import { createAllowance } from '../../src/bounds/allowance.ts';
import type { Sessions } from '../../src/sessions/session.ts';
import { sessionId } from './cookie.ts';

/** How a login ended: a session token, or after how many ms to try again (0: at once). */
export type LoginResult = { readonly token: string } | { readonly retryAfterMs: number };

/** Where a login comes from. */
export interface LoginFrom {
  /** As it is counted. */
  readonly address?: string | undefined;
  /** A browser in which this name has logged in before. */
  readonly browser?: string | undefined;
}

/** Sessions by password. */
export interface Logins {
  login(user: string, password: string, from?: LoginFrom): Promise<LoginResult>;
}

/** What the logins by password are made from. */
export interface LoginOptions {
  readonly clock: Clock;
  /** Whether the password is right. Must take as long for an unknown user as for a known one. */
  readonly check: (user: string, password: string) => Promise<boolean>;
  /** What a user's password is now, unreadably. */
  readonly proofOf: (user: string) => string | undefined;
  readonly sessions: Sessions;
  /** At least 128 random bits, safe in a cookie. */
  readonly newToken: () => string;
  /** Told of each login that was not let in; `isHeld`: whether the next one has to wait. */
  readonly onWrong?: (user: string, from: LoginFrom, isHeld: boolean) => void;
}

/** Wrong passwords before the first wait, and the longest wait, ms. */
const COUNTED = {
  name: { free: 5, longest: 5 * 60_000 },
  address: { free: 20, longest: 5 * 60_000 },
  browser: { free: 5, longest: 30_000 },
} as const;
/** Wrong passwords are forgotten when none came for so long, ms. */
const FORGET_MS = 30 * 60_000;
/** Counters that are kept; the longest unused are forgotten. */
const COUNTERS = 3_000;
/** Passwords that are checked at once: each takes a thread that the disk needs, too. Browsers that are known have places of their own. */
const CHECKS_AT_ONCE = 2;

type Counted = keyof typeof COUNTED;

/**
 * Creates the logins. Wrong passwords count by name and by address: after five (an address: twenty) there is a wait,
 * doubling from 1 s to 5 min, and all wrong ones together are limited too, so that going through names does not help. A
 * browser in which that name has logged in before counts for itself alone: what others guess never keeps it out.
 */
export function createLogins({
  clock,
  check,
  proofOf,
  sessions,
  newToken,
  onWrong = () => undefined,
}: LoginOptions): Logins {
  /** `at`, `until`: as time that passed. */
  const failures = createOrderedMap<string, { count: number; at: number; until: number }>();
  const overall = createAllowance(clock, 60, 60);
  const checking = { known: 0, unknown: 0 };

  function countersOf(
    user: string,
    { address, browser }: LoginFrom,
  ): readonly (readonly [Counted, string])[] {
    if (browser !== undefined) return [['browser', `browser ${browser}`]];
    const byName = ['name', `name ${user}`] as const;
    return address === undefined ? [byName] : [byName, ['address', `address ${address}`]];
  }

  function failed([counted, key]: readonly [Counted, string]): number {
    const now = clock.passed();
    const before = failures.get(key);
    const count = (before && now - Math.max(before.at, before.until) < FORGET_MS ? before.count : 0) + 1;
    const { free, longest } = COUNTED[counted];
    const wait = count < free ? 0 : Math.min(longest, 1_000 * 2 ** Math.min(count - free, 20));
    failures.set(key, { count, at: now, until: now + wait });
    keepNewest(failures, COUNTERS);
    return wait;
  }

  /** The right password is not a wrong one: names and browsers begin anew, an address has one less. */
  function forgive([counted, key]: readonly [Counted, string]): void {
    const found = failures.get(key);
    if (counted !== 'address' || !found || found.count <= 1) failures.delete(key);
    else failures.set(key, { ...found, count: found.count - 1, until: clock.passed() });
  }

  async function attempt(user: string, password: string, from: LoginFrom): Promise<LoginResult> {
    const counters = countersOf(user, from);
    const waits = counters.map(([, key]) => (failures.get(key)?.until ?? 0) - clock.passed());
    const wait = Math.max(...waits);
    if (wait > 0) return { retryAfterMs: Math.ceil(wait) };
    const place = from.browser === undefined ? 'unknown' : 'known';
    if (checking[place] >= CHECKS_AT_ONCE) return { retryAfterMs: 1_000 };
    const pause = place === 'known' ? 0 : overall.take('all');
    if (pause > 0) return { retryAfterMs: pause };
    // Counted before the check, so that guesses sent at the same time do not pass together.
    const after = Math.max(...counters.map(failed));
    checking[place] += 1;
    try {
      if (!(await check(user, password))) return { retryAfterMs: after };
    } finally {
      checking[place] -= 1;
    }
    counters.forEach(forgive);
    const token = newToken();
    const now = clock.now();
    const proof = proofOf(user);
    await sessions.begin({
      ...{ id: sessionId(token), userId: user, name: user, by: 'password', begunAt: now, seenAt: now },
      ...(proof !== undefined && { proof }),
    });
    return { token };
  }

  return {
    async login(user, password, from = {}) {
      const result = await attempt(user, password, from);
      if (!('token' in result)) onWrong(user, from, result.retryAfterMs > 0);
      return result;
    },
  };
}
