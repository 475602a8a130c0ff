import { describe, expect, it, onTestFinished } from 'vitest';
import { createLiveClient, type LiveClient } from '../../src/live/client.ts';
import type { Actions } from '../../src/live/catalogue/types.generated.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import type { SandboxOptions } from '../../sandbox/sandbox.ts';
import { sceneWith } from '../../sandbox/scene.ts';
import { SECRET_ID, SECRET_KEY, type Bench } from './caller.ts';
import { openHeardBench } from './heard-bench.ts';

type Create = Actions['CreateLivePullStreamTask']['input'];
const NOW = Date.UTC(2026, 2, 1, 20);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const text = (ms: number) => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');
const TARGET = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'pulled' };
const CREATE: Create = {
  SourceType: 'PullLivePushLive',
  SourceUrls: ['rtmp://source.example.com/live/feed?txSecret=5e1f'],
  ...TARGET,
  StartTime: text(NOW),
  EndTime: text(NOW + DAY),
  Operator: 'ada',
};
const FILES = ['https://media.example.com/a.mp4', 'https://media.example.com/b.mp4'];
const VOD: Create = { ...CREATE, SourceType: 'PullVodPushLive', SourceUrls: FILES };
const TO_URL = { DomainName: '', AppName: '', StreamName: '' };

/** A sandbox whose pushes and pull tasks tell one receiver, and what it heard, in short. */
async function stage(options: Partial<SandboxOptions> = {}) {
  const bench = await openHeardBench(options, undefined, { key: '' });
  const { receiver } = bench;
  return {
    ...bench,
    create: (parts: Partial<Create> = {}) =>
      create(bench, { ...CREATE, CallbackUrl: receiver.url, ...parts }),
    /** What was heard since the last time: relay events by name, pushes and disconnects of the target as 1 and 0. */
    async heard() {
      await bench.sandbox.settled();
      return receiver.messages
        .splice(0)
        .map(({ body }) => (body['event_type'] === 314 ? body['callback_event'] : body['event_type']));
    },
  };
}

async function create({ call }: Bench, params: Create): Promise<string> {
  return String((await call('CreateLivePullStreamTask', params)).output['TaskId']);
}

async function status({ call }: Bench, TaskId: string) {
  return (await call('DescribeLivePullStreamTaskStatus', { TaskId })).output['TaskStatusInfo'] as Record<
    string,
    unknown
  >;
}

async function info({ call }: Bench, TaskId: string) {
  const { output } = await call('DescribeLivePullStreamTasks', { TaskId });
  return (output['TaskInfos'] as Record<string, unknown>[])[0];
}

async function upstreams({ call }: Bench, StreamName = 'pulled') {
  const { output } = await call('DescribeBackupStreamList', { StreamName });
  const [group] = output['StreamInfoList'] as { BackupList: Record<string, unknown>[] }[];
  return group?.BackupList ?? [];
}

const by = (TaskId: string) => ({ TaskId, Operator: 'ada' });

