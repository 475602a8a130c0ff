/** The vendor's own Node client against the sandbox, over real HTTP: the actions on streams, monitors, casters and pull tasks. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.ts';

const PACKAGE = 'tencentcloud-sdk-nodejs';
const installed = existsSync(new URL(`./node_modules/${PACKAGE}/package.json`, import.meta.url));
if (!installed)
  console.log(
    'Skipped: the vendor’s client is not installed. To run these tests: npm ci --prefix test/peers',
  );

type Output = Record<string, unknown>;
interface VendorClient {
  request(action: string, params: object): Promise<Output>;
}
type Method = (params: object) => Promise<Output>;
interface Profile {
  signMethod?: string;
  httpProfile?: { reqMethod?: string };
}

/** Actions that the document has and this version of the client has no method for. */
const WITHOUT_METHOD = [
  'DescribeLiveForbidStreamList',
  'DescribeLivePadProcessorList',
  'StopLivePadProcessor',
];
const KEYS = { secretId: 'AKIDvendor', secretKey: 'vendor-test-key' };

describe.skipIf(!installed)('the vendor’s client', () => {
  const called = new Set<string>();
  let sandbox: Sandbox;
  let clientOf: (region?: string, profile?: Profile, keys?: typeof KEYS) => VendorClient;
  let call: (action: string, params?: object) => Promise<Output>;

  beforeAll(async () => {
    sandbox = createSandbox({ clock: systemClock, seed: 3, ...KEYS, scene: demoScene });
    const { origin } = await sandbox.listen({ port: 0 });
    const { live } = createRequire(import.meta.url)(`${PACKAGE}/tencentcloud/services/live`) as {
      live: { v20180801: { Client: new (config: object) => VendorClient } };
    };
    clientOf = (region, profile = {}, credential = KEYS) =>
      new live.v20180801.Client({
        credential,
        region,
        profile: {
          ...profile,
          httpProfile: {
            ...profile.httpProfile,
            endpoint: new URL(origin).host,
            protocol: 'http://',
            reqTimeout: 5,
          },
        },
      });
    const regional = clientOf('ap-guangzhou');
    const plain = clientOf();
    call = async (action, params = {}) => {
      called.add(action);
      const needsRegion = /Monitor|Backup|Optimal|PadProcessorList|PullStreamTask/.test(action);
      const client = needsRegion ? regional : plain;
      if (WITHOUT_METHOD.includes(action)) return client.request(action, params);
      const method = (client as unknown as Record<string, Method>)[action];
      if (!method) throw new Error(`The client has no ${action}`);
      return method.call(client, params);
    };
  });
  afterAll(() => sandbox.close());

  const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };

  it('stream', async () => {
    const state = async () => (await call('DescribeLiveStreamState', MAIN))['StreamState'];
    expect(await state()).toBe('active');
    expect(await call('DescribeLiveStreamOnlineList', { DomainName: 'push.example.com' })).toMatchObject({
      TotalNum: 5,
    });
    await call('DropLiveStream', MAIN);
    expect(await state()).toBe('inactive');
    await call('ForbidLiveStream', { ...MAIN, Reason: '测试' });
    expect(await state()).toBe('forbid');
    expect(await call('DescribeLiveForbidStreamList')).toMatchObject({ TotalNum: 2 });
    await call('ResumeLiveStream', MAIN);
    expect(await state()).toBe('inactive');
    const text = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');
    const range = { StartTime: text(systemClock.now() - 86_400_000), EndTime: text(systemClock.now()) };
    expect(await call('DescribeLiveStreamEventList', range)).toMatchObject({
      EventList: [{ StreamName: 'main' }],
    });
    expect(
      await call('DescribeLiveStreamPublishedList', { ...range, DomainName: 'push.example.com' }),
    ).toMatchObject({ PublishInfo: [{ StreamName: 'main' }] });
    const pad = { AppName: 'live', PushDomainName: 'push.example.com' };
    expect(await call('DescribeLivePadProcessorList', pad)).toMatchObject({ StreamNameList: [] });
    expect(await call('StopLivePadProcessor', { ...pad, StreamName: 'main' })).toMatchObject({
      ResultMessage: 'no match processor stream',
    });
  });

  it('backup stream', async () => {
    const upstreams = async () => {
      const { StreamInfoList } = (await call('DescribeBackupStreamList', { StreamName: 'sports' })) as {
        StreamInfoList: {
          OptimalEnable: number;
          BackupList: { UpstreamSequence: string; MasterFlag: number }[];
        }[];
      };
      return StreamInfoList[0]!;
    };
    const [main, backup] = (await upstreams()).BackupList;
    expect([main!.MasterFlag, backup!.MasterFlag]).toEqual([1, 0]);
    const target = { PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'sports' };
    await call('SwitchBackupStream', { ...target, UpstreamSequence: backup!.UpstreamSequence });
    expect((await upstreams()).BackupList.map((one) => one.MasterFlag)).toEqual([0, 1]);
    await call('EnableOptimalSwitching', { StreamName: 'sports', EnableSwitch: 1 });
    expect((await upstreams()).OptimalEnable).toBe(1);
    await expect(call('SwitchBackupStream', { ...target, UpstreamSequence: '1' })).rejects.toMatchObject({
      code: 'FailedOperation',
    });
  });

  it('viewers', async () => {
    const text = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');
    const now = systemClock.now();
    const range = { StartTime: text(now - 900_000), EndTime: text(now) };
    const watched = await call('DescribeStreamPlayInfoList', {
      ...range,
      StreamName: 'news',
      AppName: 'live',
    });
    const points = watched['DataInfoList'] as { Online: number }[];
    expect(points.length).toBeGreaterThan(9);
    expect(points.every(({ Online }) => Online > 0)).toBe(true);
  });

  it('monitor', async () => {
    const { MonitorId } = await call('CreateLiveStreamMonitor', {
      MonitorName: '监看',
      OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
      InputList: [{ InputStreamName: 'main' }, { InputStreamName: 'sports' }],
      AllowMonitorReport: 1,
    });
    await call('ModifyLiveStreamMonitor', { MonitorId, CheckStreamBroken: 1 }).catch((error: unknown) => {
      // This action alone does not take ap-guangzhou.
      expect(error).toMatchObject({ code: 'UnsupportedRegion' });
    });
    await clientOf('ap-shanghai').request('ModifyLiveStreamMonitor', { MonitorId, CheckStreamBroken: 1 });
    await call('StartLiveStreamMonitor', { MonitorId, AudibleInputIndexList: [1] });
    expect(await call('DescribeLiveStreamMonitor', { MonitorId })).toMatchObject({
      LiveStreamMonitor: { Status: 1, MonitorName: '监看', CheckStreamBroken: 1, AudibleInputIndexList: [1] },
    });
    await expect(call('DeleteLiveStreamMonitor', { MonitorId })).rejects.toMatchObject({
      code: 'FailedOperation.MonitorIsActive',
    });
    sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'sports' });
    const report = await call('DescribeMonitorReport', { MonitorId });
    expect(report['DiagnoseResult']).toMatchObject({
      StreamBrokenResults: [expect.stringContaining('sports')],
    });
    await call('StopLiveStreamMonitor', { MonitorId });
    await call('DeleteLiveStreamMonitor', { MonitorId });
    expect(await call('DescribeLiveStreamMonitorList', { Index: 0, Count: 10 })).toMatchObject({
      TotalNum: 2,
    });
  });

  it('pull task', async () => {
    const text = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');
    const now = systemClock.now();
    const { TaskId } = await call('CreateLivePullStreamTask', {
      SourceType: 'PullLivePushLive',
      SourceUrls: ['rtmp://source.example.com/live/feed'],
      ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'pulled' },
      ...{ StartTime: text(now - 1000), EndTime: text(now + 3_600_000), Operator: 'vendor', Comment: '拉流' },
    });
    const status = async () =>
      ((await call('DescribeLivePullStreamTaskStatus', { TaskId }))['TaskStatusInfo'] as Output)['RunStatus'];
    expect(await status()).toBe('active');
    expect(await call('DescribeLivePullStreamTasks', { TaskId })).toMatchObject({
      TaskInfos: [{ TaskId, Comment: '拉流', Status: 'enable' }],
      LimitTaskNum: 200,
    });
    await call('RestartLivePullStreamTask', { TaskId, Operator: 'vendor' });
    expect(await status()).toBe('active');
    await call('ModifyLivePullStreamTask', { TaskId, Operator: 'vendor', Status: 'pause' });
    expect(await status()).toBe('inactive');
    await call('DeleteLivePullStreamTask', { TaskId, Operator: 'vendor' });
    await expect(call('RestartLivePullStreamTask', { TaskId, Operator: 'vendor' })).rejects.toMatchObject({
      code: 'InvalidParameter.TaskNotExist',
    });
  });

  it('caster', async () => {
    expect(await call('DescribeCasterUserStatus')).toMatchObject({ UserStatus: 1 });
    const { CasterId } = await call('CreateCaster', {
      CasterName: '演播室',
      PgmWidth: 1920,
      PgmHeight: 1080,
    });
    await call('ModifyCaster', { CasterId, Description: 'vendor test' });
    expect(await call('DescribeCaster', { CasterId })).toMatchObject({
      CasterInfo: { CasterName: '演播室', Description: 'vendor test', Status: 0 },
    });
    const { PushUrl } = await call('CreateCasterInputPushUrl', { CasterId, InputIndex: 1, Protocol: 'rtmp' });
    await call('AddCasterInputInfo', {
      CasterId,
      InputInfo: { InputIndex: 1, InputType: 2, InputUrl: PushUrl },
    });
    await call('AddCasterInputInfo', {
      CasterId,
      InputInfo: { InputIndex: 2, InputType: 1, InputUrls: ['https://media.example.com/a.mp4'] },
    });
    await call('ModifyCasterInputInfo', { CasterId, InputInfo: { InputIndex: 2, Volume: 50 } });
    expect(await call('DescribeCasterInputInfos', { CasterId })).toMatchObject({
      InputInfos: [{}, { Volume: 50 }],
    });
    await call('AddCasterOutputInfo', {
      CasterId,
      OutputInfo: { OutputIndex: 1, OutputUrl: 'rtmp://third.example.com/live/a' },
    });
    await call('ModifyCasterOutputInfo', {
      CasterId,
      OutputInfo: { OutputIndex: 1, Description: 'third party' },
    });
    expect(await call('DescribeCasterOutputInfos', { CasterId })).toMatchObject({
      OutputInfos: [{ OutputType: 1 }, { OutputType: 2, Description: 'third party' }],
    });
    for (const LayoutIndex of [1, 2])
      await call('AddCasterLayoutInfo', {
        CasterId,
        LayoutInfo: { LayoutIndex, LayoutTemplateId: 20, InputIndexList: '1|2' },
      });
    await call('ModifyCasterLayoutInfo', { CasterId, LayoutInfo: { LayoutIndex: 2, InputIndexList: '2|1' } });
    expect(await call('DescribeCasterLayoutInfos', { CasterId })).toMatchObject({
      LayoutInfos: [{ InputIndexList: '1|2' }, { InputIndexList: '2|1' }],
    });
    const pic = { MarkPicIndex: 1, MarkPicUrl: 'https://media.example.com/logo.png', MarkPicWidth: 0.2 };
    await call('AddCasterMarkPicInfo', { CasterId, MarkPicInfo: pic });
    await call('ModifyCasterMarkPicInfo', {
      CasterId,
      MarkPicInfo: { MarkPicIndex: 1, Description: 'logo' },
    });
    expect(await call('DescribeCasterMarkPicInfos', { CasterId })).toMatchObject({
      MarkPicInfos: [{ Description: 'logo' }],
    });
    await call('AddCasterMarkWordInfo', {
      CasterId,
      MarkWordInfo: { MarkWordIndex: 1, MarkWordText: '直播' },
    });
    await call('ModifyCasterMarkWordInfo', {
      CasterId,
      MarkWordInfo: { MarkWordIndex: 1, MarkWordFontSize: 30 },
    });
    expect(await call('DescribeCasterMarkWordInfos', { CasterId })).toMatchObject({
      MarkWordInfos: [{ MarkWordText: '直播', MarkWordFontSize: 30 }],
    });
    expect(await call('DescribeCasterTransitionTypes', { CasterId })).toMatchObject({
      TransitionTypes: [{ TransitionType: 'heart', Index: 1 }, {}, {}, {}],
    });

    await expect(call('CreateCasterPgmFromPvw', { CasterId })).rejects.toMatchObject({
      code: 'FailedOperation.CreateCasterTaskFailed',
    });
    await call('CreateCasterPgm', { CasterId, PgmDisplayInfo: { LayoutIndex: 1 } });
    await call('CreateCasterPvw', { CasterId, PvwDisplayInfo: { LayoutIndex: 2, MarkPicIndexList: [1] } });
    await call('CreateCasterPgmFromPvw', { CasterId });
    expect(await call('DescribeCasterDisplayInfo', { CasterId })).toMatchObject({
      Status: 3,
      PgmDisplayInfo: { LayoutIndex: 2, MarkPicIndexList: [1] },
      PvwDisplayInfo: { LayoutIndex: 2 },
    });
    expect(await call('DescribeCasterPlayUrl', { CasterId, PlayUrlType: 3 })).toMatchObject({
      PlayUrl: expect.stringMatching(/^rtmp:/) as string,
    });
    const copy = await call('CopyCaster', { CasterId, CasterName: 'copy', OutputStreamId: 'copy-out' });
    await call('StopCasterPvw', { CasterId });
    await call('StopCasterPgm', { CasterId });
    await call('ReleaseCaster', { CasterId });
    await call('DeleteCasterLayoutInfo', { CasterId, LayoutIndex: 1 });
    await call('DeleteCasterLayoutInfo', { CasterId, LayoutIndex: 2 });
    await call('DeleteCasterInputInfo', { CasterId, InputIndex: 2 });
    await call('DeleteCasterOutputInfo', { CasterId, OutputIndex: 1 });
    await call('DeleteCasterMarkPicInfo', { CasterId, MarkPicIndex: 1 });
    await call('DeleteCasterMarkWordInfo', { CasterId, MarkWordIndex: 1 });
    await call('DeleteCaster', { CasterId });
    await call('DeleteCaster', { CasterId: copy['CasterId'] });
    expect(await call('DescribeCasterList')).toMatchObject({ CasterList: [{ Status: 3 }, { Status: 0 }] });
  });

  it('has called every action of these groups', () => {
    const groups = ['stream', 'backup', 'monitor', 'caster', 'pull'];
    const wanted = Object.keys(actions).filter(
      (action) =>
        groups.includes(actions[action]?.group ?? '') &&
        !actions[action]?.retired &&
        // Those that came after the document are called in every-action.test.ts.
        actions[action]?.since === undefined,
    );
    expect([...called].sort()).toEqual([...wanted, 'DescribeStreamPlayInfoList'].sort());
  });

  it.each([
    ['TC3-HMAC-SHA256', 'GET'],
    ['HmacSHA256', 'GET'],
    ['HmacSHA256', 'POST'],
    ['HmacSHA1', 'GET'],
    ['HmacSHA1', 'POST'],
  ])('signs with %s over %s', async (signMethod, reqMethod) => {
    const client = clientOf('ap-beijing', { signMethod, httpProfile: { reqMethod } });
    const { MonitorId } = await client.request('CreateLiveStreamMonitor', {
      MonitorName: 'a b&c=中',
      OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
      InputList: [{ InputStreamName: 'main' }],
    });
    const shown = await client.request('DescribeLiveStreamMonitor', { MonitorId });
    expect(shown).toMatchObject({ LiveStreamMonitor: { MonitorName: 'a b&c=中' } });
    await client.request('DeleteLiveStreamMonitor', { MonitorId });
  });

  it('reads the sandbox’s refusals', async () => {
    const forged = clientOf(undefined, {}, { ...KEYS, secretKey: 'wrong' });
    await expect(forged.request('DescribeCasterList', {})).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    await expect(clientOf('eu-atlantis').request('DescribeBackupStreamList', {})).rejects.toMatchObject({
      code: 'UnsupportedRegion',
    });
  });
});
