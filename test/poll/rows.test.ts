import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONDITIONS } from '../../src/callback/conditions.ts';
import { actions } from '../../src/live/catalogue/catalogue.ts';
import type { Live } from '../../src/live/live.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { memoryInbox } from '../fakes/memory-inbox.ts';
import { silentLog } from '../fakes/logs.ts';
import { createTestClock } from '../fakes/test-clock.ts';
import { AlertsSchema } from '../fakes/platforms.ts';
import type { Config } from '../../src/config/schema.ts';
import { createKeptLooks } from '../../src/poll/kept.ts';
import { createOnePoller } from '../../src/poll/one-poller.ts';
import { POLLER_NAMES, type Looking, type Poller } from '../../src/poll/poller.ts';
import { POLLERS } from '../../src/poll/pollers.ts';
import { BACKUPS } from '../../src/poll/rows/backups.ts';
import { CERTIFICATES } from '../../src/poll/rows/certificates.ts';
import { PACKAGES } from '../../src/poll/rows/packages.ts';
import { PULLS } from '../../src/poll/rows/pulls.ts';
import { PUSH } from '../../src/poll/rows/push.ts';

const NOW = Date.UTC(2026, 2, 1, 20);
const DAY = 86_400_000;
const config = { alerts: AlertsSchema.parse({}), timeZone: 'UTC' } as unknown as Config;
type Answer = object | ((params: Readonly<Record<string, unknown>>) => object);

/** A cloud that answers so. Notes what was asked. */
function cloud(answers: Readonly<Record<string, Answer>>, asked: string[] = []): Live {
  return {
    call: async (action, params) => {
      asked.push(action);
      const answer = answers[action];
      if (answer === undefined) throw new Error(`${action} fails`);
      return (typeof answer === 'function' ? answer(params) : answer) as never;
    },
  };
}

function looking(live: Live, more: Partial<Looking> = {}): Looking {
  return {
    ...{ account: 'main', live, config, now: NOW, memory: undefined },
    ...{ startedAt: 0, acted: () => false, state: () => undefined, streams: () => [] },
    ...more,
  };
}

describe('the table of pollers', () => {
  it('has each name once, finds conditions that there are, asks actions that there are, and stands in the page', () => {
    expect(POLLERS.map(({ name }) => name)).toEqual([...POLLER_NAMES]);
    const page = readFileSync('docs/alerts.md', 'utf8');
    for (const { name, conditions, actions: asked } of POLLERS) {
      for (const condition of conditions) expect(Object.keys(CONDITIONS)).toContain(condition);
      for (const action of asked) expect(Object.keys(actions)).toContain(action);
      expect(page).toContain(`| \`${name}\` |`);
    }
  });
});