describe('a pull task', () => {
  it('pushes as its own source, is told, and ends at its end', async () => {
    const it = await stage();
    const id = await it.create();
    expect(await it.heard()).toEqual(expect.arrayContaining([1, 'TaskStart']));
    expect(await status(it, id)).toMatchObject({ RunStatus: 'active', ReportTime: text(NOW) });
    expect(await upstreams(it)).toMatchObject([{ SourceFrom: `拉流转推(${id})`, MasterFlag: 1 }]);
    expect(await info(it, id)).toMatchObject({ ...TARGET, Status: 'enable', CreateBy: 'ada' });
    it.clock.advance(DAY - 1);
    expect(await it.heard()).toEqual([]);
    it.clock.advance(1);
    expect((await it.heard()).sort()).toEqual([0, 'TaskExit']);
    expect(await status(it, id)).toMatchObject({ RunStatus: 'inactive', FileUrl: '' });
    expect(await upstreams(it)).toEqual([]);
    it.clock.advance(DAY);
    expect(await it.heard()).toEqual([]);
  });

  it('waits for its start', async () => {
    const it = await stage();
    const id = await it.create({ StartTime: text(NOW + 40 * DAY), EndTime: text(NOW + 41 * DAY) });
    expect((await status(it, id))['RunStatus']).toBe('inactive');
    it.clock.advance(40 * DAY);
    expect((await status(it, id))['RunStatus']).toBe('active');
  });

  it('is unsigned, and names task, source and target', async () => {
    const it = await stage({ callback: { url: 'http://127.0.0.1:1/', key: 'k' } });
    const id = await it.create({ PushArgs: 'txSecret=77aa' });
    await it.sandbox.settled();
    const { body } = it.receiver.messages[0]!;
    expect(body).toMatchObject({
      ...{ event_type: 314, callback_event: 'TaskStart', task_id: id, stream_id: 'pulled' },
      to_url: 'rtmp://push.example.com/live/pulled?txSecret=77aa',
      source_urls: `${JSON.stringify(CREATE.SourceUrls)}\n`,
    });
    expect(JSON.parse(body['msg'] as string)).toEqual({ task_start_time: NOW });
    expect(body).not.toHaveProperty('sign');
  });

  it('tells only the events that were chosen, and nobody without an address', async () => {
    const it = await stage();
    const id = await it.create({ CallbackEvents: ['TaskExit'] });
    await it.create({ CallbackUrl: '', StreamName: 'other' });
    expect(await it.heard()).toEqual([1, 1]);
    await it.call('DeleteLivePullStreamTask', by(id));
    expect((await it.heard()).sort()).toEqual([0, 'TaskExit']);
  });

  it('paused stops; enabled begins again; changed is told', async () => {
    const it = await stage();
    const id = await it.create();
    await it.heard();
    await it.call('ModifyLivePullStreamTask', { ...by(id), Status: 'pause' });
    expect((await it.heard()).sort()).toEqual([0, 'ResetTaskConfig', 'TaskExit']);
    expect(await info(it, id)).toMatchObject({ Status: 'pause', UpdateBy: 'ada' });
    it.clock.advance(HOUR);
    await it.call('ModifyLivePullStreamTask', { ...by(id), Status: 'enable', Comment: 'new' });
    expect((await it.heard()).sort()).toEqual([1, 'ResetTaskConfig', 'TaskStart']);
    await it.call('ModifyLivePullStreamTask', { ...by(id), EndTime: text(NOW + 2 * DAY) });
    expect(await it.heard()).toEqual(['ResetTaskConfig']);
    await it.call('ModifyLivePullStreamTask', { ...by(id), ToUrl: 'rtmp://push.example.com/live/elsewhere' });
    expect((await it.heard()).sort()).toEqual([0, 1, 'ResetTaskConfig', 'TaskExit', 'TaskStart']);
    expect(await upstreams(it, 'elsewhere')).toHaveLength(1);
    it.clock.advance(DAY);
    expect((await status(it, id))['RunStatus']).toBe('active');
  });

  it('restarted, pushes again as another push', async () => {
    const it = await stage({ taskMs: 2000 });
    const id = await it.create();
    await it.heard();
    const [before] = await upstreams(it);
    expect(await it.codeOf('RestartLivePullStreamTask', by(id))).toBe('');
    expect((await it.heard()).sort()).toEqual([0, 'TaskExit']);
    expect(await upstreams(it)).toEqual([]);
    it.clock.advance(2000);
    expect((await it.heard()).sort()).toEqual([1, 'TaskStart']);
    const [after] = await upstreams(it);
    expect(after!['UpstreamSequence']).not.toBe(before!['UpstreamSequence']);
    await it.call('ModifyLivePullStreamTask', { ...by(id), Status: 'pause' });
    expect(await it.codeOf('RestartLivePullStreamTask', by(id))).toBe('FailedOperation');
  });

  it('whose push is dropped or forbidden exits, tells why once, and tries again', async () => {
    const it = await stage();
    const id = await it.create();
    await it.heard();
    await it.call('DropLiveStream', TARGET);
    expect((await it.heard()).sort()).toEqual([0, 'TaskAlarm', 'TaskExit']);
    it.clock.advance(10_000);
    expect((await it.heard()).sort()).toEqual([1, 'TaskStart']);
    await it.call('ForbidLiveStream', TARGET);
    expect((await it.heard()).sort()).toEqual([0, 'TaskAlarm', 'TaskExit']);
    it.clock.advance(60_000);
    // Each try of it is refused, and that is told as any refused push.
    expect(new Set(await it.heard())).toEqual(new Set([0]));
    expect((await status(it, id))['RunStatus']).toBe('inactive');
    await it.call('ResumeLiveStream', TARGET);
    it.clock.advance(10_000);
    expect((await it.heard()).sort()).toEqual([1, 'TaskStart']);
  });

  it('whose source breaks alarms and exits, and goes on when it is there again', async () => {
    const it = await stage();
    const id = await it.create();
    await it.heard();
    expect(it.sandbox.pull({ task: id, broken: true })).toEqual({
      ...{ task: id, broken: true, runStatus: 'inactive' },
    });
    await it.sandbox.settled();
    const relays = it.receiver.messages.filter(({ body }) => body['event_type'] === 314);
    const words = relays.map(({ body }) => JSON.parse(body['msg'] as string) as Record<string, unknown>);
    expect(words).toContainEqual(expect.objectContaining({ type: 'PullFileFailed' }));
    expect(words).toContainEqual(expect.objectContaining({ code: -22, message: 'write packet error.' }));
    expect((await it.heard()).sort()).toEqual([0, 'TaskAlarm', 'TaskExit']);
    expect(await info(it, id)).toMatchObject({ ErrorInfo: 'PullFileFailed', Status: 'enable' });
    expect(await it.codeOf('RestartLivePullStreamTask', by(id))).toBe('');
    expect((await status(it, id))['RunStatus']).toBe('inactive');
    it.clock.advance(HOUR);
    expect(it.sandbox.pull({ task: id, broken: false }).runStatus).toBe('active');
    expect((await it.heard()).sort()).toEqual([1, 'TaskStart']);
    expect(await info(it, id)).toMatchObject({ ErrorInfo: '' });
  });

  it('with a backup source keeps its push; back to the main by itself from a file only', async () => {
    const it = await stage();
    const backup = 'http://source.example.com/spare.flv';
    const live = await it.create({ BackupSourceType: 'PullLivePushLive', BackupSourceUrl: backup });
    await it.heard();
    expect(it.sandbox.pull({ task: live, broken: true }).runStatus).toBe('active');
    expect(await it.heard()).toEqual(['TaskAlarm']);
    expect((await status(it, live))['FileUrl']).toBe(backup);
    it.sandbox.pull({ task: live, broken: false });
    expect((await status(it, live))['FileUrl']).toBe(backup);
    await it.call('RestartLivePullStreamTask', by(live));
    expect((await status(it, live))['FileUrl']).toBe(CREATE.SourceUrls[0]);
    const file = await it.create({
      ...{ BackupSourceType: 'PullVodPushLive', BackupSourceUrl: backup, StreamName: 'other' },
    });
    it.sandbox.pull({ task: file, broken: true });
    it.sandbox.pull({ task: file, broken: false });
    expect((await status(it, file))['FileUrl']).toBe(CREATE.SourceUrls[0]);
  });

  it('to somebody else’s address has no push of ours', async () => {
    const it = await stage();
    const id = await it.create({ ...TO_URL, ToUrl: 'rtmp://far.example.net/live/room?key=1' });
    expect(await it.heard()).toEqual(['TaskStart']);
    expect((await status(it, id))['RunStatus']).toBe('active');
    expect(await info(it, id)).toMatchObject({ DomainName: '', StreamName: '' });
  });

  it('of the demo scene is the backup of sports, in the push that was there', async () => {
    const it = await stage({ scene: demoScene });
    const [, backup] = await upstreams(it, 'sports');
    expect(backup).toMatchObject({ SourceFrom: '拉流转推(task-sports-backup)', MasterFlag: 0 });
    it.sandbox.pull({ task: 'task-sports-backup', broken: true });
    expect(await upstreams(it, 'sports')).toHaveLength(1);
    expect((await it.heard()).sort()).toEqual([0, 'TaskAlarm', 'TaskExit']);
  });
});

