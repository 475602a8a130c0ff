import { describe, expect, it } from 'vitest';
import type { BackupStreamDetailData } from '../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, textOf } from './asking.ts';
import { onAir, streamAnswers } from './fake-streams.ts';

const SPORTS = 'push.example.com/live/sports';
const DIRECT = '直推流';
const PULL = '拉流转推(task-7)';

type Group = { StreamName: string; OptimalEnable: number; BackupList: BackupStreamDetailData[] };

function push(sequence: string, source: string, main: number, published = '2026-03-01T18:00:00Z') {
  return {
    DomainName: 'push.example.com',
    AppName: 'live',
    PublishTime: published,
    UpstreamSequence: sequence,
    SourceFrom: source,
    MasterFlag: main,
  };
}

function sports(...backups: readonly BackupStreamDetailData[]): Group {
  return { StreamName: 'sports', OptimalEnable: 0, BackupList: [push('1001', DIRECT, 1), ...backups] };
}

function cloud(groups: Group[]) {
  return createFakeLive({
    ...streamAnswers([onAir(SPORTS)]),
    DescribeBackupStreamList: (params) => ({
      StreamInfoList: groups
        .filter((group) => (params.StreamName ?? group.StreamName) === group.StreamName)
        .map((group) => ({ ...group, HostGroupName: '' })),
    }),
    SwitchBackupStream(params) {
      for (const group of groups)
        for (const upstream of group.BackupList)
          upstream.MasterFlag = upstream.UpstreamSequence === params.UpstreamSequence ? 1 : 0;
      return {};
    },
  });
}

describe('backup list', () => {
  it('numbers the pushes, main first, and gives every backup a switch by its sequence', async () => {
    const groups = [
      { ...sports(push('1003', PULL, 0, '2026-03-01T19:00:00Z'), push('1002', DIRECT, 0)), OptimalEnable: 1 },
    ];
    const card = await createAsker(cloud(groups)).look('backup list');
    expect(card.table?.rows.map((row) => [row[1], row[2], row[3]])).toEqual([
      ['main', 'encoder', '2 h'],
      ['backup 2', 'encoder', '2 h'],
      ['backup 3', 'pull task task-7', '1 h'],
    ]);
    expect(card.lines?.join()).toContain('The cloud picks the best push automatically for: sports');
    expect(card.buttons?.map((button) => button.id)).toEqual([
      `run:backup switch ${SPORTS} 1002`,
      `run:backup switch ${SPORTS} 1003`,
    ]);
    expect(new Set(card.buttons?.map((button) => button.label)).size).toBe(2);
  });

  it('is narrowed by a name, a full name or a short name', async () => {
    const config = { streams: { final: { domain: 'push.example.com', app: 'live', stream: 'sports' } } };
    const asker = createAsker(cloud([sports(), { ...sports(), StreamName: 'news' }]), { config });
    for (const filter of ['spor', SPORTS, 'final'])
      expect((await asker.look(`backup list ${filter}`)).table?.rows).toHaveLength(1);
    expect((await asker.look('backup list nothing')).title).toBe('No stream is being pushed');
  });
});