describe('pushes', () => {
  const push = (more: object = {}) => ({
    ...{ StreamName: 'main', AppName: 'live', PushDomain: 'push.example.com', ClientIp: '203.0.113.7' },
    ...{
      VideoFps: 25,
      VideoSpeed: 4e6,
      AudioSpeed: 128e3,
      Vcodec: 'H264',
      BeginPushTime: '2026-03-01T19:00:00Z',
    },
    ...more,
  });
  const see = async (...pushes: object[]) =>
    PUSH.look(
      looking(cloud({ DescribeLiveStreamPushInfoList: { DataInfoList: pushes, TotalNum: pushes.length } })),
    );
  const found = async (...pushes: object[]) =>
    (await see(...pushes)).findings.map(({ condition, values }) => [condition, values['floor']]);
  const NOTHING = { VideoFps: 0, VideoSpeed: 0, AudioSpeed: 0 };

  it.each<[string, object, unknown[]]>([
    ['as it should be', {}, []],
    ['nothing at all', NOTHING, [['push.silent', undefined]]],
    ['nothing at all, and no codec is known', { ...NOTHING, Vcodec: '' }, [['push.silent', undefined]]],
    ['sound alone is no fault', { VideoFps: 0, VideoSpeed: 0, AudioSpeed: 64e3, Vcodec: '' }, []],
    ['few frames', { VideoFps: 2 }, [['push.poor', '5 fps']]],
    ['a low bit rate', { VideoSpeed: 40e3, AudioSpeed: 0 }, [['push.poor', '100 kbit/s']]],
    ['a third of what is announced', { VideoSpeed: 1.2e6, MetaVideoSpeed: 4e6 }, [['push.poor', '40 %']]],
    ['a figure of the encoder in another unit', { MetaVideoSpeed: 4000, MetaFps: 25 }, []],
    ['only just begun', { ...NOTHING, BeginPushTime: '2026-03-01T19:59:30Z' }, []],
    [
      'begun at a time in another zone',
      { ...NOTHING, BeginPushTime: '2026-03-02T03:00:00Z' },
      [['push.silent', undefined]],
    ],
  ])('%s', async (_what, more, expected) => {
    expect(await found(push(more))).toEqual(expected);
  });

  it('of several pushes of one stream the worst counts, where nothing says which is on air', async () => {
    expect(await found(push(), push(NOTHING))).toEqual([['push.silent', undefined]]);
  });

  describe('of a stream with a backup', () => {
    const EIGHT = '2026-03-01T18:00:00Z';
    const NINE = '2026-03-01T19:00:00Z';
    const upstream = (MasterFlag: 0 | 1, PublishTime: string, more: object = {}) => ({
      ...{ DomainName: 'push.example.com', AppName: 'live', SourceFrom: '直推流' },
      ...{ UpstreamSequence: PublishTime, MasterFlag, PublishTime, ...more },
    });
    const withGroup = async (pushes: readonly object[], BackupList: readonly object[]) => {
      const asked: string[] = [];
      const live = cloud(
        {
          DescribeLiveStreamPushInfoList: { DataInfoList: pushes, TotalNum: pushes.length },
          DescribeBackupStreamList: { StreamInfoList: [{ StreamName: 'main', BackupList }] },
        },
        asked,
      );
      const { findings } = await PUSH.look(looking(live));
      return { told: findings.map(({ condition, subject }) => [condition, subject.id]), asked };
    };
    const STREAM = 'push.example.com/live/main';
    const eight = { BeginPushTime: EIGHT };
    const group = [upstream(1, EIGHT), upstream(0, NINE)];

    it.each<[string, object[], object[], unknown[]]>([
      [
        'the one on air is silent',
        [push({ ...eight, ...NOTHING }), push()],
        group,
        [['push.silent', STREAM]],
      ],
      ['the other one is silent', [push(eight), push(NOTHING)], group, [['push.reserve', STREAM]]],
      ['the other one is poor', [push(eight), push({ VideoFps: 2 })], group, [['push.reserve', STREAM]]],
      [
        'both are silent',
        [push({ ...eight, ...NOTHING }), push(NOTHING)],
        group,
        [
          ['push.silent', STREAM],
          ['push.reserve', STREAM],
        ],
      ],
      [
        'a silent one on another domain of the group',
        [push(eight), push({ ...NOTHING, PushDomain: 'spare.example.com' })],
        [upstream(1, EIGHT), upstream(0, NINE, { DomainName: 'spare.example.com' })],
        [['push.reserve', 'spare.example.com/live/main']],
      ],
      [
        'times of the list of pushes are in Beijing time',
        [
          push({ BeginPushTime: '2026-03-01T02:00:00Z' }),
          push({ BeginPushTime: '2026-03-01T03:00:00Z', ...NOTHING }),
        ],
        [upstream(1, '2026-02-28T18:00:00Z'), upstream(0, '2026-02-28T19:00:00Z')],
        [['push.reserve', STREAM]],
      ],
      [
        'both began in the same moment, so that any can be on air',
        [push(), push(NOTHING)],
        [upstream(1, NINE), upstream(0, NINE)],
        [['push.silent', STREAM]],
      ],
      [
        'none began when the group says',
        [push(), push(NOTHING)],
        [upstream(1, EIGHT), upstream(0, EIGHT)],
        [['push.silent', STREAM]],
      ],
      ['a group of one', [push(eight), push(NOTHING)], [upstream(1, EIGHT)], [['push.silent', STREAM]]],
      [
        'nothing is said to be on air',
        [push(eight), push(NOTHING)],
        [upstream(0, EIGHT), upstream(0, NINE)],
        [['push.silent', STREAM]],
      ],
    ])('%s', async (_what, pushes, BackupList, expected) => {
      expect((await withGroup(pushes, BackupList)).told).toEqual(expected);
    });

    it('the list of groups is asked only where something is wrong', async () => {
      expect((await withGroup([push(eight), push()], group)).asked).toEqual([
        'DescribeLiveStreamPushInfoList',
      ]);
    });
  });

  it('nothing on air is no failure; what is on a page that was not read is not known', async () => {
    const none = Object.assign(new Error('none'), { code: 'FailedOperation.HasNotLivingStream' });
    await expect(PUSH.look(looking({ call: async () => Promise.reject(none) }))).rejects.toThrow('none');
    const cut = await PUSH.look(
      looking(cloud({ DescribeLiveStreamPushInfoList: { DataInfoList: [push()], TotalNum: 9000 } })),
    );
    const other = { type: 'stream', id: 'push.example.com/live/other' } as const;
    expect(cut.isUnknown?.('push.silent', other)).toBe(true);
  });
});