describe('files', () => {
  it('are played one after another, as often as asked, and told', async () => {
    const it = await stage();
    const id = await it.create({ ...VOD, VodLoopTimes: '1' });
    await it.heard();
    const seen: unknown[] = [];
    const heard: unknown[] = [];
    for (let file = 0; file < 4; file += 1) {
      const { FileUrl, LoopedTimes, NextFileUrl } = await status(it, id);
      seen.push([FileUrl, LoopedTimes, NextFileUrl]);
      it.clock.advance(600_000);
      heard.push(...(await it.heard()));
    }
    const [a, b] = FILES;
    expect(seen).toEqual([
      [a, 0, b],
      [b, 0, a],
      [a, 1, b],
      [b, 1, a],
    ]);
    expect((await status(it, id))['RunStatus']).toBe('inactive');
    expect(heard.filter((name) => name === 'VodSourceFileFinish')).toHaveLength(4);
    expect(heard.filter((name) => name === 'VodSourceFileStart')).toHaveLength(3);
    expect(heard.filter((name) => name === 'TaskExit')).toHaveLength(1);
  });

  it.each([
    ['ImmediateNewSource', 'c', 'a'],
    ['ContinueBreakPoint', 'b', 'b'],
  ])(
    '%s: changed in the second, %s plays; restarted there, %s',
    async (VodRefreshType, changed, restarted) => {
      const play = async () => {
        const it = await stage();
        const id = await it.create({ ...VOD, VodRefreshType });
        it.clock.advance(600_000);
        return { it, id, file: async () => /(\w)\.mp4/.exec(String((await status(it, id))['FileUrl']))?.[1] };
      };
      const first = await play();
      const SourceUrls = ['https://media.example.com/c.mp4'];
      await first.it.call('ModifyLivePullStreamTask', { ...by(first.id), SourceUrls });
      expect(await first.file()).toBe(changed);
      first.it.clock.advance(600_000);
      expect(await first.file()).toBe('c');
      const second = await play();
      await second.it.call('RestartLivePullStreamTask', by(second.id));
      expect(await second.file()).toBe(restarted);
    },
  );
});

