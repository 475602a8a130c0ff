/**
 * Signature v3 of the cloud's API (TC3-HMAC-SHA256), one pure function a step. Sender (signer.ts)
 * and verifier use the same steps; for step 3b the sender has prepared-hmac.ts, which computes the same in less time.
 * Source: API document, "Signature v3"; its published vector is test/live/sign.test.ts.
 */
import { createHmac, hash } from 'node:crypto';

/** The name of the algorithm, as the string to sign and the Authorization header begin with it. */
export const ALGORITHM = 'TC3-HMAC-SHA256';
const TERMINATOR = 'tc3_request';

/** What a request is signed with. `token` belongs to temporary keys and travels as `X-TC-Token`. */
export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}

/** The parts of an HTTP request that a signature covers. Header names in lower case. */
export interface RequestParts {
  readonly method: string;
  /** Always `/` in API 3.0. */
  readonly path: string;
  /** What follows `?`, exactly as sent, without the `?`. Empty for POST. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Names of the signed headers, lower case. `content-type` and `host` are obligatory. */
  readonly signedHeaders: readonly string[];
  /** The body as sent. Empty for GET. */
  readonly payload: string | Uint8Array;
}

/** Hexadecimal SHA-256, lower case. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** Step 1: the request in canonical form. Header values are trimmed and in lower case, headers in ASCII order. */
export function canonicalRequest(request: RequestParts): string {
  const names = inOrder(request.signedHeaders);
  let headers = '';
  for (const name of names) headers += `${name}:${(request.headers[name] ?? '').trim().toLowerCase()}\n`;
  return `${request.method}\n${request.path}\n${request.query}\n${headers}\n${names.join(';')}\n${sha256Hex(request.payload)}`;
}

/** The UTC date (`2019-02-25`) of a timestamp in seconds. */
export function scopeDate(timestamp: number): string {
  return new Date(timestamp * 1000).toISOString().slice(0, 10);
}

/** What the signature is good for: date, service (`live`), terminator. */
export function credentialScope(date: string, service: string): string {
  return `${date}/${service}/${TERMINATOR}`;
}

/** Step 2: the string to sign. `timestamp` in seconds, as in `X-TC-Timestamp`. */
export function stringToSign(timestamp: number, scope: string, hashedCanonicalRequest: string): string {
  return `${ALGORITHM}\n${timestamp}\n${scope}\n${hashedCanonicalRequest}`;
}

/** The three keys that are derived from a secret key for one day and one service. */
export interface DerivedKeys {
  readonly secretDate: Buffer;
  readonly secretService: Buffer;
  readonly secretSigning: Buffer;
}

/** Step 3a: the keys that are derived from the secret key, the date (`2019-02-25`) and the service (`live`). */
export function derivedKeys(secretKey: string, date: string, service: string): DerivedKeys {
  const secretDate = hmac(`TC3${secretKey}`, date);
  const secretService = hmac(secretDate, service);
  return { secretDate, secretService, secretSigning: hmac(secretService, TERMINATOR) };
}

/** Step 3b: the signature, hexadecimal, as a verifier computes it once. The sender's is in prepared-hmac.ts. */
export function signature(secretSigning: Buffer, toSign: string): string {
  return createHmac('sha256', secretSigning).update(toSign).digest('hex');
}

/** Step 4: the value of the `Authorization` header. */
export function authorization(
  secretId: string,
  scope: string,
  signedHeaders: readonly string[],
  signed: string,
): string {
  const names = inOrder(signedHeaders).join(';');
  return `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signed}`;
}

/** The query string of a GET request: RFC 3986 encoding, nested values as `Filters.0.Name`. */
export function queryString(params: object): string {
  return Object.entries(flatten(params))
    .map(([name, value]) => `${name}=${percentEncode(value)}`)
    .join('&');
}

/** Parameters as flat pairs: `{ Ids: ['a'] }` becomes `{ 'Ids.0': 'a' }`. Undefined and null are left out. */
export function flatten(params: object): Record<string, string> {
  const flat: Record<string, string> = {};
  const visit = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object') {
      for (const [key, child] of Object.entries(value)) visit(name === '' ? key : `${name}.${key}`, child);
    } else if (name !== '' && isScalar(value)) flat[name] = String(value);
  };
  visit('', params);
  return flat;
}

function isScalar(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

/** RFC 3986: everything but letters, digits and `-_.~` is encoded, in upper case. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Sorted copy; the list itself where it is sorted already, as it is on the hot path. */
function inOrder(names: readonly string[]): readonly string[] {
  for (let index = 1; index < names.length; index += 1) {
    if ((names[index - 1] ?? '') > (names[index] ?? '')) return [...names].sort();
  }
  return names;
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}
