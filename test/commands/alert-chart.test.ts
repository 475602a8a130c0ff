import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import type { Chart } from '../../src/chart/chart.ts';
import { anAlert } from '../alert/alerts.ts';
import { createAsker, createFakeLive, NOW, textOf } from './asking.ts';
import { createFakeAlerts } from './fake-alerts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ADA = { platform: 'slack', userId: 'U0ADA', name: 'Ada', person: 'ada' };

const DOWN = anAlert({
  startedAt: NOW - 20 * MINUTE,
  fires: [NOW - 20 * MINUTE],
  history: [
    { at: NOW - 19 * MINUTE, what: 'fired', reason: 'new' },
    { at: NOW - 18 * MINUTE, what: 'acknowledged', by: ADA },
  ],
});

const minute = (at: number, fps: number) => ({
  ...{ Time: new Date(at).toISOString().replace(/\.\d+/u, ''), Sequence: '1', VideoFps: fps },
  ...{ VideoRate: 4_000_000, AudioRate: 128_000, LocalTs: 60_000, VideoTs: 60_000, MateFps: 25 },
});

function asking(
  alerts: readonly Alert[],
  more: { language?: 'zh-CN'; png?: Uint8Array; none?: boolean } = {},
) {
  const drawn: Chart[] = [];
  const live = createFakeLive({
    DescribeStreamPushInfoList: () => ({
      DataInfoList: more.none ? [] : [minute(NOW - 40 * MINUTE, 25), minute(NOW - 21 * MINUTE, 24)],
    }),
    DescribeStreamPlayInfoList: () => ({
      DataInfoList: [{ Time: '2026-03-01T19:30:00Z', Bandwidth: 1, Flux: 1, Request: 1, Online: 900 }],
    }),
  });
  const asker = createAsker(live, {
    alerts: createFakeAlerts(alerts),
    ...(more.language && { language: more.language }),
    draw: async (chart) => {
      drawn.push(chart);
      return more.png;
    },
  });
  return { drawn, live, asker };
}

const PNG = new Uint8Array([1]);