describe('what is refused', () => {
  it.each<[string, Partial<Create>]>([
    ['InvalidParameter', { SourceType: 'PullPush' }],
    ['InvalidParameter.InvalidSourceUrl', { SourceUrls: ['rtmp://a/b/c', 'rtmp://a/b/d'] }],
    ['InvalidParameter.InvalidSourceUrl', { SourceUrls: [] }],
    ['InvalidParameter.InvalidSourceUrl', { SourceUrls: ['file:///etc/passwd'] }],
    ['InvalidParameter.InvalidSourceUrl', { BackupSourceUrl: 'spare' }],
    ['InvalidParameter.InvalidTaskTime', { EndTime: text(NOW) }],
    ['InvalidParameter.InvalidTaskTime', { StartTime: text(NOW - DAY), EndTime: text(NOW - 1000) }],
    ['InvalidParameter.InvalidTaskTime', { EndTime: text(NOW + 30 * DAY) }],
    ['InvalidParameterValue', { EndTime: 'tomorrow' }],
    ['InvalidParameterValue', { StreamName: '' }],
    ['InvalidParameter.InvalidToUrl', { ToUrl: 'rtmp://push.example.com/live/a' }],
    ['InvalidParameter.InvalidToUrl', { ...TO_URL, ToUrl: 'http://push.example.com/live/a' }],
    ['InvalidParameter.InvalidBackupToUrl', { BackupToUrl: 'rtmp://push.example.com' }],
    ['InvalidParameter.InvalidCallbackUrl', { CallbackUrl: 'hook' }],
    ['InvalidParameter', { CallbackEvents: ['TaskPause'] }],
    ['InvalidParameter', { VodLoopTimes: 'often' }],
    ['InvalidParameter', { VodRefreshType: 'Later' }],
  ])('%s for %j', async (code, parts) => {
    expect(await (await stage()).codeOf('CreateLivePullStreamTask', { ...CREATE, ...parts })).toBe(code);
  });

  it('a second task of one own id, and one too many', async () => {
    const it = await stage({ scene: sceneWith({ limits: { ...sceneWith({}).limits, pulls: 2 } }) });
    const id = await it.create({ SpecifyTaskId: 'mine' });
    const again = { ...CREATE, SpecifyTaskId: 'mine' };
    expect(await it.codeOf('CreateLivePullStreamTask', again)).toBe('InvalidParameter');
    await it.create();
    expect(await it.codeOf('CreateLivePullStreamTask', CREATE)).toBe('InvalidParameter.TaskNumMoreThanLimit');
    const { output } = await it.call('DescribeLivePullStreamTasks', { SpecifyTaskId: 'mine' });
    expect(output).toMatchObject({ TotalNum: 1, LimitTaskNum: 2, TaskInfos: [{ TaskId: id }] });
    await it.call('DeleteLivePullStreamTask', { ...by(''), SpecifyTaskId: 'mine' });
    expect((await it.call('DescribeLivePullStreamTasks', {})).output['TotalNum']).toBe(1);
  });

  it('a task that is not there', async () => {
    const it = await stage();
    const missing = 'InvalidParameter.TaskNotExist';
    expect(await it.codeOf('RestartLivePullStreamTask', by('1'))).toBe(missing);
    expect(await it.codeOf('DeleteLivePullStreamTask', by('1'))).toBe(missing);
    expect(await it.codeOf('ModifyLivePullStreamTask', by('1'))).toBe(missing);
    expect((await status(it, '1'))['RunStatus']).toBe('inactive');
  });
});

