import { describe, expect, it } from 'vitest';
import type { PullStreamTaskInfo } from '../../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const FEED = 'rtmp://source.example.com/live/feed';
const TO = 'push.example.com/live/second';
const OUR = 'https://airdesk.example.com/callbacks/live/token-of-main';
const SETTINGS = {
  endpoints: [{ account: 'main', token: 'token-of-main', key: 'key-of-main' }],
  callbackOrigin: 'https://airdesk.example.com',
};

function cloud(tasks: (PullStreamTaskInfo & { made?: string })[] = [], more: object = {}) {
  const streams = streamAnswers([onAir('push.example.com/live/main')]);
  return createFakeLive({
    ...streams,
    DescribeBackupStreamList: () => ({ StreamInfoList: [] }),
    DescribeLiveStreamState: () => ({ StreamState: 'inactive' }),
    DescribeLiveDomain: ({ DomainName }) => ({
      DomainInfo: { Name: DomainName, Type: DomainName.startsWith('play') ? 1 : 0, Status: 1 },
    }),
    DescribeLiveDomains: () => ({
      ...{ AllCount: 2, CreateLimitCount: 9, PlayTypeCount: [] },
      DomainList: [{ Name: 'push.example.com' }, { Name: 'play.example.com', Type: 1 }] as never,
    }),
    DescribeLivePullStreamTasks: ({ SpecifyTaskId }) => ({
      ...{ PageNum: 1, PageSize: 20, TotalPage: 1, TotalNum: tasks.length, LimitTaskNum: 200 },
      TaskInfos: tasks.filter(({ made }) => SpecifyTaskId === undefined || made === SpecifyTaskId),
    }),
    DescribeLivePullStreamTaskStatus: () => ({ TaskStatusInfo: { RunStatus: 'active' } }),
    CreateLivePullStreamTask({ SpecifyTaskId, ...params }) {
      const info = Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'VodLoopTimes'));
      tasks.push({ ...info, TaskId: `t-${tasks.length}`, Status: 'enable', made: SpecifyTaskId ?? '' });
      return { TaskId: `t-${tasks.length - 1}` };
    },
    DeleteLivePullStreamTask({ TaskId }) {
      tasks.splice(
        tasks.findIndex((task) => task.TaskId === TaskId),
        1,
      );
      return {};
    },
    ...more,
  });
}

const sent = (live: ReturnType<typeof cloud>) =>
  live.calls.find(({ action }) => action === 'CreateLivePullStreamTask')?.params as Record<string, unknown>;

