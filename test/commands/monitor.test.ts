import { describe, expect, it } from 'vitest';
import type { LiveStreamMonitorInfo } from '../../src/live/catalogue/types.generated.ts';
import { createAsker, createFakeLive, textOf } from './asking.ts';

function wall(parts: Partial<LiveStreamMonitorInfo> = {}): LiveStreamMonitorInfo {
  return {
    MonitorId: 'm-1',
    MonitorName: 'wall',
    Status: 0,
    StopTime: Date.UTC(2026, 2, 1, 18) / 1000,
    OutputInfo: { OutputStreamWidth: 1920, OutputStreamHeight: 1080 },
    InputList: [
      {
        InputStreamName: 'main',
        InputDomain: 'push.example.com',
        InputApp: 'live',
        InputUrl: 'rtmp://x/y?txSecret=5e1f',
      },
      { InputStreamName: 'caster', CasterInputIndex: 10001 },
    ],
    NotifyPolicy: { NotifyPolicyType: 1, CallbackUrl: 'https://hook.example.com/?token=5e1f' },
    CheckStreamBroken: 1,
    AllowMonitorReport: 1,
    ...parts,
  };
}

function cloud(monitors: LiveStreamMonitorInfo[], report: string[] = []) {
  const find = (id: string) => monitors.find((monitor) => monitor.MonitorId === id)!;
  return createFakeLive({
    DescribeLiveStreamMonitorList: (params) => ({
      TotalNum: monitors.length,
      LiveStreamMonitors: monitors.slice(Number(params.Index), Number(params.Index) + Number(params.Count)),
    }),
    DescribeLiveStreamMonitor: (params) => ({ LiveStreamMonitor: find(params.MonitorId) }),
    DescribeMonitorReport: () => ({
      MPSResult: { AiAsrResults: [], AiOcrResults: [], StreamQuaCtrlResults: [] },
      DiagnoseResult: { StreamBrokenResults: report, LowFrameRateResults: [], StreamFormatResults: [] },
    }),
    StartLiveStreamMonitor(params) {
      Object.assign(find(params.MonitorId), {
        Status: 1,
        AudibleInputIndexList: params.AudibleInputIndexList ?? [],
      });
      return {};
    },
    StopLiveStreamMonitor(params) {
      find(params.MonitorId).Status = 0;
      return {};
    },
  });
}

describe('monitor list and show', () => {
  it('lists with state, and one tap to each', async () => {
    const card = await createAsker(cloud([wall(), wall({ MonitorId: 'm-2', Status: 1 })])).look(
      'monitor list',
    );
    expect(card.table?.rows.map((row) => row[1])).toEqual(['idle', 'running']);
    expect(card.buttons?.map(({ id, label }) => [id, label])).toEqual([
      ['run:monitor show m-1', 'm-1'],
      ['run:monitor show m-2', 'm-2'],
    ]);
  });

  it('shows inputs and checks, and no address that may hold a key', async () => {
    const card = await createAsker(cloud([wall()])).look('monitor show wall');
    expect(card.table?.rows).toEqual([
      ['1', 'push.example.com/live/main', ''],
      ['2', 'PGM of the caster', ''],
    ]);
    expect(textOf(card)).toContain('Checks: broken stream, kept for the report');
    expect(card.buttons?.map((button) => button.label)).toEqual(['Start…', 'Report']);
    expect(JSON.stringify(card)).not.toContain('5e1f');
    const zh = await createAsker(cloud([wall({ Status: 1 })]), { language: 'zh-CN' }).look('监播 查看 wall');
    expect(textOf(zh)).toContain('状态: 监播中');
    expect(zh.buttons?.[0]?.label).toBe('停止…');
  });

  it('never guesses: two of one name, and none', async () => {
    const asker = createAsker(cloud([wall(), wall({ MonitorId: 'm-2' })]));
    expect((await asker.refusal('monitor stop wall')).choices).toEqual([
      'monitor stop m-1',
      'monitor stop m-2',
    ]);
    expect((await asker.refusal('monitor start wal 1')).choices).toEqual([
      'monitor start m-1 1',
      'monitor start m-2 1',
    ]);
    expect((await asker.refusal('monitor show zzzzzzzz')).choices).toEqual(['monitor list']);
  });

  it('finds an id beyond the first 500', async () => {
    const many = Array.from({ length: 600 }, (_, index) =>
      wall({ MonitorId: `m-${index}`, MonitorName: `n${index}` }),
    );
    const live = cloud(many);
    expect((await createAsker(live).look('monitor show m-599')).title).toBe('n599');
    expect(live.calls.filter((call) => call.action === 'DescribeLiveStreamMonitorList')).toHaveLength(5);
  });
});

