import { describe, expect, it } from 'vitest';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { MODELLED } from '../../sandbox/modelled.ts';
import { sceneWith } from '../../sandbox/scene.ts';
import { createBench, HOST, readAnswer, signedPost, type PostSettings } from './caller.ts';

const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

async function send(action: string, params: object, settings: PostSettings = {}) {
  const { sandbox, clock } = createBench({ scene: demoScene });
  const response = await sandbox.fetch(signedPost(clock.now(), action, params, settings));
  return { status: response.status, ...(await readAnswer(response)), calls: sandbox.calls() };
}

describe('errors', () => {
  it('are answered with HTTP 200, a code, a message and a request id', async () => {
    const { status, code, message, requestId, calls } = await send('DropLiveStream', {});
    expect([status, code]).toEqual([200, 'MissingParameter']);
    expect(message).toContain('`StreamName`');
    expect(requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(calls).toMatchObject([{ action: 'DropLiveStream', code: 'MissingParameter', requestId }]);
  });

  const monitor = {
    OutputInfo: { OutputStreamWidth: 1, OutputStreamHeight: 1 },
    InputList: [{ InputStreamName: 'a' }],
  };
  it.each<[string, string, object, string, string?]>([
    ['an action that does not exist', 'DropEverything', {}, 'InvalidAction'],
    ['an object’s own method is no action', 'constructor', {}, 'InvalidAction'],
    [
      'a parameter that the action does not have',
      'DropLiveStream',
      { ...MAIN, Force: true },
      'UnknownParameter',
      'Force',
    ],
    ['a number where text belongs', 'DropLiveStream', { ...MAIN, AppName: 1 }, 'InvalidParameter', 'AppName'],
    ['text where a number belongs', 'DescribeCaster', { CasterId: '63501' }, 'InvalidParameter', 'CasterId'],
    [
      'a fraction where a whole number belongs',
      'DescribeCaster',
      { CasterId: 1.5 },
      'InvalidParameter',
      'CasterId',
    ],
    ['null for what is required', 'DescribeCaster', { CasterId: null }, 'MissingParameter', 'CasterId'],
    ['a list where one belongs', 'DescribeCaster', { CasterId: [1] }, 'InvalidParameter', 'CasterId'],
    ['no list', 'CreateLiveStreamMonitor', { ...monitor, InputList: {} }, 'InvalidParameter', 'InputList'],
    [
      'a wrong type deep inside',
      'CreateLiveStreamMonitor',
      { ...monitor, InputList: [{ InputStreamName: 'a' }, { InputStreamName: 7 }] },
      'InvalidParameter',
      'InputList.1.InputStreamName',
    ],
    [
      'something missing deep inside',
      'CreateLiveStreamMonitor',
      { ...monitor, OutputInfo: { OutputStreamWidth: 1 } },
      'MissingParameter',
      'OutputInfo.OutputStreamHeight',
    ],
    [
      'something unknown deep inside',
      'CreateLiveStreamMonitor',
      { ...monitor, OutputInfo: { ...monitor.OutputInfo, Colour: 'red' } },
      'UnknownParameter',
      'OutputInfo.Colour',
    ],
    ['an empty name', 'DropLiveStream', { ...MAIN, StreamName: '' }, 'InvalidParameterValue', 'stream'],
    ['an action that is retired', 'CreateLiveRecord', {}, 'ActionOffline', 'CreateRecordTask'],
  ])('%s', async (_, action, params, code, named = '') => {
    const answered = await send(action, params);
    expect(answered.code).toBe(code);
    expect(answered.message).toContain(named);
  });

  it.each<[string, PostSettings, string]>([
    ['another version', { version: '2017-03-12' }, 'NoSuchVersion'],
    ['no version', { version: '' }, 'MissingParameter'],
    ['a body that is no JSON', { body: '{"a":' }, 'InvalidParameter'],
    ['a body that is no object', { body: '[]' }, 'InvalidParameter'],
    [
      'a body that is nested too deep',
      { body: `{"a":${'['.repeat(100)}${']'.repeat(100)}}` },
      'InvalidParameter',
    ],
    ['another content type', { change: { 'content-type': 'text/plain' } }, 'AuthFailure.SignatureFailure'],
    ['an empty body stands for no parameters', { body: '' }, 'MissingParameter'],
  ])('%s', async (_, settings, code) => {
    expect((await send('DropLiveStream', MAIN, settings)).code).toBe(code);
  });

  it.each<[string, string, string | null, string | undefined]>([
    ['needed and given', 'DescribeBackupStreamList', 'ap-tokyo', undefined],
    ['needed and missing', 'DescribeBackupStreamList', null, 'MissingParameter'],
    [
      'needed and of another kind of action',
      'DescribeLiveStreamMonitorList',
      'ap-tokyo',
      'UnsupportedRegion',
    ],
    ['needed and unknown', 'DescribeBackupStreamList', 'eu-atlantis', 'UnsupportedRegion'],
    ['not needed: without effect', 'DescribeCasterList', 'ap-guangzhou', undefined],
    ['not taken and not given', 'DescribeCasterList', null, undefined],
  ])('region %s', async (_, action, region, code) => {
    const params = action === 'DescribeLiveStreamMonitorList' ? { Index: 0, Count: 1 } : {};
    expect((await send(action, params, { region })).code).toBe(code);
  });

  it('an empty region is refused for every action', async () => {
    const change = { 'x-tc-region': '' };
    for (const action of ['DescribeCasterList', 'DescribeBackupStreamList'])
      expect((await send(action, {}, { change })).code).toBe('InvalidParameterValue');
  });

  it('an optional region is taken and may be left out', async () => {
    const params = { AppName: 'live', PushDomainName: 'push.example.com', StreamName: 'main' };
    for (const region of [null, 'ap-guangzhou'])
      expect((await send('StopLivePadProcessor', params, { region })).output).toEqual({
        ResultMessage: 'no match processor stream',
      });
  });

  it('requests that are too large', async () => {
    const { sandbox } = createBench();
    const code = async (request: Request) => (await readAnswer(await sandbox.fetch(request))).code;
    expect(await code(new Request(`https://${HOST}/?a=${'x'.repeat(33_000)}`))).toBe(
      'RequestSizeLimitExceeded',
    );
    const body = 'x'.repeat(1_048_577);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await code(new Request(`https://${HOST}/`, { method: 'POST', body, headers: form }))).toBe(
      'RequestSizeLimitExceeded',
    );
    const json = { 'content-type': 'application/json' };
    expect(await code(new Request(`https://${HOST}/`, { method: 'POST', body, headers: json }))).toBe(
      'MissingParameter',
    );
    const huge = 'x'.repeat(10 * 1_048_576 + 1);
    expect(await code(new Request(`https://${HOST}/`, { method: 'POST', body: huge, headers: json }))).toBe(
      'RequestSizeLimitExceeded',
    );
    expect(await code(new Request(`https://${HOST}/`, { method: 'POST', body: 'x' }))).toBe(
      'UnsupportedProtocol',
    );
    expect(await code(new Request(`https://${HOST}/`, { method: 'PUT', body: 'x' }))).toBe('InvalidRequest');
  });

  it('an account out of service is refused by what documents that', async () => {
    const { codeOf } = createBench({ scene: sceneWith({ service: 'FreezeService' }) });
    expect(await codeOf('DropLiveStream', MAIN)).toBe('ResourceNotFound.FreezeService');
    expect(await codeOf('CreateCaster', {})).toBe('ResourceNotFound.FreezeService');
  });
});

