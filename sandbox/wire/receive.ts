import { parseExact } from '../../src/live/json.ts';
import { ApiError } from '../api-error.ts';
import { readBody } from './read-body.ts';

/** Where a request carries its parameters and its signature. */
export type Received = ReceivedV3 | ReceivedV1;

interface Addressed {
  readonly method: 'GET' | 'POST';
  /** The Host header as sent. */
  readonly host: string;
  readonly path: string;
  readonly action: string | undefined;
  readonly version: string | undefined;
  /** Seconds, as text. */
  readonly timestamp: string | undefined;
  /** Undefined: not sent; empty: sent empty. */
  readonly region: string | undefined;
  readonly token: string | undefined;
}

/** Signature v3: what is about the request is in the headers. */
export interface ReceivedV3 extends Addressed {
  readonly signing: 'v3';
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Parsed after the signature is verified. Form pairs for GET. */
  readonly payload: () => Record<string, unknown> | [string, string][];
}

/** Signature v1: everything is in the query or the form. */
export interface ReceivedV1 extends Addressed {
  readonly signing: 'v1';
  readonly params: Readonly<Record<string, string>>;
  readonly payload: () => [string, string][];
}

const KILOBYTE = 1024;
const MAX_GET = 32 * KILOBYTE;
const MAX_V1 = 1024 * KILOBYTE;
const MAX_V3 = 10 * 1024 * KILOBYTE;
const MAX_PAIRS = 10_000;
/** Deeper than any action needs; what walks the parameters later must not run out of stack. */
const MAX_DEPTH = 32;
/** Parameters that are about a v1 request, not of its action. */
const PUBLIC_V1 = new Set(
  'Action Region Timestamp Nonce SecretId Signature Version SignatureMethod Token Language RequestClient'.split(
    ' ',
  ),
);

/**
 * Reads a request in any of the four forms that the cloud takes (v3 POST and GET, v1 POST and GET).
 * @throws ApiError for a form that it does not take, or one that is too large.
 */
export async function receive(request: Request): Promise<Received> {
  const url = new URL(request.url);
  const method = request.method;
  if (method !== 'GET' && method !== 'POST')
    throw new ApiError('InvalidRequest', `The request method ${method} is not supported.`);
  const headers = Object.fromEntries(request.headers);
  const about = { method, host: headers['host'] ?? url.host, path: url.pathname } as const;
  const query = url.search.slice(1);
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const signedV3 = headers['authorization'] !== undefined || type === 'application/json';

  if (method === 'GET' && request.url.length > MAX_GET)
    throw new ApiError('RequestSizeLimitExceeded', 'A GET request is at most 32 KB.');
  if (!signedV3) {
    const text = method === 'GET' ? query : utf8(await readBody(request, MAX_V1));
    if (method === 'POST' && type !== 'application/x-www-form-urlencoded')
      throw new ApiError('UnsupportedProtocol', `The content type \`${type}\` is not supported.`);
    return receiveV1(about, pairsOf(text));
  }
  const body = method === 'GET' ? new Uint8Array() : await readBody(request, MAX_V3);
  return {
    ...about,
    signing: 'v3',
    query,
    headers,
    body,
    action: headers['x-tc-action'],
    version: headers['x-tc-version'],
    timestamp: headers['x-tc-timestamp'],
    region: headers['x-tc-region'],
    token: headers['x-tc-token'] === '' ? undefined : headers['x-tc-token'],
    payload() {
      if (method === 'GET') return pairsOf(query);
      if (type !== 'application/json')
        throw new ApiError(
          'UnsupportedProtocol',
          `The content type \`${type}\` is not supported with signature v3.`,
        );
      return jsonObject(utf8(body));
    },
  };
}

function receiveV1(
  about: { method: 'GET' | 'POST'; host: string; path: string },
  pairs: [string, string][],
): ReceivedV1 {
  const params = Object.fromEntries(pairs);
  return {
    ...about,
    signing: 'v1',
    params,
    action: params['Action'],
    version: params['Version'],
    timestamp: params['Timestamp'],
    region: params['Region'],
    token: params['Token'] === '' ? undefined : params['Token'],
    payload: () => pairs.filter(([name]) => !PUBLIC_V1.has(name)),
  };
}

function pairsOf(text: string): [string, string][] {
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > MAX_PAIRS) throw new ApiError('InvalidParameter', `More than ${MAX_PAIRS} parameters.`);
  return pairs;
}

function jsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = text === '' ? {} : parseExact(text);
  } catch {
    throw new ApiError('InvalidParameter', 'The request body is not valid JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ApiError('InvalidParameter', 'The request body is not a JSON object.');
  if (!isShallow(value, MAX_DEPTH))
    throw new ApiError('InvalidParameter', 'The request body is nested too deep.');
  return value as Record<string, unknown>;
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError('InvalidParameter', 'The request is not UTF-8.');
  }
}