describe('monitor start and stop', () => {
  it('undo each other, with the same sound', async () => {
    const live = cloud([wall()]);
    const asker = createAsker(live);
    const started = await asker.act('monitor start wall 2,1');
    expect(textOf(started.preview)).toContain('Sound: input 1, 2');
    expect(started.preview.target).toEqual({ key: 'main/monitor/m-1', label: 'wall' });
    expect(started.verified.seen).toBe(true);
    const stopped = await asker.undo(started.undo!);
    expect(stopped.verified.seen).toBe(true);
    const again = await asker.undo(stopped.undo!);
    expect(again.verified.seen).toBe(true);
    expect(
      live.calls.filter((call) => call.action === 'StartLiveStreamMonitor').map((call) => call.params),
    ).toEqual([
      { MonitorId: 'm-1', AudibleInputIndexList: [1, 2] },
      { MonitorId: 'm-1', AudibleInputIndexList: [1, 2] },
    ]);
    expect(live.writes()).toHaveLength(3);
  });

  it('is silent unless told otherwise, and refuses inputs that do not exist', async () => {
    const live = cloud([wall()]);
    const asker = createAsker(live, { language: 'zh-CN' });
    expect((await asker.refusal('监播 启动 wall 声音:3')).hint.zh).toBe('可用的输入：1、2。');
    const { preview } = await asker.act('监播 启动 wall');
    expect(textOf(preview)).toContain('声音: 静音');
    expect(live.calls.find((call) => call.action === 'StartLiveStreamMonitor')?.params).toEqual({
      MonitorId: 'm-1',
    });
  });

  it('refuses to start what runs and to stop what does not', async () => {
    expect(
      (await createAsker(cloud([wall({ Status: 1 })])).refusal('monitor start wall')).title.en,
    ).toContain('runs already');
    expect((await createAsker(cloud([wall()])).refusal('monitor stop wall')).choices).toEqual([
      'monitor start m-1',
    ]);
  });
});

describe('monitor report', () => {
  it('shows the last of many findings, shortened, without keys', async () => {
    const findings = Array.from(
      { length: 12 },
      (_, index) => `#${index} rtmp://a/b?txSecret=5e1f ${'x'.repeat(500)}`,
    );
    const card = await createAsker(cloud([wall()], findings)).look('monitor report wall');
    expect(card.tone).toBe('warning');
    expect(textOf(card)).toContain('Broken stream: 12');
    expect(card.code?.split('\n')).toHaveLength(6);
    expect(card.code).toContain('#11 rtmp://a/b?… xxx');
    expect(card.code).not.toContain('5e1f');
    expect(card.code!.length).toBeLessThan(1200);
  });

  it('tells nothing found from nothing kept', async () => {
    expect(textOf(await createAsker(cloud([wall()])).look('monitor report wall'))).toContain(
      'Nothing was found',
    );
    const live = cloud([wall({ AllowMonitorReport: 0 })]);
    expect(textOf(await createAsker(live).look('monitor report wall'))).toContain('does not keep findings');
    expect(live.calls.some((call) => call.action === 'DescribeMonitorReport')).toBe(false);
  });
});
