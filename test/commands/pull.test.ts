import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { isAct } from '../../src/command.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { PullStreamTaskInfo } from '../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { fingerprint } from '../../src/json.ts';

interface Task {
  info: PullStreamTaskInfo;
  runStatus: string;
  report: string;
  /** The sequence of its push; '' for none. */
  sequence: string;
  main: boolean;
}

function task(parts: Partial<PullStreamTaskInfo> = {}, state: Partial<Omit<Task, 'info'>> = {}): Task {
  return {
    info: {
      TaskId: '10054',
      Comment: 'stadium feed',
      Status: 'enable',
      SourceType: 'PullLivePushLive',
      SourceUrls: ['rtmp://ada:5e1f@source.example.com/live/feed?txSecret=5e1f'],
      DomainName: 'push.example.com',
      AppName: 'live',
      StreamName: 'sports',
      PushArgs: 'txSecret=5e1f',
      StartTime: '2026-03-01T18:00:00Z',
      EndTime: '2026-03-02T18:00:00Z',
      UpdateTime: '2026-03-01T18:00:00Z',
      CallbackUrl: 'https://hook.example.com/?token=5e1f',
      ErrorInfo: '',
      ...parts,
    },
    runStatus: 'active',
    report: '2026-03-01T19:59:50Z',
    sequence: '7001',
    main: true,
    ...state,
  };
}

function cloud(tasks: Task[], restart: (restarted: Task) => void = restarts) {
  const find = (id: string) => tasks.find(({ info }) => info.TaskId === id);
  return createFakeLive({
    DescribeLivePullStreamTasks({ TaskId, PageNum = 1, PageSize = 10 }) {
      const all = TaskId === undefined ? tasks : tasks.filter(({ info }) => info.TaskId === TaskId);
      const [page, size] = [Number(PageNum), Number(PageSize)];
      return {
        TaskInfos: all.slice((page - 1) * size, page * size).map(({ info }) => info),
        ...{ PageNum, PageSize, TotalNum: all.length, TotalPage: 1, LimitTaskNum: 200 },
      };
    },
    DescribeLivePullStreamTaskStatus({ TaskId }) {
      const found = find(TaskId);
      return {
        TaskStatusInfo: { RunStatus: found?.runStatus ?? 'inactive', ReportTime: found?.report ?? '' },
      };
    },
    DescribeBackupStreamList: ({ StreamName }) => ({
      StreamInfoList: [
        {
          StreamName,
          BackupList: tasks
            .filter(({ info, sequence }) => info.StreamName === StreamName && sequence !== '')
            .map(({ info, sequence, main }) => ({
              DomainName: info.DomainName,
              AppName: info.AppName,
              PublishTime: '2026-03-01T18:00:05Z',
              UpstreamSequence: sequence,
              SourceFrom: `拉流转推(${info.TaskId})`,
              MasterFlag: main ? 1 : 0,
            })),
        },
      ],
    }),
    DescribeStreamPlayInfoList: () => ({
      DataInfoList: [{ Time: '2026-03-01T19:56:00Z', Bandwidth: 1, Flux: 1, Request: 1, Online: 4200 }],
    }),
    RestartLivePullStreamTask({ TaskId }) {
      const found = find(TaskId);
      if (found) restart(found);
      return {};
    },
  });
}

function restarts(restarted: Task): void {
  Object.assign(restarted, { runStatus: 'active', sequence: '7002', report: '2026-03-01T20:00:05Z' });
}

