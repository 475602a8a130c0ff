import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  authorization,
  canonicalRequest,
  credentialScope,
  derivedKeys,
  flatten,
  percentEncode,
  queryString,
  scopeDate,
  sha256Hex,
  signature,
  stringToSign,
} from '../../src/live/sign.ts';
import { createSigner, createSigningKeys } from '../../src/live/signer.ts';

/** The vector of the API document, "Signature v3": the masked keys are literally asterisks. */
const SECRET_ID = `AKID${'*'.repeat(32)}`;
const SECRET_KEY = '*'.repeat(32);
const TIMESTAMP = 1551113065;
const PAYLOAD = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
const SIGNED = ['content-type', 'host', 'x-tc-action'];
const CANONICAL = `POST
/

content-type:application/json; charset=utf-8
host:cvm.tencentcloudapi.com
x-tc-action:describeinstances

content-type;host;x-tc-action
35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064`;
const TO_SIGN = `TC3-HMAC-SHA256
1551113065
2019-02-25/cvm/tc3_request
7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84`;
const SIGNATURE = '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f';

describe('signature v3, step by step, by the published vector', () => {
  it('hashes the payload', () => {
    expect(sha256Hex(PAYLOAD)).toBe('35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064');
    expect(sha256Hex(Buffer.from(PAYLOAD))).toBe(sha256Hex(PAYLOAD));
  });

  it.each([
    ['in order', SIGNED],
    ['out of order', ['x-tc-action', 'host', 'content-type']],
  ])('puts the request into canonical form, signed headers %s', (_, signedHeaders) => {
    const canonical = canonicalRequest({
      method: 'POST',
      path: '/',
      query: '',
      headers: {
        'x-tc-action': ' DescribeInstances ',
        'content-type': 'application/json; charset=utf-8',
        host: 'cvm.tencentcloudapi.com',
        'x-tc-region': 'ap-guangzhou',
      },
      signedHeaders,
      payload: PAYLOAD,
    });
    expect(canonical).toBe(CANONICAL);
    expect(sha256Hex(canonical)).toBe('7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84');
  });

  it('takes the date in UTC, not in local time', () => {
    expect(scopeDate(TIMESTAMP)).toBe('2019-02-25');
    expect(scopeDate(TIMESTAMP + 8 * 3600)).toBe('2019-02-26');
    expect(credentialScope('2019-02-25', 'cvm')).toBe('2019-02-25/cvm/tc3_request');
  });

  it('builds the string to sign', () => {
    expect(stringToSign(TIMESTAMP, '2019-02-25/cvm/tc3_request', sha256Hex(CANONICAL))).toBe(TO_SIGN);
  });

  it('derives the three keys', () => {
    const keys = derivedKeys(SECRET_KEY, '2019-02-25', 'cvm');
    expect(keys.secretDate.toString('hex')).toBe(
      'da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0',
    );
    expect(keys.secretService.toString('hex')).toBe(
      '8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f',
    );
    expect(keys.secretSigning.toString('hex')).toBe(
      'b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af',
    );
  });

  it('signs', () => {
    expect(signature(derivedKeys(SECRET_KEY, '2019-02-25', 'cvm').secretSigning, TO_SIGN)).toBe(SIGNATURE);
  });

  it('writes the Authorization header', () => {
    expect(authorization(SECRET_ID, '2019-02-25/cvm/tc3_request', SIGNED, SIGNATURE)).toBe(
      `TC3-HMAC-SHA256 Credential=${SECRET_ID}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${SIGNATURE}`,
    );
  });
});

