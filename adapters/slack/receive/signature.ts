import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a request's timestamp may be from our clock, either way, in seconds (docs.slack.dev, verifying requests). */
const SIGNATURE_WINDOW_S = 300;

/** Slack's signature over a raw body: `v0=` and HMAC-SHA256 in hexadecimal of `v0:<timestamp>:<body>`. */
export function slackSignature(secret: string, timestamp: string, body: string | Uint8Array): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
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
