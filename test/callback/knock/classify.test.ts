import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/callback/knock/classify.ts';
import type { Posted } from '../../../src/callback/knock/post.ts';

const answered = (status: number, body = ''): Posted => ({ ms: 3, status, body, isConnected: true });
const failed = (failure: string, isConnected = false): Posted => ({ ms: 3, failure, body: '', isConnected });

describe('what a test message says', () => {
  it.each([
    [answered(200), true, 'arrived'],
    // A proxy turned our answer into another one: the cloud would send everything again.
    [answered(502), true, 'answer-changed'],
    [answered(302), true, 'answer-changed'],
    [answered(200, '<html>Sign in</html>'), false, 'elsewhere'],
    [answered(204), false, 'elsewhere'],
    [answered(302), false, 'redirected'],
    [answered(308), false, 'redirected'],
    [answered(401), false, 'password'],
    [answered(403, '{"error":"bad-sign"}'), false, 'other-key'],
    [answered(403, '{"error":"unsigned-refused"}\n'), false, 'other-key'],
    [answered(403, '<html>blocked</html>'), false, 'forbidden'],
    [answered(404, '{"error":"not found"}'), false, 'not-found'],
    [answered(405), false, 'not-found'],
    [answered(502), false, 'gateway'],
    [answered(418), false, 'odd-status'],
    [failed('ENOTFOUND'), false, 'no-name'],
    [failed('EAI_AGAIN'), false, 'no-name'],
    [failed('CERT_HAS_EXPIRED'), false, 'certificate-expired'],
    [failed('ERR_TLS_CERT_ALTNAME_INVALID'), false, 'certificate-name'],
    [failed('DEPTH_ZERO_SELF_SIGNED_CERT'), false, 'certificate-untrusted'],
    [failed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), false, 'certificate-untrusted'],
    [failed('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), false, 'certificate-untrusted'],
    [failed('EPROTO'), false, 'no-tls'],
    [failed('ERR_SSL_WRONG_VERSION_NUMBER'), false, 'no-tls'],
    [failed('ECONNREFUSED'), false, 'connection-refused'],
    [failed('EHOSTUNREACH'), false, 'no-route'],
    [failed('timeout'), false, 'no-connection'],
    [failed('UND_ERR_CONNECT_TIMEOUT'), false, 'no-connection'],
    [failed('timeout', true), false, 'no-answer'],
    [failed('ECONNRESET', true), false, 'broken-off'],
    [failed('HPE_INVALID_CONSTANT', true), false, 'broken-off'],
  ] as const)('%j, arrived %s: %s', (posted, hasArrived, outcome) => {
    expect(classify(posted, hasArrived)).toBe(outcome);
  });
});
