import { timingSafeEqual } from 'node:crypto';
import { signatureMethod, signatureV1, sourceString } from './sign-v1.ts';
import {
  ALGORITHM,
  canonicalRequest,
  credentialScope,
  derivedKeys,
  scopeDate,
  sha256Hex,
  signature,
  stringToSign,
  type Credentials,
} from '../../src/live/sign.ts';
import { ApiError } from '../api-error.ts';
import type { Received, ReceivedV1, ReceivedV3 } from './receive.ts';

const MAX_SKEW_SECONDS = 300;
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d{2}-\d{2})\/([A-Za-z0-9_-]{1,64})\/tc3_request, ?SignedHeaders=([a-z0-9;-]{1,1000}), ?Signature=([0-9a-f]{64})$/;

/**
 * Verifies the signature of a request, as the API document's pages on signature v3 and v1 say.
 * @param nowMs what the cloud's clock shows; a request may be 300 s off.
 * @throws ApiError MissingParameter or AuthFailure.*
 */
export function verify(received: Received, credentials: Credentials, nowMs: number): void {
  const timestamp = timestampOf(received.timestamp);
  if (received.signing === 'v3') verifyV3(received, credentials, timestamp);
  else verifyV1(received, credentials);
  if (Math.abs(nowMs / 1000 - timestamp) > MAX_SKEW_SECONDS)
    throw new ApiError(
      'AuthFailure.SignatureExpire',
      'The provided credentials could not be validated because the timestamp is more than five minutes off.',
    );
  if (received.token !== credentials.token)
    throw new ApiError('AuthFailure.TokenFailure', 'The provided token does not belong to the secret id.');
}

function verifyV3(received: ReceivedV3, { secretId, secretKey }: Credentials, timestamp: number): void {
  const header = received.headers['authorization'];
  if (header === undefined) throw missing('Authorization');
  const match = AUTHORIZATION.exec(header);
  if (!match)
    throw new ApiError(
      'AuthFailure.InvalidAuthorization',
      `The Authorization header is not a valid ${ALGORITHM} header.`,
    );
  const [, id, date = '', service = '', names = '', signed = ''] = match;
  if (id !== secretId) throw unknownId();
  const signedHeaders = names.split(';');
  const complete = ['content-type', 'host'].every((name) => signedHeaders.includes(name));
  if (!complete || date !== scopeDate(timestamp)) throw forged();
  // Any service name passes: by IP or localhost, clients take the first label of the host for it.
  const scope = credentialScope(date, service);
  const { secretSigning } = derivedKeys(secretKey, date, service);
  const genuine = hostNames(received.host).some((host) => {
    const canonical = canonicalRequest({
      method: received.method,
      path: received.path,
      query: received.query,
      headers: { ...received.headers, host },
      signedHeaders,
      payload: received.body,
    });
    return same(signed, signature(secretSigning, stringToSign(timestamp, scope, sha256Hex(canonical))));
  });
  if (!genuine) throw forged();
}

function verifyV1(received: ReceivedV1, { secretId, secretKey }: Credentials): void {
  const { params } = received;
  for (const name of ['SecretId', 'Signature', 'Nonce']) if (!params[name]) throw missing(name);
  if (params['SecretId'] !== secretId) throw unknownId();
  const method = signatureMethod(params);
  const signed = params['Signature'] ?? '';
  const genuine = hostNames(received.host).some((host) =>
    same(signed, signatureV1(secretKey, sourceString(received.method, host, received.path, params), method)),
  );
  if (!genuine) throw forged();
}

/** With the port as in the Host header, and without: some clients sign the bare name. */
function hostNames(host: string): string[] {
  const bare = host.replace(/:\d+$/, '');
  return bare === host ? [host] : [host, bare];
}

function timestampOf(text: string | undefined): number {
  if (text === undefined || text === '') throw missing('Timestamp');
  if (!/^\d{1,11}$/.test(text))
    throw new ApiError('InvalidParameterValue', 'A value specified in `Timestamp` is not valid.');
  return Number(text);
}

function same(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

function missing(name: string): ApiError {
  return new ApiError('MissingParameter', `The request is missing a required parameter \`${name}\`.`);
}

function unknownId(): ApiError {
  return new ApiError(
    'AuthFailure.SecretIdNotFound',
    'The SecretId is not found, please ensure that it is correct.',
  );
}

function forged(): ApiError {
  return new ApiError(
    'AuthFailure.SignatureFailure',
    'The provided credentials could not be validated. Please check your signature is correct.',
  );
}