describe('pull list and show', () => {
  it('lists what is set, with one tap to each', async () => {
    const tasks = [
      task(),
      task({ TaskId: '2', Comment: '', Status: 'pause' }),
      task({ TaskId: '3', Comment: 'old', EndTime: '2026-03-01T19:00:00Z' }),
      task({ TaskId: '4', Comment: 'soon', StartTime: '2026-03-01T21:00:00Z' }),
      task({ TaskId: '5', Comment: 'far', DomainName: '', AppName: '', StreamName: '' }),
    ];
    const card = await createAsker(cloud(tasks)).look('pull list');
    expect(card.table?.rows.map((row) => [row[0], row[1], row[3], row[4]])).toEqual([
      ['stadium feed', 'enabled', 'push.example.com/live/sports', '10054'],
      ['', 'paused', 'push.example.com/live/sports', '2'],
      ['old', 'ended', 'push.example.com/live/sports', '3'],
      ['soon', 'not begun', 'push.example.com/live/sports', '4'],
      ['far', 'enabled', 'an address in full', '5'],
    ]);
    expect(card.buttons?.map(({ id, label }) => [id, label]).slice(0, 2)).toEqual([
      ['run:pull show 10054', 'stadium feed'],
      ['run:pull show 2', '2'],
    ]);
    const filtered = await createAsker(cloud(tasks)).look('pull list far');
    expect(filtered.table?.rows).toHaveLength(1);
    expect((await createAsker(cloud([])).look('pull list')).title).toBe('There are no pull tasks');
    expect((await createAsker(cloud(tasks)).look('pull list nothing')).title).toBe('No such pull task');
  });

  it('shows state, source, target and push, and nothing that may hold a key', async () => {
    const live = cloud([task()]);
    const card = await createAsker(live).look('pull show "stadium feed"');
    expect(card.tone).toBe('success');
    expect(textOf(card)).toContain('State: pulling');
    expect(textOf(card)).toContain('Source: rtmp://source.example.com/live/feed');
    expect(textOf(card)).toContain('Target: push.example.com/live/sports');
    expect(textOf(card)).toContain('Pushed since: 2026-03-02 02:00:05 Asia/Shanghai (03-01 18:00 UTC)');
    expect(card.buttons?.map(({ id }) => id)).toEqual([
      'run:pull restart 10054',
      'run:stream show push.example.com/live/sports',
    ]);
    const list = await createAsker(live).look('pull list');
    const preview = await createAsker(live).preview('pull restart 10054');
    for (const shown of [card, list, preview]) expect(JSON.stringify(shown)).not.toContain('5e1f');
  });

  it('says when a task that should run does not, in Chinese too', async () => {
    const idle = task({ ErrorInfo: 'PullFileFailed' }, { runStatus: 'inactive', sequence: '' });
    const card = await createAsker(cloud([idle]), { language: 'zh-CN' }).look('拉流 查看 10054');
    expect(card.tone).toBe('warning');
    expect(textOf(card)).toContain('状态: 未在转推（应在运行）');
    expect(textOf(card)).toContain('云端提示: PullFileFailed');
    const paused = await createAsker(cloud([task({ Status: 'pause' }, { runStatus: 'inactive' })])).look(
      'pull show 10054',
    );
    expect(textOf(paused)).toContain('State: paused');
    expect(paused.buttons?.map(({ label }) => label)).toEqual(['Stream']);
  });

  it('never guesses: two of one comment, one that is spelt wrong, and none', async () => {
    const asker = createAsker(cloud([task(), task({ TaskId: '2' })]));
    expect((await asker.refusal('pull restart "stadium feed"')).choices).toEqual([
      'pull restart 10054',
      'pull restart 2',
    ]);
    expect((await asker.refusal('pull show "stadium fed"')).choices).toEqual([
      'pull show 10054',
      'pull show 2',
    ]);
    expect((await asker.refusal('pull show zzzzzzzz')).choices).toEqual(['pull list']);
  });

  it('finds an id beyond the first 200', async () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      task({ TaskId: `${index + 1}`, Comment: `n${index + 1}` }),
    );
    const live = cloud(many);
    expect((await createAsker(live).look('pull show 250')).title).toBe('n250');
    const read = live.calls.filter(({ action }) => action === 'DescribeLivePullStreamTasks');
    expect(read).toHaveLength(11);
  });
});

