import { timingSafeEqual } from 'node:crypto';
import { preparedHmac } from '../../../src/http/prepared-hmac.ts';

/** How far a request's timestamp may be from our clock, either way, in seconds (docs.slack.dev, verifying requests). */
const SIGNATURE_WINDOW_S = 300;

/** Prepared by secret: they are few, and change where one is exchanged. */
const prepared = new Map<string, ReturnType<typeof preparedHmac>>();
const MOST_PREPARED = 8;

/** Slack's signature over a raw body: `v0=` and HMAC-SHA256 in hexadecimal of `v0:<timestamp>:<body>`. */
export function slackSignature(secret: string, timestamp: string, body: string | Uint8Array): string {
  const hmac = hmacUnder(secret);
  const before = `v0:${timestamp}:`;
  return `v0=${typeof body === 'string' ? hmac(before + body) : hmac(before, body)}`;
}

function hmacUnder(secret: string): ReturnType<typeof preparedHmac> {
  const before = prepared.get(secret);
  if (before) return before;
  if (prepared.size >= MOST_PREPARED) prepared.clear();
  const made = preparedHmac(Buffer.from(secret));
  prepared.set(secret, made);
  return made;
}

/** A request as its signature is checked. Headers are undefined where they were not sent. */
export interface Signed {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** Byte for byte as it came. */
  readonly body: string | Uint8Array;
}

/** Why a request is not from Slack; undefined when it is. `now` is ms UTC. */
export function refuseSignature(
  { timestamp, signature, body }: Signed,
  secret: string,
  now: number,
): 'missing' | 'malformed' | 'stale' | 'wrong' | undefined {
  if (!timestamp || !signature) return 'missing';
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'malformed';
  if (Math.abs(now / 1000 - Number(timestamp)) > SIGNATURE_WINDOW_S) return 'stale';
  const expected = slackSignature(secret, timestamp, body);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? undefined : 'wrong';
}
