import { describe, expect, it } from 'vitest';
import { LiveError } from '../../src/live/live-error.ts';
import type { Live } from '../../src/live/live.ts';
import { createGapFilling } from '../../src/alert/missed/fill-gap.ts';
import { openAlertState } from '../../src/alert/open-alert-state.ts';
import { MOST_KEPT } from '../../src/alert/retention/most-kept.ts';
import type { Config } from '../../src/config/schema.ts';
import { createKeptLooks } from '../../src/poll/kept.ts';
import { looksCheck } from '../../src/poll/looks-check.ts';
import type { Looking, Poller } from '../../src/poll/poller.ts';
import { createPolling } from '../../src/poll/polling.ts';
import { CALLBACKS } from '../../src/poll/rows/callbacks.ts';
import { CASTERS } from '../../src/poll/rows/casters.ts';
import { MONITORS } from '../../src/poll/rows/monitors.ts';
import { PULLS } from '../../src/poll/rows/pulls.ts';
import { coreOver } from '../alert/core-over.ts';
import { silentLog } from '../fakes/logs.ts';
import { memoryInbox } from '../fakes/memory-inbox.ts';
import { memoryStore } from '../fakes/memory-store.ts';
import { AlertsSchema } from '../fakes/platforms.ts';
import { createTestClock } from '../fakes/test-clock.ts';

const NOW = Date.UTC(2026, 2, 1, 20);
const config = { alerts: AlertsSchema.parse({}), timeZone: 'UTC' } as unknown as Config;
const turn = () => new Promise((resolve) => setImmediate(resolve));

type Answers = Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => object>>;

function cloud(answers: Answers): Live {
  return {
    call: async (action, params) => (answers[action]?.(params) ?? {}) as never,
  };
}

function refused(action: string): never {
  const facts = { code: 'ResourceNotFound', action, outcome: 'refused' } as const;
  throw new LiveError('no such thing', facts as never);
}

function looking(live: Live, more: Partial<Looking> = {}): Looking {
  return {
    ...{ account: 'main', live, config, now: NOW, memory: undefined },
    ...{ startedAt: 0, acted: () => false, state: () => undefined, streams: () => [] },
    ...more,
  };
}

describe('one thing that cannot be looked at keeps none of the others from being looked at (nshttpd/mikrotik-exporter#25)', () => {
  it('pull tasks: one was deleted between list and look', async () => {
    const live = cloud({
      DescribeLivePullStreamTasks: () => ({
        TaskInfos: [{ TaskId: 'a' }, { TaskId: 'b' }],
        TotalNum: 2,
        LimitTaskNum: 20,
      }),
      DescribeLivePullStreamTaskStatus: ({ TaskId }) =>
        TaskId === 'a'
          ? refused('DescribeLivePullStreamTaskStatus')
          : { TaskStatusInfo: { RunStatus: 'inactive' } },
    });
    const { findings, isUnknown } = await PULLS.look(looking(live));
    expect(findings.map(({ subject }) => subject.id)).toEqual(['b']);
    expect(isUnknown?.('pull.failing', { type: 'pull', id: 'a' })).toBe(true);
  });

  it('monitors: one has no report', async () => {
    const monitor = (id: string) => ({
      ...{ MonitorId: id, MonitorName: id, Status: 1, AllowMonitorReport: 1 },
      OutputInfo: { OutputStreamName: id },
    });
    const live = cloud({
      DescribeLiveStreamMonitorList: () => ({
        LiveStreamMonitors: [monitor('a'), monitor('b')],
        TotalNum: 2,
      }),
      DescribeMonitorReport: ({ MonitorId }) =>
        MonitorId === 'a'
          ? refused('DescribeMonitorReport')
          : { DiagnoseResult: { StreamBrokenResults: ['x'] }, MPSResult: {} },
    });
    const seen = await MONITORS.look(looking(live));
    expect(Object.keys(seen.memory ?? {}).some((key) => key.startsWith('b|'))).toBe(true);
    expect(seen.isUnknown?.('monitor.broken', { type: 'monitor', id: 'a' })).toBe(true);
  });

  it('deliveries: those of one stream cannot be listed', async () => {
    const tried = { EventTime: '2026-03-01T19:59:00Z', EventType: 1, ResultCode: 500, Request: '{}' };
    const live = cloud({
      DescribeLiveStreamEventList: () => ({ EventList: [], TotalNum: 0 }),
      DescribeCallbackRecordsList: ({ StreamName }) =>
        StreamName === 'a'
          ? refused('DescribeCallbackRecordsList')
          : { DataInfoList: [tried, tried, tried], TotalNum: 3 },
    });
    const state = { live: ['1'], ended: [], lastAt: NOW };
    const streams = ['a', 'b'].map((name) => ({
      name: `push.example.com/live/${name}`,
      state: { id: name, ...state },
    }));
    const { findings } = await CALLBACKS.look(looking(live, { streams: () => streams }));
    expect(findings.map(({ condition }) => condition)).toEqual(['callbacks.failing']);
  });
});

