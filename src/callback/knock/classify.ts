import type { Posted } from './post.ts';

/** What a test message says of the way that callbacks take. */
export type KnockOutcome =
  /** It came through, and the sender was told so. */
  | 'arrived'
  /** It came through, and the sender was told otherwise: the cloud would try again. */
  | 'answer-changed'
  /** Answered with 200 by something else: the cloud would take it for delivered. */
  | 'elsewhere'
  | 'redirected'
  | 'password'
  /** Refused by an Airdesk that has another key. */
  | 'other-key'
  | 'forbidden'
  | 'not-found'
  /** The proxy cannot reach Airdesk. */
  | 'gateway'
  | 'odd-status'
  | 'no-name'
  | 'certificate-expired'
  | 'certificate-name'
  | 'certificate-untrusted'
  | 'no-tls'
  | 'connection-refused'
  | 'no-route'
  | 'no-connection'
  | 'no-answer'
  | 'broken-off';

const BY_STATUS: Readonly<Record<number, KnockOutcome>> = {
  401: 'password',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  407: 'password',
  502: 'gateway',
  503: 'gateway',
  504: 'gateway',
};

/** Codes of failures, by what they mean. The first that fits counts. */
const BY_FAILURE: readonly (readonly [RegExp, KnockOutcome])[] = [
  [/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/u, 'no-name'],
  [/^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/u, 'certificate-expired'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/u, 'certificate-name'],
  [/SELF_SIGNED|UNABLE_TO_|CERT_|_CERT/u, 'certificate-untrusted'],
  [/^(?:EPROTO|ERR_SSL_|ERR_TLS_)/u, 'no-tls'],
  [/^ECONNREFUSED$/u, 'connection-refused'],
  [/^(?:ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|ENETDOWN|EHOSTDOWN)$/u, 'no-route'],
  [/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/u, 'no-connection'],
];

/** As an Airdesk refuses what is signed with another key. */
const OTHER_KEY: ReadonlySet<string> = new Set(['{"error":"bad-sign"}', '{"error":"unsigned-refused"}']);

/** What it means. `hasArrived`: the receiver of this process had it, with its signature. */
export function classify(posted: Posted, hasArrived: boolean): KnockOutcome {
  const { status, failure = '', isConnected, body } = posted;
  if (hasArrived) return status === 200 ? 'arrived' : 'answer-changed';
  if (status === undefined) {
    if (failure === 'timeout') return isConnected ? 'no-answer' : 'no-connection';
    return BY_FAILURE.find(([pattern]) => pattern.test(failure))?.[1] ?? 'broken-off';
  }
  if (status === 403 && OTHER_KEY.has(body.trim())) return 'other-key';
  if (status >= 300 && status < 400) return 'redirected';
  if (status >= 200 && status < 300) return 'elsewhere';
  return BY_STATUS[status] ?? 'odd-status';
}
