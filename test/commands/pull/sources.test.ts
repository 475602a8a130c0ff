import { describe, expect, it } from 'vitest';
import { pullFailover } from '../../../commands/pull/failover.ts';
import type { PullStreamTaskInfo } from '../../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, textOf } from '../asking.ts';

const MAIN = 'rtmp://source.example.com/live/feed?txSecret=5e1f';
const BACKUP = 'rtmp://second.example.com/live/feed?txSecret=c0de';
const PAGE = { PageNum: 1, PageSize: 20, TotalPage: 1, TotalNum: 1, LimitTaskNum: 200 };

function cloud(more: Partial<PullStreamTaskInfo> = {}, file?: string) {
  const info: PullStreamTaskInfo = {
    ...{ TaskId: '71', Comment: 'stadium', Status: 'enable', SourceType: 'PullLivePushLive' },
    ...{ SourceUrls: [MAIN], BackupSourceType: 'PullLivePushLive', BackupSourceUrl: BACKUP },
    ...{ StartTime: '2026-03-01T18:00:00Z', EndTime: '2026-03-02T18:00:00Z' },
    ...more,
  };
  const live = createFakeLive({
    DescribeLivePullStreamTasks: () => ({ ...PAGE, TaskInfos: [{ ...info }] }),
    DescribeLivePullStreamTaskStatus: () => ({
      TaskStatusInfo: { RunStatus: 'active', FileUrl: file ?? info.SourceUrls?.[0] ?? '' },
    }),
    ModifyLivePullStreamTask({ SourceUrls, BackupSourceUrl, EndTime }) {
      if (SourceUrls) info.SourceUrls = SourceUrls;
      if (BackupSourceUrl !== undefined) info.BackupSourceUrl = BackupSourceUrl;
      if (EndTime !== undefined) info.EndTime = EndTime;
      return {};
    },
  });
  return { live, info };
}

describe('pull failover', () => {
  it('swaps both sources in one call, keeps no address, and is undone by swapping them again', async () => {
    const { live, info } = cloud();
    const asker = createAsker(live);
    const { preview, verified, undo } = await asker.act('pull failover stadium');
    expect(textOf({ ...preview, facts: preview.facts })).toContain(
      'Backup source: rtmp://second.example.com/live/feed',
    );
    expect(live.writes()).toEqual(['ModifyLivePullStreamTask']);
    expect([info.SourceUrls, info.BackupSourceUrl]).toEqual([[BACKUP], MAIN]);
    expect(verified.seen).toBe(true);
    expect(JSON.stringify([preview, verified, undo])).not.toMatch(/5e1f|c0de/);
    expect((await asker.undo(undo!)).verified.seen).toBe(true);
    expect([info.SourceUrls, info.BackupSourceUrl]).toEqual([[MAIN], BACKUP]);
  });

  it('sends nothing where the sources were changed between preview and call', async () => {
    const { live, info } = cloud();
    const asker = createAsker(live);
    const preview = await asker.preview('pull failover stadium');
    info.BackupSourceUrl = 'rtmp://third.example.com/live/feed';
    await expect(pullFailover.run?.(asker.context, preview.plan, () => undefined)).rejects.toMatchObject({
      code: 'airdesk.changed',
    });
    expect(live.writes()).toEqual([]);
  });

  it('is not undone where somebody has changed the sources since', async () => {
    const { live, info } = cloud();
    const asker = createAsker(live);
    const { undo } = await asker.act('pull failover stadium');
    info.SourceUrls = ['rtmp://third.example.com/live/feed'];
    await expect(asker.undo(undo!)).rejects.toMatchObject({ code: 'airdesk.changed' });
  });

  it('is not seen while the task pulls from the former source', async () => {
    const { live } = cloud({}, MAIN);
    expect((await createAsker(live).act('pull failover stadium')).verified.seen).toBe(false);
  });

  it.each([
    ['pulls from its backup source already', {}, BACKUP],
    ['has no backup source', { BackupSourceUrl: '' }, MAIN],
    ['is a file', { BackupSourceType: 'PullVodPushLive' }, MAIN],
    ['pulls files or a picture', { SourceType: 'PullVodPushLive' }, MAIN],
    ['is stopped or over', { Status: 'pause' }, MAIN],
  ] as const)('refuses a task that or whose backup %s', async (words, more, file) => {
    const refusal = await createAsker(cloud(more, file).live).refusal('pull failover stadium');
    expect(refusal.code).toBe('airdesk.nothing-to-do');
    expect(refusal.title.en).toContain(words);
    expect(refusal.choices).toEqual(['pull show 71']);
  });
});

describe('pull extend', () => {
  it('sends nothing but the later end, as it was when it was asked', async () => {
    const { live } = cloud();
    const { preview } = await createAsker(live).act('pull extend stadium 2d');
    expect(live.calls.find(({ action }) => action === 'ModifyLivePullStreamTask')?.params).toEqual({
      ...{ TaskId: '71', Operator: 'ada', EndTime: '2026-03-03T20:00:00Z' },
    });
    expect(preview.lines[0]).toBe('Only its end changes: the push goes on.');
  });

  it.each([
    ['2h', /ends later than that already/, /pull stop/],
    ['31d', /more than 30 days/, /before 2026-04-01/],
  ])('refuses %s, and says what it takes', async (until, title, hint) => {
    const refusal = await createAsker(cloud().live).refusal(`pull extend stadium ${until}`);
    expect(refusal.title.en).toMatch(title);
    expect(refusal.hint.en).toMatch(hint);
  });
});

describe('pull set', () => {
  it('takes no address that can hold a key', async () => {
    const { live } = cloud();
    const refusal = await createAsker(live).refusal(
      'pull set stadium source:rtmp://x.example.com/live/y?sign=1',
    );
    expect(refusal.title.en).toBe('source has parameters or a login, which can be a key');
    expect(live.writes()).toEqual([]);
  });

  it('shows the former address without its key, keeps it nowhere, and so offers no undo', async () => {
    const acted = await createAsker(cloud().live).act('pull set stadium source:rtmp://x.example.com/live/y');
    expect(acted.preview.facts.map(({ value }) => value)).toContain(
      'rtmp://source.example.com/live/feed → rtmp://x.example.com/live/y',
    );
    expect(acted.undo).toBeUndefined();
    expect(JSON.stringify(acted)).not.toMatch(/5e1f|c0de/);
  });
});