describe('alert chart', () => {
  it('draws frames, bitrate and viewers around it, with its moments', async () => {
    const { asker, drawn, live } = asking([DOWN], { png: PNG });
    const card = await asker.look('alert chart k3m9');
    const [chart] = drawn;
    if (chart?.kind !== 'lines') throw new Error('no lines');
    expect(chart.panels.map(({ unit }) => unit)).toEqual(['fps', 'kbit/s', 'viewers']);
    expect([chart.from, chart.to]).toEqual([NOW - 50 * MINUTE, NOW]);
    expect(chart.moments?.map(({ text }) => text)).toEqual([
      '03:40:00 off air',
      '03:41:00 alert raised',
      '03:42:00 Ada acknowledged it',
    ]);
    expect(live.calls.map(({ action }) => action)).toEqual([
      'DescribeStreamPushInfoList',
      'DescribeStreamPlayInfoList',
    ]);
    expect(live.calls[0]?.params).toMatchObject({ PushDomain: 'push.example.com', StreamName: 'main' });
    expect(card.picture?.alt).toContain('① 03:40:00 off air; ② 03:41:00 alert raised');
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Alert', 'Check stream', 'Health now']);
    expect(card.title).toBe('push.example.com/live/main: off air');
  });

  it('has the moments in block characters where there is no picture, in Chinese too', async () => {
    const { asker } = asking([DOWN], { language: 'zh-CN' });
    const card = await asker.look('告警 曲线 k3m9x2ab');
    expect(card.picture).toBeUndefined();
    expect(card.lines?.[0]).toMatch(/^[ ▁▂▃▅▇]+①② ③[ ▁▂▃▅▇]+帧率$/u);
    expect(card.lines?.slice(1, 4)).toEqual([
      '① 03:40:00 断流',
      '② 03:41:00 触发告警',
      '③ 03:42:00 Ada 已认领',
    ]);
  });

  it('is in the language of the channel, whatever that of whoever presses', async () => {
    const live = createFakeLive({ DescribeStreamPushInfoList: () => ({ DataInfoList: [] }) });
    const alerts = createFakeAlerts([DOWN]);
    const asker = createAsker(live, { alerts, language: 'en', channelLanguage: 'zh-CN' });
    expect(textOf(await asker.look('alert chart k3m9'))).toMatch(
      /没有数据[^]*① 03:40:00 断流[^]*\[查看告警\]/u,
    );
  });

  it('tells the moments where there are no figures', async () => {
    const { asker } = asking([DOWN], { none: true });
    const live = createFakeLive({ DescribeStreamPushInfoList: () => ({ DataInfoList: [] }) });
    const card = await createAsker(live, { alerts: createFakeAlerts([DOWN]) }).look('alert chart k3m9');
    expect(textOf(card)).toMatch(/no figures[^]*① 03:40:00 off air/u);
    expect((await asker.look('alert chart k3m9')).lines?.[0]).toContain('viewers');
  });

  it.each([
    [
      'one that recovered ends half an hour after',
      {
        status: 'recovered',
        recoveredAt: NOW - HOUR,
        wellAt: NOW - HOUR,
        startedAt: NOW - 2 * HOUR,
        fires: [NOW - 2 * HOUR],
      },
      -2.5,
      -0.5,
    ],
    [
      'one that lasts for long shows how it broke',
      { startedAt: NOW - 9 * HOUR, fires: [NOW - 9 * HOUR] },
      -9.5,
      -6.5,
    ],
    [
      'one that broke often shows as much of it as three hours hold',
      {
        outages: [
          { from: NOW - 9 * HOUR, to: NOW - 8 * HOUR },
          { from: NOW - 1.5 * HOUR, to: NOW - HOUR },
          { from: NOW - 0.2 * HOUR },
        ],
      },
      -2,
      0,
    ],
  ] satisfies readonly (readonly [string, Partial<Alert>, number, number])[])(
    '%s',
    async (_, more, from, to) => {
      const { asker, drawn } = asking([{ ...DOWN, ...more }], { png: PNG });
      await asker.look('alert chart k3m9');
      expect(drawn).toMatchObject([{ from: NOW + from * HOUR, to: NOW + to * HOUR }]);
    },
  );

  it('says why there is nothing to draw', async () => {
    const old = { startedAt: NOW - 9 * 24 * HOUR, fires: [NOW - 9 * 24 * HOUR] };
    const recovered = { status: 'recovered', recoveredAt: NOW - 8.5 * 24 * HOUR } as const;
    const { asker } = asking([{ ...DOWN, ...old, ...recovered }]);
    expect((await asker.refusal('alert chart k3m9')).title.en).toBe('Alert k3m9x2ab is older than 7 days');
    const pull = anAlert({ condition: 'pull.failing', subject: { type: 'pull', id: '637921' } });
    const refusal = await asking([pull]).asker.refusal('alert chart k3m9');
    expect(refusal.title.zh).toBe('告警 k3m9x2ab 不是针对某一路流');
    const incident = anAlert({
      id: 'n4p8w2cd',
      condition: 'incident',
      subject: { type: 'domain', id: 'd' },
      children: { total: 1, open: 1 },
    });
    const parts = await asking([incident, { ...DOWN, parent: 'n4p8w2cd' }]).asker.refusal('alert chart n4p8');
    expect(parts.choices).toEqual(['alert chart k3m9x2ab']);
  });
});

describe('stream health', () => {
  it('marks what happened to its alerts meanwhile', async () => {
    const other = anAlert({ id: 'o2o2o2o2', subject: { type: 'stream', id: 'push.example.com/live/other' } });
    const { asker, drawn } = asking([DOWN, other], { png: PNG });
    await asker.look('stream health push.example.com/live/main');
    expect(drawn).toMatchObject([{ moments: [{ text: '03:40:00 off air' }, {}, { kind: 'people' }] }]);
  });
});