describe('backup switch', () => {
  it('switches to the only backup, and undo goes back', async () => {
    const groups = [sports(push('1002', PULL, 0))];
    const live = cloud(groups);
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act('backup switch sports');
    expect(preview.title).toBe(`Switch ${SPORTS} to backup 2 (pull task task-7)`);
    expect(textOf(preview)).toMatch(
      /On air now: main from encoder, .*\nSwitch to: backup 2 from pull task task-7, /,
    );
    expect(textOf(preview)).toContain('Undo: switch back');
    expect(preview.target).toEqual({ key: 'main/stream/sports', label: SPORTS });
    expect(verified.seen).toBe(true);
    expect(live.calls.find((call) => call.action === 'SwitchBackupStream')?.params).toEqual({
      PushDomainName: 'push.example.com',
      AppName: 'live',
      StreamName: 'sports',
      UpstreamSequence: '1002',
    });

    // The former main pushes again meanwhile.
    groups[0]!.BackupList[0]!.UpstreamSequence = '1009';
    const back = await asker.undo(undo!);
    expect(back.preview.lines.join()).toContain('has reconnected since');
    expect(back.verified.seen).toBe(true);
    expect(live.calls.findLast(({ action }) => action === 'SwitchBackupStream')?.params).toMatchObject({
      UpstreamSequence: '1009',
    });
    expect(live.writes()).toEqual(['SwitchBackupStream', 'SwitchBackupStream']);
  });

  it('binds the switch to which pushes there are, and the undo to the main only', async () => {
    const groups = [sports(push('1002', PULL, 0))];
    const asker = createAsker(cloud(groups));
    const first = await asker.preview('backup switch sports');
    expect(first.state).toEqual({
      main: '1001',
      upstreams: [`1001 push.example.com live ${DIRECT}`, `1002 push.example.com live ${PULL}`],
      to: '1002',
      optimal: false,
      origin: null,
    });
    groups[0]!.BackupList.push(push('1003', DIRECT, 0));
    expect((await asker.preview('backup switch sports 1002')).state).not.toEqual(first.state);
  });

  it.each([
    ['backup switch sports', 'airdesk.ambiguous'],
    ['backup switch sports backup', 'airdesk.ambiguous'],
    ['backup switch sports 1001', 'airdesk.nothing-to-do'],
    ['backup switch sports 1', 'airdesk.nothing-to-do'],
    ['backup switch sports 4', 'airdesk.not-found'],
    ['backup switch sports 999999', 'airdesk.not-found'],
    ['backup switch sports main', 'airdesk.nothing-to-do'],
    ['backup switch sports 主流', 'airdesk.nothing-to-do'],
    ['backup switch sports backup 1', 'airdesk.not-found'],
    ['backup switch sports backup 9', 'airdesk.not-found'],
    ['backup switch sports backup 2 from encoder', 'airdesk.not-found'],
  ])('%s with two backups: %s, with the lines to choose from', async (line, code) => {
    const live = cloud([sports(push('1002', PULL, 0), push('1003', DIRECT, 0))]);
    const refusal = await createAsker(live).refusal(line);
    expect(refusal.code).toBe(code);
    expect(refusal.choices).toEqual([`backup switch ${SPORTS} 1002`, `backup switch ${SPORTS} 1003`]);
    // A button is bound to the push; what people read and type is its number.
    expect(refusal.choices.map((line) => refusal.about.shown?.[line])).toEqual([
      `backup switch ${SPORTS} 2`,
      `backup switch ${SPORTS} 3`,
    ]);
    expect(live.writes()).toEqual([]);
  });

  it.each([
    ['主备 切换 sports 3', '1003'],
    ['backup switch sports #2', '1002'],
    ['backup switch sports 1003', '1003'],
    ['backup switch sports backup 3', '1003'],
    ['backup switch sports backup 2 from pull task task-7', '1002'],
    ['backup switch sports Backup 2 (pull task task-7)', '1002'],
    ['backup switch sports "backup 3 from encoder"', '1003'],
    ['主备 切换 sports 备流 3', '1003'],
    ['主备 切换 sports 备流3', '1003'],
    ['主备 切换 sports 备流 2（拉流转推任务 task-7）', '1002'],
    ['主备 切换 sports 备流 3（推流端直推）', '1003'],
    [`backup switch ${SPORTS} to:1003`, '1003'],
  ])('%s takes %s', async (line, sequence) => {
    const live = cloud([sports(push('1002', PULL, 0), push('1003', DIRECT, 0, '2026-03-01T19:00:00Z'))]);
    expect((await createAsker(live).preview(line)).plan).toMatchObject({ to: { sequence } });
  });

  it('refuses without a backup, for a stream that is not pushed, and warns of the automatic choice', async () => {
    expect((await createAsker(cloud([sports()])).refusal('backup switch sports')).title.zh).toContain(
      '没有备流',
    );
    const near = await createAsker(cloud([sports()])).refusal('backup switch sport');
    expect(near.choices).toEqual([`backup switch ${SPORTS}`]);
    const optimal = [{ ...sports(push('1002', PULL, 0)), OptimalEnable: 1 }];
    const preview = await createAsker(cloud(optimal), { language: 'zh-CN' }).preview('主备 切换 sports');
    expect(textOf(preview)).toContain('云端可能会自动切回去');
  });
});