describe('looks that see nothing do not pass for all is well (mengsig/dockmaster#269, unpoller/unpoller#356)', () => {
  it('they are named in /readyz after the third in a row, and no longer once one succeeds', async () => {
    const clock = createTestClock();
    let fails = true;
    const poller: Poller = {
      ...{ name: 'casters', about: { en: '', zh: '' }, conditions: [], actions: [] },
      look: async () => {
        if (fails) throw new Error('no permission');
        return { findings: [] };
      },
    };
    const polling = createPolling({
      ...{ pollers: [poller], accounts: ['main'], live: () => cloud({}), config, clock, log: silentLog },
      ...{ kept: createKeptLooks(memoryStore()), inbox: memoryInbox(), random: () => 0.5 },
      around: () => looking(cloud({})),
      counts: { polled: () => undefined, looked: () => undefined },
    });
    const ready = () => looksCheck(polling).check();
    const wait = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        clock.advance(60_000);
        await turn();
      }
    };
    polling.start();
    await wait(7);
    expect(await ready()).toEqual({ ok: true });
    await wait(10);
    expect(await ready()).toMatchObject({ ok: true, why: expect.stringMatching(/casters \(main\)/) });
    fails = false;
    await wait(6);
    expect(await ready()).toEqual({ ok: true });
    await polling.stop();
  });
});

describe('what is not there any more has no alert (rcourtman/Pulse#1580)', () => {
  it('a caster that stopped and was deleted', async () => {
    const live = cloud({ DescribeCasterList: () => ({ CasterList: [] }) });
    const memory = { running: ['7001'], stopped: { 7001: NOW - 60_000 } };
    expect((await CASTERS.look(looking(live, { memory }))).findings).toEqual([]);
  });
});

describe('events of one second are not left out at a cursor (ohdearquant/lionagi#3387)', () => {
  it('more pushes than one look reads ended in the same second: the looks after it go on behind them', async () => {
    const clock = createTestClock();
    const store = memoryStore();
    const inbox = memoryInbox();
    const start = clock.now();
    const same = start - 20 * 60_000;
    const late = start - 10 * 60_000;
    const event = (name: string, at: number) => ({
      ...{
        DomainName: 'push.example.com',
        AppName: 'live',
        StreamName: name,
        StreamStartTime: iso(at - 9000),
      },
      ...{ StreamEndTime: iso(at), Duration: 9 },
    });
    const all = [
      ...Array.from({ length: 2500 }, (_, index) => event(`s${index}`, same)),
      event('late', late),
    ];
    const live = cloud({
      DescribeLiveStreamEventList: ({ StartTime, EndTime, PageNum, PageSize }) => {
        const [from, to] = [Date.parse(String(StartTime)), Date.parse(String(EndTime))];
        const found = all.filter(({ StreamEndTime }) => {
          const at = Date.parse(StreamEndTime);
          return at >= from && at <= to;
        });
        const [page, size] = [Number(PageNum), Number(PageSize)];
        return { EventList: found.slice((page - 1) * size, page * size), TotalNum: found.length };
      },
      DescribeCallbackRecordsList: () => ({ DataInfoList: [], TotalNum: 0 }),
    });
    const alertState = await openAlertState(store, () => undefined, MOST_KEPT);
    const core = coreOver(
      { inbox, store, clock, alertState, changed: () => undefined, mostOpen: Infinity },
      { live: () => live },
    );
    const gaps = createGapFilling(core, () => live);
    const fill = () =>
      gaps.fill({ account: 'main', listed: new Map(), known: () => undefined, heardAt: same - 60_000 });
    let found = false;
    for (let look = 0; look < 4 && !found; look += 1) {
      found = (await fill()).ended.has('push.example.com/live/late');
      clock.advance(60_000);
    }
    expect(found).toBe(true);
  });
});

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