describe('rate limits', () => {
  it('are counted per action and second of the clock', async () => {
    const { codeOf, clock } = createBench({ scene: demoScene });
    const limit = actions['DescribeBackupStreamList']?.rateLimit ?? 0;
    for (let call = 0; call < limit; call += 1) expect(await codeOf('DescribeBackupStreamList', {})).toBe('');
    expect(await codeOf('DescribeBackupStreamList', {})).toBe('RequestLimitExceeded');
    expect(await codeOf('DescribeCasterList', {})).toBe('');
    clock.advance(1000);
    expect(await codeOf('DescribeBackupStreamList', {})).toBe('');
  });

  it('calls that are not signed right do not count', async () => {
    const { sandbox, clock, codeOf } = createBench({ scene: demoScene });
    for (let call = 0; call < 3; call += 1)
      await sandbox.fetch(signedPost(clock.now(), 'DescribeLiveForbidStreamList', {}, { timestamp: 1 }));
    expect(await codeOf('DescribeLiveForbidStreamList', {})).toBe('');
    expect(await codeOf('DescribeLiveForbidStreamList', {})).toBe('');
    expect(await codeOf('DescribeLiveForbidStreamList', {})).toBe('RequestLimitExceeded');
  });
});

it('models every action that is not retired', () => {
  const wanted = Object.keys(actions).filter((action) => !actions[action]?.retired);
  expect(wanted.filter((action) => !MODELLED.includes(action))).toEqual([]);
});
