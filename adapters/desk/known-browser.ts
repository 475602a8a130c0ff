import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';

/** How long a browser stays known after its last login, ms. */
export const KNOWN_MS = 90 * 24 * 60 * 60_000;

/** Browsers from which somebody has logged in before. They are not kept here: each carries what proves it. */
export interface KnownBrowsers {
  /** What a browser is given after the right password; undefined for a name that has none. */
  proofFor(user: string): string | undefined;
  /** What to count this browser under, where its proof is good for this name. */
  known(user: string, proof: string | undefined): string | undefined;
}

/**
 * Creates them. `keyOf`: what the password file keeps of a name's password, by which proofs are signed: with another
 * password nobody is known any more. `newToken`: at least 128 random bits.
 */
export function createKnownBrowsers(
  clock: Pick<Clock, 'now'>,
  keyOf: (user: string) => string | undefined,
  newToken: () => string,
): KnownBrowsers {
  const sign = (key: string, user: string, until: string, token: string): string =>
    createHmac('sha256', key)
      .update(`airdesk known browser\n${user}\n${until}\n${token}`)
      .digest('base64url');
  return {
    proofFor(user) {
      const key = keyOf(user);
      if (key === undefined) return undefined;
      const [until, token] = [String(clock.now() + KNOWN_MS), newToken()];
      return [until, token, sign(key, user, until, token)].join('.');
    },
    known(user, proof) {
      const [, until = '', token = '', given = ''] = PROOF.exec(proof ?? '') ?? [];
      const key = keyOf(user);
      if (key === undefined || token === '' || Number(until) <= clock.now()) return undefined;
      const right = sign(key, user, until, token);
      return timingSafeEqual(Buffer.from(right), Buffer.from(given)) ? token : undefined;
    },
  };
}

const PROOF = /^(\d{1,16})\.([\w-]{1,100})\.([\w-]{43})$/;