describe('the signer', () => {
  const request = {
    credentials: { secretId: SECRET_ID, secretKey: SECRET_KEY },
    host: 'cvm.tencentcloudapi.com',
    service: 'cvm',
    action: 'DescribeInstances',
    version: '2017-03-12',
    timestamp: TIMESTAMP,
    region: 'ap-guangzhou',
  };

  it('signs a POST as the document does, twice the same', () => {
    const signer = createSigner();
    for (let round = 0; round < 2; round += 1) {
      expect(signer.post(request, PAYLOAD)).toEqual({
        authorization: authorization(SECRET_ID, '2019-02-25/cvm/tc3_request', SIGNED, SIGNATURE),
        'content-type': 'application/json; charset=utf-8',
        host: 'cvm.tencentcloudapi.com',
        'x-tc-action': 'DescribeInstances',
        'x-tc-region': 'ap-guangzhou',
        'x-tc-timestamp': '1551113065',
        'x-tc-version': '2017-03-12',
      });
    }
  });

  it('signs the query of a GET, and an empty body', () => {
    const { query, headers } = createSigner().get(request, { Limit: 10, Filters: [{ Name: 'a b*' }] });
    expect(query).toBe('Limit=10&Filters.0.Name=a%20b%2A');
    const canonical = canonicalRequest({
      method: 'GET',
      path: '/',
      query,
      headers,
      signedHeaders: SIGNED,
      payload: '',
    });
    const expected = signature(
      derivedKeys(SECRET_KEY, '2019-02-25', 'cvm').secretSigning,
      stringToSign(TIMESTAMP, '2019-02-25/cvm/tc3_request', sha256Hex(canonical)),
    );
    expect(headers['authorization']).toContain(`Signature=${expected}`);
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('sends token, region and language only where there is one', () => {
    const signer = createSigner();
    const bare = signer.post({ ...request, region: '', language: undefined }, '{}');
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['x-tc-region']));
    expect(bare).not.toHaveProperty('x-tc-region');
    expect(bare).not.toHaveProperty('x-tc-token');
    expect(bare).not.toHaveProperty('x-tc-language');
    const full = signer.post(
      { ...request, language: 'zh-CN', credentials: { ...request.credentials, token: 'tok' } },
      '{}',
    );
    expect(full).toMatchObject({ 'x-tc-token': 'tok', 'x-tc-language': 'zh-CN' });
  });

  it('goes over to the next day at midnight UTC, and back', () => {
    const signer = createSigner();
    const midnight = Date.UTC(2026, 2, 2) / 1000;
    for (const [timestamp, date] of [
      [midnight - 1, '2026-03-01'],
      [midnight, '2026-03-02'],
      [midnight - 1, '2026-03-01'],
    ] as const) {
      const kept = signer.post({ ...request, timestamp }, '{}');
      expect(kept['authorization']).toContain(`/${date}/cvm/tc3_request`);
      expect(kept).toEqual(createSigner().post({ ...request, timestamp }, '{}'));
    }
  });

  it('derives keys once a day, and anew for a rotated secret', () => {
    const keys = createSigningKeys(2);
    const first = keys('one', '2026-03-01', 'live');
    expect(keys('one', '2026-03-01', 'live')).toBe(first);
    const rotated = keys('two', '2026-03-01', 'live');
    expect(rotated).toEqual(derivedKeys('two', '2026-03-01', 'live').secretSigning);
    expect(rotated).not.toEqual(first);
    keys('one', '2026-03-02', 'live');
    expect(keys('one', '2026-03-01', 'live')).not.toBe(first); // two are kept, the oldest went
    expect(keys('one', '2026-03-01', 'live')).toEqual(first);
  });
});

describe('encoding', () => {
  it('flattens nested parameters', () => {
    expect(flatten({ A: { B: ['x', 1] }, C: true, D: undefined, E: null, F: 2n ** 60n })).toEqual({
      'A.B.0': 'x',
      'A.B.1': '1',
      C: 'true',
      F: '1152921504606846976',
    });
  });

  it('encodes by RFC 3986 and comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encoded = percentEncode(text);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(encoded)).toBe(text);
      }),
    );
    expect(queryString({ Name: '未命名' })).toBe('Name=%E6%9C%AA%E5%91%BD%E5%90%8D');
  });
});
