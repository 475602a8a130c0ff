import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureV1, signedForm, sourceString, type SignatureMethod } from '../../sandbox/wire/sign-v1.ts';
import { flatten } from '../../src/live/sign.ts';
import { createSigner } from '../../src/live/signer.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import {
  createBench,
  HOST,
  readAnswer,
  SECRET_ID,
  SECRET_KEY,
  signedPost,
  type PostSettings,
} from './caller.ts';

const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

async function codeOf(settings: PostSettings, late = 0): Promise<string | undefined> {
  const { sandbox, clock } = createBench({ scene: demoScene });
  const request = signedPost(clock.now(), 'DescribeLiveStreamState', MAIN, settings);
  clock.advance(late);
  return (await readAnswer(await sandbox.fetch(request))).code;
}

describe('signature v3', () => {
  it.each<[string, PostSettings, string | undefined]>([
    ['a right one', {}, undefined],
    ['with the port in Host and in the signature', { origin: 'http://127.0.0.1:9000' }, undefined],
    ['with the port in Host only', { origin: 'http://127.0.0.1:9000', host: '127.0.0.1' }, undefined],
    ['of another host', { host: 'cvm.tencentcloudapi.com' }, 'AuthFailure.SignatureFailure'],
    ['with a service name taken from an address', { service: '127' }, undefined],
    [
      'with another key',
      { credentials: { secretId: SECRET_ID, secretKey: 'x' } },
      'AuthFailure.SignatureFailure',
    ],
    [
      'with an unknown id',
      { credentials: { secretId: 'AKIDother', secretKey: SECRET_KEY } },
      'AuthFailure.SecretIdNotFound',
    ],
    [
      'with another action after signing',
      { change: { 'x-tc-action': 'DropLiveStream' } },
      'AuthFailure.SignatureFailure',
    ],
    [
      'no signature at all',
      { change: { authorization: 'TC3-HMAC-SHA256' } },
      'AuthFailure.InvalidAuthorization',
    ],
    [
      'with a token that long-term keys do not have',
      { credentials: { secretId: SECRET_ID, secretKey: SECRET_KEY, token: 't' } },
      'AuthFailure.TokenFailure',
    ],
    [
      'for a day that is not the timestamp’s',
      { change: { 'x-tc-timestamp': '1772000000' } },
      'AuthFailure.SignatureFailure',
    ],
    ['without a timestamp', { change: { 'x-tc-timestamp': '' } }, 'MissingParameter'],
    ['with a timestamp in words', { change: { 'x-tc-timestamp': 'now' } }, 'InvalidParameterValue'],
  ])('%s', async (_, settings, code) => {
    expect(await codeOf(settings)).toBe(code);
  });

  it('expires after five minutes, and is not good before its time', async () => {
    expect(await codeOf({}, 300_000)).toBeUndefined();
    expect(await codeOf({}, 301_000)).toBe('AuthFailure.SignatureExpire');
    const ahead = Date.UTC(2026, 2, 1, 20) / 1000 + 301;
    expect(await codeOf({ timestamp: ahead })).toBe('AuthFailure.SignatureExpire');
    expect(await codeOf({ timestamp: ahead - 1 })).toBeUndefined();
  });

  it('takes the token that belongs to temporary keys, and no other', async () => {
    const { sandbox, clock } = createBench({ token: 'right' });
    const code = async (token?: string) => {
      const credentials = { secretId: SECRET_ID, secretKey: SECRET_KEY, ...(token && { token }) };
      const request = signedPost(clock.now(), 'DescribeCasterList', {}, { credentials });
      return (await readAnswer(await sandbox.fetch(request))).code;
    };
    expect(await code('right')).toBeUndefined();
    expect(await code('wrong')).toBe('AuthFailure.TokenFailure');
    expect(await code()).toBe('AuthFailure.TokenFailure');
  });

  it('insists on content-type and host among the signed headers', async () => {
    const { sandbox, clock } = createBench();
    const request = signedPost(clock.now(), 'DescribeCasterList', {});
    const authorization = request.headers.get('authorization') ?? '';
    const change = {
      authorization: authorization.replace('content-type;host;x-tc-action', 'host;x-tc-action'),
    };
    const weaker = signedPost(clock.now(), 'DescribeCasterList', {}, { change });
    expect((await readAnswer(await sandbox.fetch(weaker))).code).toBe('AuthFailure.SignatureFailure');
  });

  it('verifies by the headers that SignedHeaders names, in a computation of its own', async () => {
    const { sandbox, clock } = createBench();
    const timestamp = String(clock.now() / 1000);
    const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
    const { sha256Hex } = await import('../../src/live/sign.ts');
    const names = 'content-type;host';
    const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${HOST}\n\n${names}\n${sha256Hex('{}')}`;
    const scope = '2026-03-01/live/tc3_request';
    const key = hmac(hmac(hmac(`TC3${SECRET_KEY}`, '2026-03-01'), 'live'), 'tc3_request');
    const signed = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256Hex(canonical)}`).toString(
      'hex',
    );
    const headers = {
      authorization: `TC3-HMAC-SHA256 Credential=${SECRET_ID}/${scope}, SignedHeaders=${names}, Signature=${signed}`,
      'content-type': 'application/json',
      'x-tc-action': 'DescribeCasterList',
      'x-tc-version': '2018-08-01',
      'x-tc-timestamp': timestamp,
    };
    const post = (body: string) =>
      sandbox.fetch(
        new Request(`https://${HOST}/`, { method: 'POST', body, headers: { ...headers, host: HOST } }),
      );
    expect((await readAnswer(await post('{}'))).code).toBeUndefined();
    expect((await readAnswer(await post('{ }'))).code).toBe('AuthFailure.SignatureFailure');
  });

  it('GET, with nested parameters', async () => {
    const { sandbox, clock } = createBench({ scene: demoScene });
    const get = (action: string, params: object, region?: string) => {
      const about = { action, region, service: 'live', version: '2018-08-01', timestamp: clock.now() / 1000 };
      const credentials = { secretId: SECRET_ID, secretKey: SECRET_KEY };
      const { query, headers } = createSigner().get({ ...about, host: HOST, credentials }, params);
      return sandbox.fetch(new Request(`https://${HOST}/?${query}`, { headers }));
    };
    const state = await readAnswer(await get('DescribeLiveStreamState', MAIN));
    expect(state.output).toEqual({ StreamState: 'active' });
    const created = await readAnswer(
      await get(
        'CreateLiveStreamMonitor',
        {
          MonitorName: '夜间 & “监看”',
          OutputInfo: { OutputStreamWidth: 640, OutputStreamHeight: 360 },
          InputList: [{ InputStreamName: 'main' }, { InputStreamName: 'news', NeedMonitor: true }],
          AiAsrInputIndexList: [1, 2],
        },
        'ap-guangzhou',
      ),
    );
    expect(created.code).toBeUndefined();
    expect(sandbox.calls().at(-1)).toMatchObject({
      region: 'ap-guangzhou',
      signing: 'v3',
      params: {
        MonitorName: '夜间 & “监看”',
        InputList: [{ InputStreamName: 'main' }, { InputStreamName: 'news', NeedMonitor: true }],
        AiAsrInputIndexList: [1, 2],
      },
    });
  });

  it('no body that was changed on the way gets through', async () => {
    const { sandbox, clock } = createBench({ scene: demoScene });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (meant, sent) => {
        fc.pre(JSON.stringify(meant) !== JSON.stringify(sent));
        const honest = signedPost(clock.now(), 'DropLiveStream', {}, { body: JSON.stringify(meant) });
        const request = new Request(honest.url, {
          method: 'POST',
          headers: honest.headers,
          body: JSON.stringify(sent),
        });
        expect((await readAnswer(await sandbox.fetch(request))).code).toBe('AuthFailure.SignatureFailure');
      }),
      { numRuns: 50 },
    );
  });
});