describe('pull restart', () => {
  it('tells what viewers lose and that there is no undo, calls once, and sees another push', async () => {
    const live = cloud([task()]);
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act('pull restart "stadium feed"');
    expect(preview.target).toEqual({ key: 'main/pull/10054', label: 'stadium feed' });
    expect(preview.title).toBe('Restart pull task stadium feed');
    expect(textOf(preview)).toContain('viewers lose the picture until the task pushes again');
    expect(textOf(preview)).toContain('No undo');
    expect(textOf(preview)).toContain('Viewers: 4,200');
    expect(textOf(preview)).toContain('Target: push.example.com/live/sports');
    expect(live.writes()).toEqual(['RestartLivePullStreamTask']);
    expect(live.calls.find(({ action }) => action === 'RestartLivePullStreamTask')?.params).toEqual({
      TaskId: '10054',
      Operator: 'ada',
    });
    expect(verified.seen).toBe(true);
    expect(undo).toBeUndefined();
  });

  it.each<[string, Partial<Task>, boolean]>([
    ['the same push goes on', {}, false],
    ['nothing is pushed yet', { sequence: '' }, false],
    ['another push, and not yet active', { sequence: '7002', runStatus: 'inactive' }, false],
    ['another push, and active', { sequence: '7002' }, true],
  ])('is seen or not: %s', async (_name, then, seen) => {
    const live = cloud([task()], (restarted) => Object.assign(restarted, then));
    expect((await createAsker(live).act('pull restart 10054')).verified.seen).toBe(seen);
  });

  it.each([
    ['2026-03-01T19:59:50Z', false],
    ['2026-03-01T20:00:05Z', true],
  ])('of a task that pushes elsewhere is seen by its report (%s: %s)', async (report, seen) => {
    const away = { DomainName: '', AppName: '', StreamName: '' };
    const live = cloud([task(away)], (restarted) => Object.assign(restarted, { report }));
    const { preview, verified } = await createAsker(live).act('pull restart 10054');
    expect(textOf(preview)).not.toContain('Viewers:');
    expect(verified.seen).toBe(seen);
  });

  it('brings back a task that stands still', async () => {
    const still = task({}, { runStatus: 'inactive', sequence: '' });
    const { preview, verified } = await createAsker(cloud([still])).act('pull restart 10054');
    expect(textOf(preview)).toContain('State: not running: it should be');
    expect(verified.seen).toBe(true);
  });

  it('of a backup says that viewers notice nothing', async () => {
    const live = cloud([task({}, { main: false })]);
    const preview = await createAsker(live).preview('pull restart 10054');
    expect(textOf(preview)).toContain('viewers notice nothing as long as the main push is fine');
  });

  it.each<[string, Partial<PullStreamTaskInfo>, string]>([
    ['paused', { Status: 'pause' }, '已暂停'],
    ['ended', { EndTime: '2026-03-01T19:00:00Z' }, '已过期'],
    ['not begun', { StartTime: '2026-03-01T21:00:00Z' }, '未开始'],
  ])('refuses what is %s', async (word, parts, zh) => {
    const refusal = await createAsker(cloud([task(parts)])).refusal('pull restart 10054');
    expect(refusal.code).toBe('airdesk.nothing-to-do');
    expect([refusal.title.en, refusal.title.zh].join()).toContain(word);
    expect(refusal.title.zh).toContain(zh);
    expect(refusal.choices).toEqual(['pull show 10054']);
  });

  it('is bound to the push and the settings as previewed, not to what flickers', async () => {
    const one = task();
    let now = NOW;
    const asker = createAsker(cloud([one]), { now: () => now });
    const state = async () => fingerprint((await asker.preview('pull restart 10054')).state);
    const before = await state();
    now += 30_000;
    one.report = '2026-03-01T20:00:20Z';
    expect(await state()).toBe(before);
    one.sequence = '7003';
    expect(await state()).not.toBe(before);
  });

  it.each<[string, (one: Task) => void]>([
    ['another source', ({ info }) => (info.SourceUrls = ['rtmp://source.example.com/live/secret'])],
    ['another source to fall back on', ({ info }) => (info.BackupSourceUrl = 'rtmp://x/live/y')],
    ['another target', ({ info }) => (info.StreamName = 'news')],
    ['a second target', ({ info }) => (info.BackupToUrl = 'rtmp://x/live/y')],
    ['files that begin anew', ({ info }) => (info.VodRefreshType = 'ImmediateNewSource')],
    ['its push became a backup', (one) => (one.main = false)],
  ])('is bound to what it pulls and where it pushes: %s', async (_what, change) => {
    const one = task();
    const asker = createAsker(cloud([one]));
    const state = async () => fingerprint((await asker.preview('pull restart 10054')).state);
    const before = await state();
    change(one);
    expect(await state()).not.toBe(before);
  });

  it('of a task that was deleted meanwhile is not seen', async () => {
    const tasks = [task()];
    const live = cloud(tasks);
    const asker = createAsker(live);
    const { plan } = await asker.preview('pull restart 10054');
    tasks.length = 0;
    const restart = commands.find(({ name }) => name === 'pull restart');
    if (!restart || !isAct(restart)) throw new Error('no restart');
    expect(await restart.verify(asker.context, plan)).toEqual({ seen: false, facts: [] });
  });

  it('passes on what the cloud refuses', async () => {
    const live = cloud([task()], () => {
      throw new LiveError('x', {
        action: 'RestartLivePullStreamTask',
        code: 'InvalidParameter.TaskNotExist',
        outcome: 'refused',
        hint: { en: '', zh: '' },
      });
    });
    await expect(createAsker(live).act('pull restart 10054')).rejects.toMatchObject({
      code: 'InvalidParameter.TaskNotExist',
    });
  });
});