describe('certificates', () => {
  it.each([
    [31, undefined],
    [30, 'info'],
    [7.01, 'info'],
    [7, 'warning'],
    [1, 'critical'],
    [-1, 'critical'],
  ])('%d days are left: %s', async (days, severity) => {
    const at = new Date(NOW + 8 * 3_600_000 + days * DAY).toISOString().slice(0, 19).replace('T', ' ');
    const binding = { DomainName: 'play.example.com', CertExpireTime: at };
    const see = async (Status: number) =>
      CERTIFICATES.look(
        looking(
          cloud({
            DescribeLiveDomainCertBindings: { LiveDomainCertBindings: [{ ...binding, Status }], TotalNum: 1 },
          }),
        ),
      );
    expect((await see(1)).findings.map((one) => one.severity)).toEqual(severity ? [severity] : []);
    expect((await see(0)).findings).toEqual([]);
  });
});

describe('packages', () => {
  const see = (left: number | undefined, memory?: Looking['memory']) =>
    PACKAGES.look(
      looking(
        cloud({
          DescribeLivePackageInfo: ({ PackageType }) => ({
            LivePackageInfoList:
              PackageType === 1 && left !== undefined
                ? [{ Id: '1', Total: 1000, Left: left, Status: 1, ExpireTime: '2027-03-01 00:00:00' }]
                : [],
            TotalNum: 1,
          }),
        }),
        { memory },
      ),
    );

  it('what is left, and that none is left where there was one; what nobody ever bought is not missing', async () => {
    expect((await see(undefined)).findings).toEqual([]);
    expect((await see(500)).findings).toEqual([]);
    const low = await see(190);
    expect(low.findings).toMatchObject([{ subject: { id: 'transcode' }, severity: 'warning' }]);
    expect((await see(40)).findings).toMatchObject([{ severity: 'critical' }]);
    expect((await see(undefined, low.memory)).findings).toMatchObject([{ severity: 'critical' }]);
    expect((await see(undefined, { transcode: NOW - 15 * DAY })).findings).toEqual([]);
  });
});

describe('pull tasks', () => {
  it('of many, those that were not asked about yet come next', async () => {
    const asked: string[] = [];
    const tasks = Array.from({ length: 90 }, (_, at) => ({
      TaskId: `t${String(at).padStart(2, '0')}`,
      Status: 'enable',
      StartTime: '2026-03-01T00:00:00Z',
      EndTime: '2026-03-09T00:00:00Z',
    }));
    const live = cloud({
      DescribeLivePullStreamTasks: ({ PageNum }) => ({
        TaskInfos: tasks.slice((Number(PageNum) - 1) * 20, Number(PageNum) * 20),
        TotalNum: tasks.length,
      }),
      DescribeLivePullStreamTaskStatus: ({ TaskId }) => {
        asked.push(String(TaskId));
        return { TaskStatusInfo: { RunStatus: 'active' } };
      },
    });
    const first = await PULLS.look(looking(live));
    expect(first.isUnknown?.('pull.failing', { type: 'pull', id: 't80' })).toBe(true);
    expect(first.isUnknown?.('pull.failing', { type: 'pull', id: 't10' })).toBe(false);
    await PULLS.look(looking(live, { memory: first.memory }));
    expect(new Set(asked).size).toBe(90);
  });
});