it('lives its life through our own client, over HTTP, with the region that it needs', async () => {
  const { clock, sandbox, receiver } = await stage();
  const { origin } = await sandbox.listen({ port: 0 });
  const client: LiveClient = createLiveClient({
    endpoint: origin,
    region: 'ap-shanghai',
    credentials: async () => ({ secretId: SECRET_ID, secretKey: SECRET_KEY }),
    clock,
    random: () => 0.5,
  });
  onTestFinished(() => client.close());
  const { TaskId } = await client.call('CreateLivePullStreamTask', { ...CREATE, CallbackUrl: receiver.url });
  const running = async () =>
    (await client.call('DescribeLivePullStreamTaskStatus', { TaskId })).TaskStatusInfo.RunStatus;
  expect(await running()).toBe('active');
  await client.call('RestartLivePullStreamTask', { TaskId, Operator: 'ada' });
  expect(await running()).toBe('active');
  const listed = await client.call('DescribeLivePullStreamTasks', {});
  expect(listed.TaskInfos).toMatchObject([{ TaskId, Region: 'ap-shanghai' }]);
  await client.call('DeleteLivePullStreamTask', { TaskId, Operator: 'ada' });
  expect((await client.call('DescribeLivePullStreamTasks', {})).TotalNum).toBe(0);
  expect(new Set(sandbox.calls().map(({ region }) => region))).toEqual(new Set(['ap-shanghai']));
});
