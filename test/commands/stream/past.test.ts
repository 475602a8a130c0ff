import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../src/chart/chart.ts';
import { createAsker, createFakeLive, textOf } from '../asking.ts';
import { streamAnswers } from '../fake-streams.ts';

const PAGE = { PageNum: 1, PageSize: 20, TotalPage: 2 };
const ENDED = {
  ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'main', Duration: 600 },
  ...{ StreamStartTime: '2026-03-01T19:40:00Z', StreamEndTime: '2026-03-01T19:50:00Z' },
  ...{ StopReason: '客户端主动断流', ClientIp: '192.0.2.7', Resolution: '1920*1080' },
};

describe('stream history', () => {
  const live = createFakeLive({
    ...streamAnswers([]),
    DescribeLiveStreamEventList: () => ({ ...PAGE, TotalNum: 21, EventList: [ENDED] }),
  });

  it('has the pushes of one stream with reasons in words, and the next page', async () => {
    const card = await createAsker(live).look('stream history push.example.com/live/main from:2d');
    expect(live.calls.at(-1)?.params).toEqual({
      ...{ StartTime: '2026-02-27T20:00:00Z', EndTime: '2026-03-01T20:00:00Z' },
      ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'main', IsStrict: 1 },
      ...{ PageNum: 1, PageSize: 20, IsAsc: 0 },
    });
    expect(card.title).toBe('Pushes of push.example.com/live/main: 21 ended');
    expect(card.table?.rows).toEqual([
      [
        '2026-03-02 03:50:00',
        'the encoder stopped pushing',
        '10 min',
        '2026-03-02 03:40:00',
        '192.0.2.7',
        '1920*1080',
      ],
    ]);
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Next page']);
  });

  it('has those of all streams where none is named', async () => {
    const card = await createAsker(live, { language: 'zh-CN' }).look('流 历史');
    expect(card.title).toBe('全部流：21 次推流已结束');
    expect(card.table?.rows[0]?.slice(0, 1)).toEqual(['push.example.com/live/main']);
    expect(live.calls.at(-1)?.params).not.toHaveProperty('StreamName');
  });

  it('says which time it takes', async () => {
    expect((await createAsker(live).refusal('stream history from:90d')).hint.en).toMatch(/at most 31 d/);
  });
});

describe('stream find', () => {
  it('asks every push domain, has the newest push of each stream, and says which domain did not answer', async () => {
    const live = createFakeLive({
      DescribeLiveDomains: () => ({
        ...{ AllCount: 3, CreateLimitCount: 100, PlayTypeCount: [] },
        DomainList: [
          { Name: 'push.example.com', Type: 0 },
          { Name: 'old.example.com', Type: 0 },
          { Name: 'play.example.com', Type: 1 },
        ],
      }),
      DescribeLiveStreamPublishedList: ({ DomainName }) => ({
        ...{ ...PAGE, TotalNum: 2 },
        PublishInfo: [
          { ...ENDED, DomainName },
          { ...ENDED, DomainName, StreamEndTime: '2026-03-01T18:00:00Z' },
        ],
      }),
    });
    const card = await createAsker(live).look('stream find mai');
    expect(card.title).toBe('"mai": 2 found');
    expect(card.table?.rows.map(([name]) => name)).toEqual([
      'push.example.com/live/main',
      'old.example.com/live/main',
    ]);
    expect(live.calls.filter(({ action }) => action === 'DescribeLiveStreamPublishedList')).toHaveLength(2);
  });
});

describe('stream health', () => {
  it('draws frames, bitrate and lag of a push, by the minute', async () => {
    const drawn: Chart[] = [];
    const live = createFakeLive({
      ...streamAnswers([]),
      DescribeStreamPushInfoList: () => ({
        DataInfoList: [
          {
            ...{ Time: '2026-03-01T19:58:00Z', Sequence: '1', VideoFps: 12, VideoRate: 4_000_000 },
            ...{ AudioRate: 128_000, LocalTs: 60_000, VideoTs: 57_000, MateFps: 25 },
          },
        ],
      }),
    });
    const card = await createAsker(live, {
      draw: async (chart) => {
        drawn.push(chart);
        return new Uint8Array([1]);
      },
    }).look('stream health push.example.com/live/main');
    const [chart] = drawn;
    if (chart?.kind !== 'lines') throw new Error('no lines');
    expect(chart.panels.map(({ unit, lines }) => [unit, lines[0]?.points.at(-1)?.value])).toEqual([
      ['fps', 12],
      ['kbit/s', 4128],
      ['ms', 3000],
      ['viewers', 1234],
    ]);
    expect(textOf(card)).toContain('Frame rate: 12 of 25 fps');
  });

  it('has all pushes, the worst first', async () => {
    const push = { PushDomain: 'push.example.com', AppName: 'live', VideoSpeed: 4_000_000, AudioSpeed: 0 };
    const live = createFakeLive({
      DescribeLiveStreamPushInfoList: () => ({
        ...{ PageNum: 1, PageSize: 1000, TotalPage: 1, TotalNum: 2 },
        DataInfoList: [
          { ...push, StreamName: 'well', VideoFps: 25, MetaFps: 25 },
          { ...push, StreamName: 'poor', VideoFps: 9, MetaFps: 25 },
        ],
      }),
    });
    const card = await createAsker(live).look('stream health');
    expect(card.title).toBe('2 pushes now, worst first');
    expect(card.table?.rows.map((row) => row.slice(0, 2))).toEqual([
      ['push.example.com/live/poor', '9 / 25'],
      ['push.example.com/live/well', '25 / 25'],
    ]);
  });
});