describe('backups', () => {
  const group = (...sequences: readonly string[]) => ({
    StreamInfoList: [
      {
        StreamName: 'main',
        BackupList: sequences.map((UpstreamSequence, at) => ({
          ...{ DomainName: 'push.example.com', AppName: 'live', UpstreamSequence },
          ...{ MasterFlag: at === 0 ? 1 : 0, PublishTime: `2026-03-01T1${at}:00:00Z` },
        })),
      },
    ],
  });
  const see = (sequences: readonly string[], more: Partial<Looking> = {}) =>
    BACKUPS.look(looking(cloud({ DescribeBackupStreamList: group(...sequences) }), more));
  const names = (seen: Awaited<ReturnType<typeof see>>) => seen.findings.map(({ condition }) => condition);

  it('a push that is gone, without a message: until there is a reserve again', async () => {
    const both = await see(['1', '2']);
    expect(names(both)).toEqual([]);
    const one = await see(['1'], { memory: both.memory });
    expect(names(one)).toEqual(['stream.push-lost']);
    const still = await see(['1'], { memory: one.memory });
    expect(names(still)).toEqual(['stream.push-lost']);
    expect(names(await see(['1', '3'], { memory: still.memory }))).toEqual([]);
  });

  it('one push that came back as another one had no reserve to lose', async () => {
    const alone = await see(['1']);
    expect(names(await see(['2'], { memory: alone.memory }))).toEqual([]);
  });

  it('a message told that it ended: what that means was decided then', async () => {
    const both = await see(['1', '2']);
    const state = () => ({ id: '', live: ['1'], ended: ['2'], lastAt: NOW });
    expect(names(await see(['1'], { memory: both.memory, state }))).toEqual([]);
  });

  it('switched from here is no news; what was kept in another form counts as nothing', async () => {
    const both = await see(['1', '2']);
    const switched = ['2', '1'] as const;
    expect(names(await see(switched, { memory: both.memory }))).toEqual(['backup.switched']);
    expect(names(await see(switched, { memory: both.memory, acted: () => true }))).toEqual([]);
    const odd = { '|push.example.com/live|main': { pushes: 'all' } };
    expect(names(await see(switched, { memory: odd }))).toEqual([]);
  });
});

describe('a poller of a few lines', () => {
  it('is told after two looks, kept on disk, and told as over after a restart', async () => {
    const clock = createTestClock();
    const inbox = memoryInbox();
    const kept = memoryStore();
    let isBad = true;
    const poller: Poller = {
      ...{ name: 'casters', about: { en: '', zh: '' }, conditions: ['caster.stopped'], actions: [] },
      look: async () => ({
        findings: isBad
          ? [{ condition: 'caster.stopped', subject: { type: 'caster', id: '7' }, values: { left: 1 } }]
          : [],
      }),
    };
    const start = () =>
      createOnePoller({
        ...{ poller, account: 'main', live: cloud({}), config, inbox, clock, log: silentLog },
        ...{ kept: createKeptLooks(kept), around: looking(cloud({})) },
      });
    const first = start();
    expect([await first.look(), first.isUndecided(), inbox.entries.length]).toEqual(['ok', true, 0]);
    await first.look();
    await first.look();
    expect(inbox.entries).toHaveLength(1);
    isBad = false;
    const second = start();
    await second.look();
    expect(inbox.entries).toHaveLength(1);
    await second.look();
    expect(inbox.entries).toHaveLength(2);
    expect(inbox.entries[1]?.value).toMatchObject({
      message: { observed: { effect: 'clears', subject: { type: 'caster', id: '7' } } },
    });
    await start().look();
    expect(inbox.entries).toHaveLength(2);
  });
});