describe('pull add', () => {
  it('begins at once unless told otherwise, has an id of its own, and tells Airdesk', async () => {
    const live = cloud();
    const acted = await createAsker(live, SETTINGS).act(`pull add ${TO} ${FEED} 2h`);
    expect(sent(live)).toEqual({
      ...{ SourceType: 'PullLivePushLive', SourceUrls: [FEED], Operator: 'ada', CallbackUrl: OUR },
      ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'second' },
      ...{ StartTime: '2026-03-01T20:00:00Z', EndTime: '2026-03-01T22:00:00Z' },
      SpecifyTaskId: expect.stringMatching(/^airdesk-\w{30,}$/) as string,
    });
    expect(acted.verified.seen).toBe(true);
    expect(JSON.stringify(acted)).not.toContain('token-of-main');
    expect(acted.undo?.command).toBe('pull withdraw');
  });

  it('takes times in the zone of the desk, and a length from its beginning', async () => {
    const live = cloud();
    // Shanghai: 20:00 UTC is 04:00.
    const { preview } = await createAsker(live).act(`pull add ${TO} ${FEED} 2h from:06:30`);
    expect(sent(live)).toMatchObject({ StartTime: '2026-03-01T22:30:00Z', EndTime: '2026-03-02T00:30:00Z' });
    expect(textOf(preview)).toMatch(/Begins: 2026-03-02 06:30:00 Asia\/Shanghai \(03-01 22:30 UTC\), in 2 h/);
    expect(textOf(preview)).toMatch(/starts pushing automatically at its start time/);
  });

  it('takes files with how often, a backup file, events, and everything in Chinese', async () => {
    const live = cloud();
    const files = 'https://media.example.com/a.mp4,https://media.example.com/b.mp4';
    await createAsker(live, { ...SETTINGS, language: 'zh-CN' }).act(
      `拉流 添加 ${TO} ${files} 2h 名称:片单 循环=一次 事件=停止、告警 本地=开`,
    );
    expect(sent(live)).toMatchObject({
      ...{ SourceType: 'PullVodPushLive', SourceUrls: files.split(','), VodLoopTimes: '0', VodLocalMode: 1 },
      ...{ Comment: '片单', CallbackEvents: ['TaskExit', 'TaskAlarm'] },
    });
    const other = cloud();
    await createAsker(other).act(`pull add ${TO} ${FEED} 2h backup:https://media.example.com/slate.mp4`);
    expect(sent(other)).toMatchObject({
      ...{ BackupSourceType: 'PullVodPushLive', BackupSourceUrl: 'https://media.example.com/slate.mp4' },
    });
  });

  it('warns of a push that is there, of another task, of a loop, and of files without end', async () => {
    const task = {
      ...{
        TaskId: '7',
        Comment: 'other',
        DomainName: 'push.example.com',
        AppName: 'live',
        StreamName: 'main',
      },
      ...{ StartTime: '2026-03-01T18:00:00Z', EndTime: '2026-03-02T18:00:00Z', Status: 'enable' },
    };
    const main = await createAsker(cloud([task])).preview(`pull add push.example.com/live/main ${FEED} 2h`);
    expect(main.lines[0]).toMatch(/^🔴 The stream is on air by another push/u);
    expect(textOf(main)).toMatch(/Other tasks pushing to it: other/);
    expect(textOf(main)).toMatch(/Viewers: /);
    const loop = await createAsker(cloud()).preview(
      `pull add ${TO} https://play.example.com/live/second.flv 2h`,
    );
    expect(loop.lines[0]).toMatch(/^🔴 The source is the stream itself/u);
    const files = await createAsker(cloud()).preview(`pull add ${TO} https://media.example.com/a.mp4 2h`);
    expect(textOf(files)).toMatch(/Files are repeated until the end/);
    expect(textOf(files)).toMatch(/does not notify Airdesk when the task fails/);
  });

  it.each([
    ['rtmp://localhost/live/feed', /this machine or of a private network/],
    ['http://127.0.0.1:8080/live.flv', /this machine or of a private network/],
    ['http://0x7f.1/live.flv', /this machine or of a private network/],
    ['rtmp://192.168.1.20/live/feed', /this machine or of a private network/],
    ['http://169.254.169.254/latest/meta-data', /this machine or of a private network/],
    ['srt://[fd00::1]:9000', /this machine or of a private network/],
    ['rtmp://source.example.com/live/feed?txSecret=5e1f', /can be a key/],
    ['rtmp://ada:5e1f@source.example.com/live/feed', /can be a key/],
    // What the intake made of an address with its key in the path.
    ['rtmp://a.rtmp.youtube.com/live2/…', /can be a key/],
    ['rtmp://[redacted]@source.example.com/live/feed', /can be a key/],
    ['file:///etc/passwd', /source is no address/],
    ['feed', /source is no address/],
  ])('pulls nothing from %s', async (source, words) => {
    const live = cloud();
    const asker = createAsker(live);
    for (const line of [`pull add ${TO} ${source} 2h`, `pull add ${TO} ${FEED} 2h backup:${source}`]) {
      const refusal = await asker.refusal(line);
      expect(refusal.title.en.replace('backup', 'source')).toMatch(words);
      expect(JSON.stringify([refusal.title, refusal.hint, refusal.choices])).not.toMatch(/5e1f|passwd/);
    }
    expect(live.writes()).toEqual([]);
  });

  it.each([
    [`pull add ${TO} ${FEED} 30d`, /`until` does not fit/],
    [`pull add ${TO} ${FEED} 2026-02-01T10:00`, /`until` does not fit/],
    [`pull add ${TO} ${FEED} 2h from:2026-02-01T10:00`, /`from` does not fit/],
    [`pull add ${TO} ${FEED},${FEED} 2h kind:live`, /too many addresses/],
    [`pull add ${TO} https://media.example.com/a.mp4 2h backup:${FEED}`, /Only a live source has a backup/],
    [`pull add ${TO} ${FEED} 2h loop=2`, /loop and local are for files/],
    [`pull add ${TO} ${FEED} 2h events=alarm`, /events: to whom/],
    [`pull add play.example.com/live/x ${FEED} 2h`, /is a play domain/],
    [`pull add ${TO} ${FEED} 2h name:taken`, /There is a pull task "taken" already/],
  ])('%s is refused', async (line, title) => {
    const live = cloud([{ TaskId: '7', Comment: 'taken' }]);
    expect((await createAsker(live).refusal(line)).title.en).toMatch(title);
    expect(live.writes()).toEqual([]);
  });

  it('refuses a forbidden stream with the line that helps, and a full account', async () => {
    const forbidden = cloud([], { DescribeLiveStreamState: () => ({ StreamState: 'forbid' }) });
    expect((await createAsker(forbidden).refusal(`pull add ${TO} ${FEED} 2h`)).choices).toEqual([
      `stream resume ${TO}`,
    ]);
    const full = cloud([], {
      DescribeLivePullStreamTasks: () => ({
        ...{
          PageNum: 1,
          PageSize: 20,
          TotalPage: 1,
          TotalNum: 1,
          LimitTaskNum: 1,
          TaskInfos: [{ TaskId: '1' }],
        },
      }),
    });
    expect((await createAsker(full).refusal(`pull add ${TO} ${FEED} 2h`)).code).toBe('airdesk.too-many');
  });

  it('has the same id when it is looked at again, and another for another ask', async () => {
    const live = cloud();
    const made = async (line: string, now = NOW) =>
      ((await createAsker(live, { now: () => now }).preview(line)).plan as { made: string }).made;
    const line = `pull add ${TO} ${FEED} "2026-03-02T10:00:00Z" from:2026-03-01T20:00:00Z`;
    expect(await made(line)).toBe(await made(line, NOW + 60_000));
    expect(await made(line)).not.toBe(await made(`${line} name:x`));
  });

  it('takes no task for its own that a cloud without such ids answers with', async () => {
    const other = { TaskId: '7', DomainName: 'push.example.com', AppName: 'live', StreamName: 'other' };
    const live = cloud([], {
      DescribeLivePullStreamTasks: () => ({
        ...{ PageNum: 1, PageSize: 20, TotalPage: 1, TotalNum: 1, LimitTaskNum: 200, TaskInfos: [other] },
      }),
    });
    expect((await createAsker(live).act(`pull add ${TO} ${FEED} 2h`)).verified.seen).toBe(false);
  });

  it('is undone while it pushes, and not where somebody changed the task since', async () => {
    const tasks: PullStreamTaskInfo[] = [];
    const live = cloud(tasks);
    const asker = createAsker(live);
    const { undo } = await asker.act(`pull add ${TO} ${FEED} 2h`);
    const [task] = tasks;
    task!.SourceUrls = ['rtmp://other.example.com/live/feed'];
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.changed' });
    task!.SourceUrls = [FEED];
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect(tasks).toEqual([]);
  });
});
