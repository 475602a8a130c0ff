import {
  authorization,
  canonicalRequest,
  credentialScope,
  derivedKeys,
  queryString,
  scopeDate,
  sha256Hex,
  stringToSign,
  type Credentials,
} from './sign.ts';
import { createOrderedMap, keepNewest } from '../bounds/ordered-map.ts';
import { preparedHmac } from '../http/prepared-hmac.ts';

/** What one request says about itself besides its parameters. `timestamp` in seconds. */
interface Addressed {
  readonly credentials: Credentials;
  /** As in the Host header, with the port where it is not the scheme's own. */
  readonly host: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly timestamp: number;
  readonly region?: string | undefined;
  readonly language?: string | undefined;
}

const SIGNED_HEADERS = ['content-type', 'host', 'x-tc-action'];

/** Signs requests. Keeps the derived keys of the last few days and secrets, so that a call costs one HMAC. */
export interface Signer {
  /** Headers of a POST whose body is JSON. */
  post(request: Addressed, body: string): Record<string, string>;
  /** Query string and headers of a GET. The cloud takes at most 32 KB. */
  get(request: Addressed, params: object): { query: string; headers: Record<string, string> };
}

/** Creates a Signer that keeps at most `keep` derived keys. */
export function createSigner(keep = 16): Signer {
  const keys = createSigningKeys(keep);
  let day = Number.NaN;
  let date = '';
  let prepared: { readonly key: Buffer; readonly hmac: (text: string) => string } | undefined;

  function headersOf(
    method: 'GET' | 'POST',
    contentType: string,
    query: string,
    payload: string,
    request: Addressed,
  ): Record<string, string> {
    const headers: Record<string, string> = {
      'content-type': contentType,
      host: request.host,
      'x-tc-action': request.action,
      'x-tc-version': request.version,
      'x-tc-timestamp': String(request.timestamp),
    };
    if (request.region) headers['x-tc-region'] = request.region;
    if (request.language) headers['x-tc-language'] = request.language;
    if (request.credentials.token) headers['x-tc-token'] = request.credentials.token;
    const canonical = canonicalRequest({
      method,
      path: '/',
      query,
      headers,
      signedHeaders: SIGNED_HEADERS,
      payload,
    });
    const today = Math.floor(request.timestamp / 86_400);
    if (today !== day) {
      day = today;
      date = scopeDate(request.timestamp);
    }
    const scope = credentialScope(date, request.service);
    const key = keys(request.credentials.secretKey, date, request.service);
    if (prepared?.key !== key) prepared = { key, hmac: preparedHmac(key) };
    const signed = prepared.hmac(stringToSign(request.timestamp, scope, sha256Hex(canonical)));
    headers['authorization'] = authorization(request.credentials.secretId, scope, SIGNED_HEADERS, signed);
    return headers;
  }

  return {
    post: (request, body) => headersOf('POST', 'application/json; charset=utf-8', '', body, request),
    get(request, params) {
      const query = queryString(params);
      return { query, headers: headersOf('GET', 'application/x-www-form-urlencoded', query, '', request) };
    },
  };
}

/**
 * SecretSigning by secret key, date and service, kept for at most `keep` of them, oldest out first.
 * The secret key is part of the cache's key: a rotated secret never meets an old derived key.
 */
export function createSigningKeys(
  keep: number,
): (secretKey: string, date: string, service: string) => Buffer {
  const cached = createOrderedMap<string, Buffer>();
  return (secretKey, date, service) => {
    const name = `${date}/${service}/${secretKey}`;
    let key = cached.get(name);
    if (!key) {
      key = derivedKeys(secretKey, date, service).secretSigning;
      cached.set(name, key);
      keepNewest(cached, keep);
    }
    return key;
  };
}
