import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Clock } from '../../../src/clock.ts';
import { postSigned, type Delivered, type Forged } from '../post-signed.ts';

/** Overrides for bad requests. */
export interface Forgery extends Forged {
  readonly key?: KeyObject;
  /** Signs another body than the one that is sent. */
  readonly signedBody?: string;
}

/** An application's key pair: the private key, and the public key as the Developer Portal shows it. */
export function createKeys(): { readonly privateKey: KeyObject; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey: Buffer.from(x, 'base64url').toString('hex') };
}

/** Posts a raw body to the bot with Discord's signature. */
export function deliverRaw(
  target: { readonly botOrigin: string; readonly key: KeyObject; readonly clock: Clock },
  body: string,
  forgery: Forgery = {},
): Promise<Delivered> {
  const url = `${target.botOrigin}/discord/interactions`;
  return postSigned(url, target.clock, body, forgery, (timestamp) => {
    const signed = Buffer.from(timestamp + (forgery.signedBody ?? body));
    return {
      'content-type': 'application/json',
      'x-signature-timestamp': timestamp,
      'x-signature-ed25519': sign(null, signed, forgery.key ?? target.key).toString('hex'),
    };
  });
}
