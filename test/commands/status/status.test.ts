import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { LiveError } from '../../../src/live/live-error.ts';
import type { Live } from '../../../src/live/live.ts';
import { hintFor } from '../../../src/live/hints.ts';
import { anAlert } from '../../alert/alerts.ts';
import { createAsker, createFakeLive, NOW, textOf, type Answers } from '../asking.ts';
import { createFakeAlerts } from '../fake-alerts.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const DUE = { Status: 'enable', StartTime: '2026-03-01T18:00:00Z', EndTime: '2026-03-02T18:00:00Z' };

function answers(more: Answers = {}): Answers {
  return {
    ...streamAnswers([onAir('push.example.com/live/main'), onAir('push.example.com/live/sports')]),
    DescribeBackupStreamList: () => ({
      StreamInfoList: [
        { StreamName: 'main', BackupList: [{ UpstreamSequence: '1', MasterFlag: 1 }] },
        {
          StreamName: 'sports',
          BackupList: [
            { UpstreamSequence: '2', MasterFlag: 1 },
            { UpstreamSequence: '3', MasterFlag: 0 },
          ],
        },
      ],
    }),
    DescribeCasterList: () => ({
      CasterList: [
        { CasterId: 1, CasterName: 'evening-studio', Status: 3 },
        { CasterId: 2, CasterName: 'spare-studio', Status: 0 },
      ],
    }),
    DescribeLivePullStreamTasks: () => ({
      TaskInfos: [
        { TaskId: '71', Comment: 'stadium', ...DUE },
        { TaskId: '72', Comment: 'studio', ...DUE },
        { TaskId: '73', Comment: 'later', ...DUE, Status: 'pause' },
      ],
      ...{ PageNum: 1, PageSize: 20, TotalNum: 3, TotalPage: 1, LimitTaskNum: 200 },
    }),
    DescribeLivePullStreamTaskStatus: () => ({ TaskStatusInfo: { RunStatus: 'active' } }),
    DescribeLiveStreamMonitorList: () => ({
      TotalNum: 1,
      LiveStreamMonitors: [{ MonitorId: 'm-1', MonitorName: 'wall', Status: 1 }],
    }),
    DescribeLiveDomainPlayInfoList: () => ({
      Time: '2026-03-02 03:56:00',
      ...{ TotalBandwidth: 1480.2, TotalFlux: 1, TotalRequest: 1, TotalOnline: 12_345 },
      DomainInfoList: [],
    }),
    ...more,
  };
}

/** The same cloud, in which these actions fail so. */
function failing(live: Live, failures: Readonly<Record<string, string>>): Live {
  return {
    call(action, params, options) {
      const code = failures[action] ?? failures['*'];
      if (code === undefined) return live.call(action, params, options);
      const outcome = code.startsWith('airdesk') ? 'unsent' : 'refused';
      const facts = { action, code, hint: hintFor(code), outcome, retryable: outcome === 'unsent' } as const;
      return Promise.reject(new LiveError(`${action}: ${code}`, facts));
    },
  };
}

const DOWN = anAlert({
  id: 'k3m9x2ab',
  startedAt: NOW - 60_000,
  subject: { type: 'stream', id: 'push.example.com/live/main' },
});

function asking(
  live: Live,
  settings: { readonly alerts?: readonly Alert[]; readonly language?: 'zh-CN' } = {},
) {
  return createAsker(live, {
    alerts: createFakeAlerts(settings.alerts ?? []),
    ...(settings.language && { language: settings.language }),
  });
}

