import { describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { sceneWith } from '../../sandbox/scene.ts';
import { createBench, type Bench } from './caller.ts';

const PARAMS = {
  MonitorName: 'wall',
  OutputInfo: { OutputStreamWidth: 1280, OutputStreamHeight: 720 },
  InputList: [
    { InputStreamName: 'main', InputDomain: 'push.example.com', InputApp: 'live' },
    { InputStreamName: 'sports' },
  ],
  AllowMonitorReport: 1,
  CheckStreamBroken: 1,
};
const NOW = Date.UTC(2026, 2, 1, 20) / 1000;

async function create({ call }: Bench): Promise<string> {
  return String((await call('CreateLiveStreamMonitor', PARAMS)).output['MonitorId']);
}

async function show({ call }: Bench, MonitorId: string): Promise<Record<string, unknown>> {
  return (await call('DescribeLiveStreamMonitor', { MonitorId })).output['LiveStreamMonitor'] as Record<
    string,
    unknown
  >;
}

describe('a monitor', () => {
  it('is idle when created, monitors when started, is idle again when stopped', async () => {
    const bench = createBench();
    const MonitorId = await create(bench);
    expect(MonitorId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await show(bench, MonitorId)).toMatchObject({
      Status: 0,
      StartTime: 0,
      StopTime: 0,
      CreateTime: NOW,
    });
    bench.clock.advance(5000);
    await bench.call('StartLiveStreamMonitor', { MonitorId, AudibleInputIndexList: [2] });
    expect(await show(bench, MonitorId)).toMatchObject({
      Status: 1,
      StartTime: NOW + 5,
      AudibleInputIndexList: [2],
      MonitorName: 'wall',
      NotifyPolicy: { NotifyPolicyType: 0, CallbackUrl: '' },
    });
    bench.clock.advance(5000);
    await bench.call('StopLiveStreamMonitor', { MonitorId });
    expect(await show(bench, MonitorId)).toMatchObject({ Status: 0, StartTime: NOW + 5, StopTime: NOW + 10 });
    expect(await bench.codeOf('StopLiveStreamMonitor', { MonitorId })).toBe('');
    expect(await show(bench, MonitorId)).toMatchObject({ StopTime: NOW + 10 });
  });

  it('that runs is not started, changed or deleted', async () => {
    const bench = createBench();
    const MonitorId = await create(bench);
    await bench.call('StartLiveStreamMonitor', { MonitorId });
    const active = 'FailedOperation.MonitorIsActive';
    expect(await bench.codeOf('StartLiveStreamMonitor', { MonitorId })).toBe(active);
    expect(await bench.codeOf('ModifyLiveStreamMonitor', { MonitorId, MonitorName: 'x' })).toBe(active);
    expect(await bench.codeOf('DeleteLiveStreamMonitor', { MonitorId })).toBe(active);
    await bench.call('StopLiveStreamMonitor', { MonitorId });
    expect(await bench.codeOf('ModifyLiveStreamMonitor', { MonitorId, MonitorName: 'x' })).toBe('');
    expect(await show(bench, MonitorId)).toMatchObject({ MonitorName: 'x', CheckStreamBroken: 1 });
    expect(await bench.codeOf('DeleteLiveStreamMonitor', { MonitorId })).toBe('');
    expect(await bench.codeOf('DescribeLiveStreamMonitor', { MonitorId })).toBe(
      'FailedOperation.MonitorNotExist',
    );
  });

  it('that does not exist is refused everywhere', async () => {
    const { codeOf } = createBench();
    const MonitorId = 'nowhere';
    const actions = [
      'StartLiveStreamMonitor',
      'StopLiveStreamMonitor',
      'ModifyLiveStreamMonitor',
      'DeleteLiveStreamMonitor',
      'DescribeLiveStreamMonitor',
      'DescribeMonitorReport',
    ] as const;
    for (const action of actions)
      expect(await codeOf(action, { MonitorId })).toBe('FailedOperation.MonitorNotExist');
  });

  it('that is starting or stopping conflicts with another operation', async () => {
    const bench = createBench({ taskMs: 800 });
    const MonitorId = await create(bench);
    await bench.call('StartLiveStreamMonitor', { MonitorId });
    expect(await bench.codeOf('StopLiveStreamMonitor', { MonitorId })).toBe('FailedOperation.ConflictAction');
    bench.clock.advance(800);
    expect(await bench.codeOf('StopLiveStreamMonitor', { MonitorId })).toBe('');
  });

  it('reports which of its streams broke while it ran, for seven days', async () => {
    const bench = createBench({ scene: demoScene });
    const MonitorId = await create(bench);
    const broken = async () =>
      (
        (await bench.call('DescribeMonitorReport', { MonitorId })).output['DiagnoseResult'] as Record<
          string,
          unknown
        >
      )['StreamBrokenResults'];
    const where = { domain: 'push.example.com', app: 'live' };
    bench.sandbox.cut({ ...where, stream: 'main' });
    expect(await broken()).toEqual([]);
    await bench.call('StartLiveStreamMonitor', { MonitorId });
    bench.sandbox.cut({ ...where, stream: 'sports' });
    bench.sandbox.cut({ ...where, stream: 'news' });
    expect(await broken()).toEqual(['sports is broken at 2026-03-01T20:00:00Z']);
    bench.clock.advance(7 * 86_400_000);
    expect(await broken()).toEqual([]);
  });

  it('that keeps no report has none to show', async () => {
    const { call, codeOf } = createBench();
    const created = await call('CreateLiveStreamMonitor', { ...PARAMS, AllowMonitorReport: 0 });
    const MonitorId = String(created.output['MonitorId']);
    expect(await codeOf('DescribeMonitorReport', { MonitorId })).toBe('FailedOperation');
  });
});

describe('limits', () => {
  const limits = { monitors: 2, runningMonitorsPerInput: 1, casterInputs: 24, runningCasters: 20, pulls: 9 };
  it('of monitors, and of running monitors on one stream', async () => {
    const bench = createBench({ scene: sceneWith({ limits }) });
    const [first, second] = [await create(bench), await create(bench)];
    expect(await bench.codeOf('CreateLiveStreamMonitor', PARAMS)).toBe(
      'FailedOperation.MonitorLimitExceeded',
    );
    await bench.call('StartLiveStreamMonitor', { MonitorId: first });
    expect(await bench.codeOf('StartLiveStreamMonitor', { MonitorId: second })).toBe(
      'FailedOperation.RelatedRunningMonitorLimitExceeded',
    );
  });

  it.each([
    ['no input', { InputList: [] }],
    ['a stream name with other characters', { InputList: [{ InputStreamName: 'a/b' }] }],
    ['a picture that is too wide', { OutputInfo: { OutputStreamWidth: 1921, OutputStreamHeight: 1 } }],
    ['a picture that is too high', { OutputInfo: { OutputStreamWidth: 1, OutputStreamHeight: 1081 } }],
    ['a name of 128 bytes', { MonitorName: 'x'.repeat(128) }],
    ['an unknown policy', { NotifyPolicy: { NotifyPolicyType: 2 } }],
    ['a callback that is no web address', { NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: 'ftp://a/' } }],
    ['speech recognition without inputs', { AsrLanguage: 1 }],
    ['text recognition of an input that is not there', { OcrLanguage: 1, AiOcrInputIndexList: [3] }],
  ])('%s is refused', async (_, given) => {
    expect(await createBench().codeOf('CreateLiveStreamMonitor', { ...PARAMS, ...given })).toBe(
      'InvalidParameterValue',
    );
  });

  it('an input that is not there cannot be heard', async () => {
    const bench = createBench();
    const MonitorId = await create(bench);
    for (const index of [0, 3])
      expect(
        await bench.codeOf('StartLiveStreamMonitor', { MonitorId, AudibleInputIndexList: [index] }),
      ).toBe('InvalidParameterValue');
  });
});

it('lists from an offset', async () => {
  const { call, codeOf } = createBench({ scene: demoScene });
  const { output } = await call('DescribeLiveStreamMonitorList', { Index: 1, Count: 5 });
  expect(output).toMatchObject({
    TotalNum: 2,
    LiveStreamMonitors: [{ MonitorName: 'news-watch', Status: 1 }],
  });
  expect(await codeOf('DescribeLiveStreamMonitorList', { Index: 0, Count: 0 })).toBe('InvalidParameterValue');
});