describe('signature v1', () => {
  function form(
    now: number,
    method: string,
    action: string,
    params: object,
    more: Record<string, string> = {},
  ) {
    const flat: Record<string, string> = {
      Action: action,
      Version: '2018-08-01',
      Timestamp: String(now / 1000),
      Nonce: '11886',
      SecretId: SECRET_ID,
      ...flatten(params),
      ...more,
    };
    const algorithm: SignatureMethod = flat['SignatureMethod'] === 'HmacSHA256' ? 'HmacSHA256' : 'HmacSHA1';
    return signedForm(flat, signatureV1(SECRET_KEY, sourceString(method, HOST, '/', flat), algorithm));
  }
  const get = (query: string) => new Request(`https://${HOST}/?${query}`);
  const post = (body: string) =>
    new Request(`https://${HOST}/`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

  it.each([
    ['GET', 'HmacSHA1', get],
    ['GET', 'HmacSHA256', get],
    ['POST', 'HmacSHA1', post],
    ['POST', 'HmacSHA256', post],
  ] as const)('%s with %s', async (method, SignatureMethod, send) => {
    const { sandbox, clock } = createBench({ scene: demoScene });
    const signed = form(clock.now(), method, 'DescribeLiveStreamState', MAIN, { SignatureMethod });
    expect((await readAnswer(await sandbox.fetch(send(signed)))).output).toEqual({ StreamState: 'active' });
    expect(sandbox.calls().at(-1)).toMatchObject({ signing: 'v1', params: MAIN });
    const forged = await readAnswer(
      await sandbox.fetch(send(signed.replace('StreamName=main', 'StreamName=news'))),
    );
    expect(forged.code).toBe('AuthFailure.SignatureFailure');
  });

  it('lists and structures, with the region among the parameters', async () => {
    const { sandbox, clock } = createBench();
    const params = {
      OutputInfo: { OutputStreamWidth: 640, OutputStreamHeight: 360 },
      InputList: [{ InputStreamName: 'a', NeedMonitor: false }],
    };
    const body = form(clock.now(), 'POST', 'CreateLiveStreamMonitor', params, { Region: 'ap-shanghai' });
    expect((await readAnswer(await sandbox.fetch(post(body)))).code).toBeUndefined();
    expect(sandbox.calls().at(-1)).toMatchObject({ region: 'ap-shanghai', params });
  });

  it('is refused when it is stale, of an unknown id, or without its parts', async () => {
    const { sandbox, clock } = createBench();
    const code = async (request: Request) => (await readAnswer(await sandbox.fetch(request))).code;
    const old = form(clock.now() - 301_000, 'GET', 'DescribeCasterList', {});
    expect(await code(get(old))).toBe('AuthFailure.SignatureExpire');
    const other = form(clock.now(), 'GET', 'DescribeCasterList', {}, { SecretId: 'AKIDother' });
    expect(await code(get(other))).toBe('AuthFailure.SecretIdNotFound');
    expect(await code(get('Action=DescribeCasterList&Timestamp=1'))).toBe('MissingParameter');
    expect(await code(get(''))).toBe('MissingParameter');
  });
});
