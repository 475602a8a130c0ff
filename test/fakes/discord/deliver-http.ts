import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Clock } from '../../../src/clock.ts';

/** What the bot answered, and how long it took in ms of real time. */
export interface Delivered {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

/** Overrides for bad requests. */
export interface Forgery {
  readonly key?: KeyObject;
  /** Seconds added to the timestamp. */
  readonly skew?: number;
  /** Signs another body than the one that is sent. */
  readonly signedBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: readonly string[];
}

/** An application's key pair: the private key, and the public key as the Developer Portal shows it. */
export function createKeys(): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey: Buffer.from(x, 'base64url').toString('hex') };
}

/** Posts a raw body to the bot with Discord's signature. */
export async function deliverRaw(
  target: { readonly botOrigin: string; readonly key: KeyObject; readonly clock: Clock },
  body: string,
  forgery: Forgery = {},
): Promise<Delivered> {
  const timestamp = String(Math.floor(target.clock.now() / 1000) + (forgery.skew ?? 0));
  const signed = Buffer.from(timestamp + (forgery.signedBody ?? body));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-signature-timestamp': timestamp,
    'x-signature-ed25519': sign(null, signed, forgery.key ?? target.key).toString('hex'),
    ...forgery.headers,
  };
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !(forgery.without ?? []).includes(name)),
  );
  const start = performance.now();
  const response = await fetch(`${target.botOrigin}/discord/interactions`, {
    method: 'POST',
    headers: kept,
    body,
  });
  const text = await response.text();
  return { status: response.status, body: text, tookMs: performance.now() - start };
}