describe('status', () => {
  it('has every part in a few words, and a button to each', async () => {
    const card = await asking(createFakeLive(answers())).look('status');
    expect(card.title).toBe('Status: nothing wrong is known');
    expect(card.tone).toBe('success');
    expect(card.lines).toEqual([]);
    expect(card.facts?.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'Alerts: none',
      'On air: 2 streams',
      'Pull tasks: 2 of 2 running',
      'Backups: 1 with one ready: sports',
      'Casters: 1 of 2 with PGM: evening-studio (1)',
      'Monitors: 1 of 1 running: wall',
      'Viewers: 12,345, 1,480 Mbps, 4 min ago',
    ]);
    expect(card.buttons?.map(({ label }) => label)).toEqual([
      'Alerts',
      'On air',
      'Pull tasks',
      'Backups',
      'Casters',
      'Monitors',
      'Viewers',
    ]);
  });

  it('names what is wrong, the alert first, with a button to each, and no stream twice', async () => {
    const live = createFakeLive(
      answers({
        ...streamAnswers([onAir('push.example.com/live/sports')]),
        DescribeLivePullStreamTaskStatus: ({ TaskId }) => ({
          TaskStatusInfo: { RunStatus: TaskId === '72' ? 'inactive' : 'active' },
        }),
      }),
    );
    const withAlert = await asking(live, { alerts: [DOWN] }).look('status');
    expect(withAlert.title).toBe('Status: 2 to look at');
    expect(withAlert.tone).toBe('warning');
    expect(withAlert.lines?.[0]).toMatch(/^✗ Alert k3m9x2ab: push\.example\.com\/live\/main/);
    expect(withAlert.lines?.[1]).toBe('✗ Pull task studio should run and does not');
    expect(withAlert.buttons?.slice(0, 4).map(({ label }) => label)).toEqual([
      'k3m9x2ab',
      'studio',
      'Alerts',
      'Pull tasks',
    ]);

    const without = await asking(live).look('status');
    expect(without.lines?.[0]).toBe('✗ prime is not on air');
  });

  it('counts what does not fit', async () => {
    const many = Array.from({ length: 30 }, (_, at) => anAlert({ id: `a${at}`, startedAt: NOW }));
    const card = await asking(createFakeLive(answers()), { alerts: many }).look('status');
    expect(card.title).toBe('Status: 30 to look at');
    expect(card.lines).toHaveLength(5);
    expect(card.lines?.[4]).toBe('✗ and 26 more like these');
    expect(card.buttons?.length).toBe(9);
  });

  it('says of each part that fails why it does, and shows the others', async () => {
    const live = failing(createFakeLive(answers()), {
      DescribeCasterList: 'airdesk.timeout',
      DescribeBackupStreamList: 'UnauthorizedOperation.CamNoAuth',
    });
    const card = await asking(live).look('status');
    // What the key may never read is no trouble of tonight.
    expect(card.title).toBe('Status: nothing wrong is known, 1 part not known');
    expect(card.tone).toBe('info');
    const text = textOf(card);
    expect(text).toContain('Casters: not known: no answer in time (airdesk.timeout)');
    expect(text).toContain('Backups: not known: the key may not (UnauthorizedOperation.CamNoAuth)');
    expect(text).toContain('Monitors: 1 of 1 running: wall');
    expect(text).toContain('The cloud did not answer in time.');
    expect(card.buttons?.length).toBe(7);
  });

  it('says how many pull tasks could not be asked, and claims nothing of them', async () => {
    const live = failing(createFakeLive(answers()), { DescribeLivePullStreamTaskStatus: 'airdesk.timeout' });
    const card = await asking(live).look('status');
    expect(textOf(card)).toContain('Pull tasks: 0 of 2 running, 2 not known');
    expect(card.title).toBe('Status: nothing wrong is known, 1 part not known');
    expect(card.tone).toBe('info');
  });

  it('says so when the cloud tells nothing at all; what Airdesk knows itself stays', async () => {
    const live = failing(createFakeLive(answers()), { '*': 'airdesk.network' });
    const card = await asking(live, { alerts: [DOWN], language: 'zh-CN' }).look('状态');
    expect(card.title).toBe('状态：云端当前无任何应答');
    expect(card.tone).toBe('failure');
    expect(card.lines?.[0]).toMatch(/^✗ 告警 k3m9x2ab/);
    expect(textOf(card)).toContain('观众: 未知：无法连接云端（airdesk.network）');
  });

  it('gives each part two seconds in all, however many calls it makes', async () => {
    const waits: (number | undefined)[] = [];
    const inner = createFakeLive(answers());
    let now = NOW;
    const live: Live = {
      call(action, params, options) {
        if (action.startsWith('DescribeLivePull')) waits.push(options?.timeoutMs);
        now += 700;
        return inner.call(action, params, options);
      },
    };
    await createAsker(live, { now: () => now }).look('status');
    expect(waits[0]).toBeLessThanOrEqual(2000);
    expect(waits[1]).toBeLessThan(waits[0] ?? 0);
  });

  it('fits a phone: short words behind each label', async () => {
    const live = createFakeLive(
      answers({
        DescribeCasterList: () => ({
          CasterList: Array.from({ length: 40 }, (_, at) => ({
            ...{ CasterId: at, CasterName: `studio-${at}`, Status: 1 },
          })),
        }),
      }),
    );
    const card = await asking(live).look('status');
    expect(Math.max(...(card.facts ?? []).map(({ value }) => value.length))).toBeLessThanOrEqual(80);
    expect(textOf(card)).toContain('and 37 more');
  });
});
