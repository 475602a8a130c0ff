import { describe, expect, it } from 'vitest';
import { LiveError } from '../../../src/live/live-error.ts';
import type { Live } from '../../../src/live/live.ts';
import { anAlert } from '../../alert/alerts.ts';
import { createAsker, createFakeLive, NOW, textOf, type Answers } from '../asking.ts';
import { createFakeAlerts } from '../fake-alerts.ts';
import { onAir, streamAnswers, type FakeStream } from '../fake-streams.ts';

const MAIN = 'push.example.com/live/main';
const PAGE = { PageNum: 1, PageSize: 20, TotalPage: 1 };
const MINUTE = {
  ...{ Time: '2026-03-01T19:59:00Z', Sequence: '1', VideoFps: 25, VideoRate: 4_000_000, AudioFps: 43 },
  ...{
    AudioRate: 128_000,
    LocalTs: 60_000,
    VideoTs: 59_980,
    AudioTs: 59_990,
    MateFps: 25,
    MetaVideoRate: 4000,
  },
};

function cloud(streams: FakeStream[], more: Answers = {}) {
  return createFakeLive({
    ...streamAnswers(streams),
    DescribeStreamPushInfoList: () => ({ DataInfoList: [MINUTE] }),
    DescribeLiveStreamEventList: () => ({ ...PAGE, TotalNum: 0, EventList: [] }),
    DescribeLivePullStreamTasks: () => ({ ...PAGE, TotalNum: 0, TaskInfos: [], LimitTaskNum: 200 }),
    DescribeBackupStreamList: () => ({ StreamInfoList: [] }),
    DescribeLiveDomain: () => ({ DomainInfo: { Name: 'push.example.com', Type: 0, Status: 1, BCName: 1 } }),
    DescribePlayErrorCodeDetailInfoList: ({ StatType }) => ({ StatType, HttpCodeList: [] }),
    ...more,
  });
}

const GONE: FakeStream = { ...onAir(MAIN), state: 'inactive', publishes: [] };
const CUT: Answers = {
  DescribeLiveStreamEventList: () => ({
    ...{ ...PAGE, TotalNum: 1 },
    EventList: [
      {
        ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'main', Duration: 600 },
        ...{ StreamEndTime: '2026-03-01T19:55:00Z', StopReason: '客户端主动断流' },
      },
    ],
  }),
};

describe('stream check', () => {
  it('says that all is well, and what that rests on', async () => {
    const card = await createAsker(cloud([onAir(MAIN)])).look(`stream check ${MAIN}`);
    expect(card.title).toBe(`${MAIN}: on air and well`);
    expect(card.tone).toBe('success');
    expect(card.lines).toEqual([
      '• no backup',
      '✓ pushed for 12 min',
      '✓ 25 fps, 4,128 kbit/s',
      '✓ push domain on, CNAME set',
    ]);
    expect(card.buttons?.map(({ label }) => label)).toEqual(['Stream', 'History']);
  });

  it('says when it was cut and why, by the code of the callback where there is one', async () => {
    const live = cloud([GONE], CUT);
    const plain = await createAsker(live).look(`stream check ${MAIN}`);
    expect(plain.title).toBe(`${MAIN}: cut 5 min ago: the encoder stopped pushing`);
    expect(plain.tone).toBe('failure');

    const alerts = createFakeAlerts([anAlert({ code: '12', lastAt: Date.UTC(2026, 2, 1, 19, 55, 3) })]);
    const told = await createAsker(live, { alerts }).look(`stream check ${MAIN}`);
    expect(told.title).toBe(`${MAIN}: cut 5 min ago: a network fault between encoder and cloud`);
  });

  it('says that the cloud refuses the push, and leads to the key', async () => {
    const alerts = createFakeAlerts([anAlert({ code: '18.503', lastAt: NOW - 1000 })]);
    const card = await createAsker(cloud([GONE], CUT), { alerts, language: 'zh-CN' }).look(`流 检查 ${MAIN}`);
    expect(card.title).toBe(`${MAIN}：已断流：被拒绝：推流地址鉴权签名错误`);
    expect(card.buttons?.[0]?.label).toBe('检查鉴权');
  });

  it('leads to the pull task that should feed it and does not run', async () => {
    const card = await createAsker(
      cloud([GONE], {
        ...CUT,
        DescribeLivePullStreamTasks: () => ({
          ...{ ...PAGE, TotalNum: 1, LimitTaskNum: 200 },
          TaskInfos: [
            {
              ...{ TaskId: '71', Comment: 'stadium', Status: 'enable' },
              ...{ DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' },
              ...{ StartTime: '2026-03-01T18:00:00Z', EndTime: '2026-03-02T18:00:00Z' },
            },
          ],
        }),
        DescribeLivePullStreamTaskStatus: () => ({ TaskStatusInfo: { RunStatus: 'inactive' } }),
      }),
    ).look(`stream check ${MAIN}`);
    expect(card.title).toBe(`${MAIN}: off air: its pull task does not run`);
    expect(textOf(card)).toContain('✗ pull task stadium does not run');
    expect(card.buttons?.[0]).toMatchObject({ label: 'Restart the pull task…', style: 'primary' });
  });

  it('offers to lift a ban', async () => {
    const card = await createAsker(cloud([{ ...GONE, state: 'forbid' }])).look(`stream check ${MAIN}`);
    expect(card.title).toBe(`${MAIN}: forbidden`);
    expect(card.buttons?.[0]?.label).toBe('Resume…');
  });

  it('claims nothing of what could not be read, says which, and shows the rest', async () => {
    const card = await createAsker(
      createFakeLive({
        ...streamAnswers([onAir(MAIN)]),
        DescribeStreamPushInfoList: () => ({ DataInfoList: [MINUTE] }),
      }),
    ).look(`stream check ${MAIN}`);
    expect(card.title).toBe(`${MAIN}: on air and well`);
    expect(card.lines?.filter((line) => line.startsWith('?'))).toEqual([
      '? last push: the key may not (UnauthorizedOperation)',
      '? pull tasks: the key may not (UnauthorizedOperation)',
      '? push domain: the key may not (UnauthorizedOperation)',
      '? play errors: the key may not (UnauthorizedOperation)',
    ]);
  });

  it('says that nothing is known where the cloud answers nothing', async () => {
    const hint = { en: 'x', zh: 'x' };
    const dead: Live = {
      call: (action) =>
        Promise.reject(new LiveError('x', { action, code: 'airdesk.timeout', outcome: 'unsent', hint })),
    };
    const card = await createAsker(dead).look(`stream check ${MAIN}`);
    expect(card.title).toBe(`${MAIN}: unknown whether it is on air`);
    expect(card.tone).toBe('info');
    expect(textOf(card)).toContain('? state: no answer in time (airdesk.timeout)');
  });
});
