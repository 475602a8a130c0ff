import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** How far the clocks may differ, in ms. A signature that is older could be a recording. */
const FRESH_MS = 5 * 60_000;

/** Why a request was refused. */
export type SignatureRefusal = 'missing' | 'malformed' | 'stale' | 'wrong';

export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  /** Byte for byte as it came. */
  readonly body: Uint8Array;
}

/** An application's public key from its 64 hex digits. @throws RangeError when it is none */
export function readPublicKey(hex: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new RangeError('a public key has 64 hex digits');
  const x = Buffer.from(hex, 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

/**
 * Checks an Ed25519 signature over timestamp and body
 * (docs.discord.com/developers/interactions/overview#setting-up-an-endpoint). Undefined: it is Discord's and fresh.
 */
export function refuseSignature(
  { timestamp, signature, body }: SignedRequest,
  key: KeyObject,
  now: number,
): SignatureRefusal | undefined {
  if (!timestamp || !signature) return 'missing';
  if (!/^\d{1,12}$/.test(timestamp) || !/^[0-9a-f]{128}$/i.test(signature)) return 'malformed';
  if (Math.abs(now - Number(timestamp) * 1000) > FRESH_MS) return 'stale';
  const signed = Buffer.concat([Buffer.from(timestamp), body]);
  return verify(null, signed, key, Buffer.from(signature, 'hex')) ? undefined : 'wrong';
}
