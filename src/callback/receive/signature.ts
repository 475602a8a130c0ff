import { hash, timingSafeEqual } from 'node:crypto';

/** What the signature of a message is worth. `wrong` too where it cannot be one. */
export type Signature = 'absent' | 'wrong' | 'right' | 'late' | 'far-future';

/** Clocks differ, s. */
const SKEW_SECONDS = 60;
/** The vendor's default is ten minutes. */
const FAR_SECONDS = 24 * 60 * 60;

/**
 * What checks `sign = MD5(key + t)` (the vendor's page 267/32744): `t` is when it expires, Unix seconds. Nothing but `t`
 * is covered, so a pair that was seen once signs anything until then.
 */
export function createCheckSignature(
  key: string,
): (message: { readonly t?: unknown; readonly sign?: unknown }, now: number) => Signature {
  // Messages of the same second carry the same t.
  let lastT = '';
  let lastDigest: Buffer | undefined;

  const expected = (t: string): Buffer => {
    if (lastDigest === undefined || t !== lastT) {
      lastDigest = hash('md5', key + t, 'buffer');
      lastT = t;
    }
    return lastDigest;
  };

  return ({ t, sign }, now) => {
    if (sign === undefined || sign === null || sign === '') return 'absent';
    const seconds = typeof t === 'number' ? String(t) : t;
    if (typeof seconds !== 'string' || !/^\d{1,12}$/.test(seconds)) return 'wrong';
    if (typeof sign !== 'string' || !/^[0-9a-f]{32}$/i.test(sign)) return 'wrong';
    if (!timingSafeEqual(Buffer.from(sign, 'hex'), expected(seconds))) return 'wrong';
    const left = Number(seconds) - Math.floor(now / 1000);
    if (left < -SKEW_SECONDS) return 'late';
    return left > FAR_SECONDS ? 'far-future' : 'right';
  };
}