describe('undo of a switch', () => {
  const after = async (change: (groups: Group[]) => void) => {
    const groups = [sports(push('1002', PULL, 0))];
    const asker = createAsker(cloud(groups));
    const { undo } = await asker.act('backup switch sports');
    change(groups);
    return asker.undo(undo!).then(
      (acted) => acted.preview.title,
      (error: unknown) => (error as { code: string }).code,
    );
  };

  it.each<[string, (groups: Group[]) => void, string]>([
    ['nothing happened', () => undefined, `Switch ${SPORTS} back to its former main (encoder)`],
    ['somebody switched back', ([group]) => swap(group!, '1001'), 'airdesk.nothing-to-do'],
    ['the former main is gone', ([group]) => void group!.BackupList.shift(), 'airdesk.not-found'],
    [
      'a third push was put on air',
      ([group]) => {
        group!.BackupList.push({ ...push('1005', DIRECT, 1), DomainName: 'push.example.net' });
        swap(group!, '1005');
      },
      'airdesk.changed',
    ],
    [
      'another push from the place of ours was put on air',
      ([group]) => {
        group!.BackupList.push(push('1008', PULL, 0));
        swap(group!, '1008');
      },
      'airdesk.changed',
    ],
    [
      'two pushes could be the former main',
      ([group]) => {
        group!.BackupList[0]!.UpstreamSequence = '1006';
        group!.BackupList.push(push('1007', DIRECT, 0));
      },
      'airdesk.ambiguous',
    ],
  ])('after %s', async (_what, change, expected) => {
    expect(await after(change)).toBe(expected);
  });

  it('never takes for the former main what was pushed beside it from the same place', async () => {
    const groups = [sports(push('1002', PULL, 0), push('1003', DIRECT, 0))];
    const asker = createAsker(cloud(groups));
    const { undo } = await asker.act('backup switch sports 1002');
    groups[0]!.BackupList.shift();
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.not-found' });
    groups[0]!.BackupList.push(push('1010', DIRECT, 0));
    const { preview } = await asker.undo(undo!);
    expect(textOf(preview)).toMatch(
      /back to its former main \(encoder\)[^]*Switch to: backup 3 from encoder/,
    );
    expect(preview.plan).toMatchObject({ to: { sequence: '1010' } });
  });
});

describe('what a switch is bound to, and what is found after it', () => {
  it('what the pull task behind a backup pulls is shown, and part of it', async () => {
    const task = { TaskId: 'task-7', SourceUrls: ['rtmp://far.example.com/live/feed?key=5e1f'] };
    const live = cloud([sports(push('1002', PULL, 0))]);
    const answers = createFakeLive({
      DescribeLivePullStreamTasks: () => ({
        TaskInfos: [task],
        ...{ PageNum: 1, PageSize: 10, TotalNum: 1, TotalPage: 1, LimitTaskNum: 200 },
      }),
    });
    const asker = createAsker({
      call: (action, params) =>
        (action === 'DescribeLivePullStreamTasks' ? answers : live).call(action, params),
    });
    const first = await asker.preview('backup switch sports');
    expect(textOf(first)).toContain('Pulled from: rtmp://far.example.com/live/feed');
    expect(JSON.stringify(first)).not.toContain('5e1f');
    expect((await asker.preview('backup switch sports')).state).toEqual(first.state);
    task.SourceUrls = ['rtmp://far.example.com/live/secret'];
    expect((await asker.preview('backup switch sports')).state).not.toEqual(first.state);
  });

  it('also to whether the cloud chooses by itself: the card warns of that', async () => {
    const groups = [sports(push('1002', PULL, 0))];
    const asker = createAsker(cloud(groups));
    const first = await asker.preview('backup switch sports');
    groups[0]!.OptimalEnable = 1;
    expect((await asker.preview('backup switch sports')).state).not.toEqual(first.state);
  });

  it.each([
    ['1001', { seen: false }],
    ['1002', { seen: true }],
    ['1003', { seen: false, maybeOthers: true }],
  ])('%s is the main push', async (main, expected) => {
    const groups = [sports(push('1002', PULL, 0), push('1003', DIRECT, 0))];
    const live = cloud(groups);
    const asker = createAsker({
      async call(action, params) {
        const answer = await live.call(action, params);
        if (action === 'SwitchBackupStream') swap(groups[0]!, main);
        return answer;
      },
    });
    const { verified } = await asker.act('backup switch sports 1002');
    const { seen, maybeOthers } = verified;
    expect({ seen, ...(maybeOthers && { maybeOthers }) }).toEqual(expected);
  });
});

function swap(group: Group, main: string): void {
  for (const upstream of group.BackupList) upstream.MasterFlag = upstream.UpstreamSequence === main ? 1 : 0;
}
