/**
 * Signature v1 of the cloud's API (HmacSHA1, HmacSHA256), one pure function a step.
 * Source: API document, "Signature" (v1). Only for verifying old senders: our own client signs with v3.
 */
import { createHmac } from 'node:crypto';
import { percentEncode } from '../../src/live/sign.ts';

/** The value of `SignatureMethod`. Anything but `HmacSHA256` means HmacSHA1, also a parameter that is missing. */
export type SignatureMethod = 'HmacSHA1' | 'HmacSHA256';

/** The method that a request's parameters ask for. */
export function signatureMethod(params: Readonly<Record<string, string>>): SignatureMethod {
  return params['SignatureMethod'] === 'HmacSHA256' ? 'HmacSHA256' : 'HmacSHA1';
}

/** Step 1: the parameters (as `flatten` gives them) in ASCII order, values not encoded, without `Signature`. */
export function requestString(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .filter((name) => name !== 'Signature')
    .sort()
    .map((name) => `${name}=${params[name] ?? ''}`)
    .join('&');
}

/** Step 2: the string to sign. `host` as in the Host header, `path` as `/`. */
export function sourceString(
  method: string,
  host: string,
  path: string,
  params: Readonly<Record<string, string>>,
): string {
  return `${method}${host}${path}?${requestString(params)}`;
}

/** Step 3: the signature, Base64. */
export function signatureV1(secretKey: string, source: string, method: SignatureMethod): string {
  return createHmac(method === 'HmacSHA256' ? 'sha256' : 'sha1', secretKey)
    .update(source)
    .digest('base64');
}

/** Step 4: the query string or form body with the signature in it. Values are encoded, names are not. */
export function signedForm(params: Readonly<Record<string, string>>, signed: string): string {
  return Object.entries({ ...params, Signature: signed })
    .map(([name, value]) => `${name}=${percentEncode(value)}`)
    .join('&');
}
