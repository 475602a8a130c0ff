import { describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { liveStream, sceneWith } from '../../sandbox/scene.ts';
import { createBench, type Bench } from './caller.ts';

const MAIN = { DomainName: 'push.example.com', AppName: 'live', StreamName: 'main' };
const PUSH = { domain: 'push.example.com', app: 'live', stream: 'main' };
const DAY = 86_400_000;

function bench(repushAfterMs?: number): Bench {
  return createBench({
    scene: sceneWith({
      streams: [liveStream('push.example.com/live/main', repushAfterMs ? { repushAfterMs } : {})],
    }),
  });
}

async function stateOf({ call }: Bench, name = MAIN): Promise<unknown> {
  return (await call('DescribeLiveStreamState', name)).output['StreamState'];
}

describe('drop', () => {
  it('cuts the push; the encoder comes back with another sequence', async () => {
    const it = bench(5000);
    const before = sequencesOf(it, 'main');
    expect(await it.codeOf('DropLiveStream', MAIN)).toBe('');
    expect(await stateOf(it)).toBe('inactive');
    it.clock.advance(4999);
    expect(await stateOf(it)).toBe('inactive');
    it.clock.advance(1);
    expect(await stateOf(it)).toBe('active');
    expect(sequencesOf(it, 'main')).not.toEqual(before);
  });

  it('succeeds for a stream that is not live', async () => {
    expect(await bench().codeOf('DropLiveStream', { ...MAIN, StreamName: 'nobody' })).toBe('');
  });

  it('is seen only after the effect delay', async () => {
    const it = createBench({ scene: demoScene, effectDelayMs: 300 });
    await it.call('DropLiveStream', MAIN);
    expect(await stateOf(it)).toBe('active');
    it.clock.advance(300);
    expect(await stateOf(it)).toBe('inactive');
  });
});

describe('forbid and resume', () => {
  it('cuts the push, refuses the next with 18.305, and ends after seven days', async () => {
    const it = bench();
    await it.call('ForbidLiveStream', { ...MAIN, Reason: 'test' });
    expect(await stateOf(it)).toBe('forbid');
    expect(it.sandbox.push(PUSH)).toMatchObject({ accepted: false, errcode: 18, suberrcode: 305 });
    it.clock.advance(7 * DAY - 1);
    expect(await stateOf(it)).toBe('forbid');
    it.clock.advance(1);
    expect(await stateOf(it)).toBe('inactive');
    expect(it.sandbox.push(PUSH)).toMatchObject({ accepted: true, main: true });
  });

  it('lasts until ResumeTime', async () => {
    const it = bench();
    const ResumeTime = new Date(it.clock.now() + 3_600_000).toISOString().replace('.000Z', 'Z');
    await it.call('ForbidLiveStream', { ...MAIN, ResumeTime });
    expect(it.sandbox.state()).toMatchObject({ bans: [{ path: 'push.example.com/live/main' }] });
    it.clock.advance(3_600_000);
    expect(await stateOf(it)).toBe('inactive');
    expect(it.sandbox.state()).toMatchObject({ bans: [] });
  });

  it('resume lifts the ban and starts no push; a persistent encoder gets back on by itself', async () => {
    const quiet = bench();
    await quiet.call('ForbidLiveStream', MAIN);
    await quiet.call('ResumeLiveStream', MAIN);
    quiet.clock.advance(60_000);
    expect(await stateOf(quiet)).toBe('inactive');

    const persistent = bench(5000);
    await persistent.call('ForbidLiveStream', MAIN);
    persistent.clock.advance(60_000);
    expect(await stateOf(persistent)).toBe('forbid');
    await persistent.call('ResumeLiveStream', MAIN);
    persistent.clock.advance(5000);
    expect(await stateOf(persistent)).toBe('active');
  });

  it.each([
    ['no time', 'tomorrow'],
    ['the past', '2026-02-01T00:00:00Z'],
    ['more than 90 days ahead', '2026-07-01T00:00:00Z'],
  ])('refuses a ResumeTime that is %s', async (_, ResumeTime) => {
    const it = bench();
    expect(await it.codeOf('ForbidLiveStream', { ...MAIN, ResumeTime })).toBe('InvalidParameterValue');
    expect(await stateOf(it)).toBe('active');
  });

  it('refuses a reason of more than 2048 bytes', async () => {
    expect(await bench().codeOf('ForbidLiveStream', { ...MAIN, Reason: '禁'.repeat(683) })).toBe(
      'InvalidParameterValue',
    );
  });

  it('matches by name alone by default, by the whole path where the account asked for that', async () => {
    const other = { ...MAIN, DomainName: 'push.example.net', StreamName: 'gala' };
    const byName = createBench({ scene: demoScene });
    await byName.call('ForbidLiveStream', { ...MAIN, StreamName: 'gala' });
    expect(await stateOf(byName, other)).toBe('active');
    await byName.call('DropLiveStream', other);
    expect(await stateOf(byName, other)).toBe('forbid');

    const byPath = createBench({ scene: { ...demoScene, forbidMatch: 'full' } });
    await byPath.call('ForbidLiveStream', { ...MAIN, StreamName: 'gala' });
    await byPath.call('DropLiveStream', other);
    expect(await stateOf(byPath, other)).toBe('inactive');
  });

  it('lists what is forbidden, in Beijing time', async () => {
    const it = createBench({ scene: demoScene });
    expect((await it.call('DescribeLiveForbidStreamList', {})).output).toEqual({
      PageNum: 1,
      PageSize: 10,
      TotalNum: 1,
      TotalPage: 1,
      ForbidStreamList: [
        {
          StreamName: 'pirate',
          AppName: 'live',
          DomainName: 'push.example.com',
          CreateTime: '2026-03-02 04:00:00',
          ExpireTime: '2026-03-05 04:00:00',
        },
      ],
    });
  });
});

describe('a second push of a live name', () => {
  const scene = sceneWith({ streams: [liveStream('push.example.com/live/main')] });
  it.each([
    ['backup', { accepted: true, main: false }, 2],
    ['replace', { accepted: true, main: true }, 1],
    ['reject', { accepted: false, errcode: 18, suberrcode: 601 }, 1],
  ] as const)('%s', (secondPush, outcome, upstreams) => {
    const it = createBench({ scene: { ...scene, secondPush } });
    expect(it.sandbox.push(PUSH)).toMatchObject(outcome);
    expect(sequencesOf(it, 'main')).toHaveLength(upstreams);
  });

  it('a push on a domain that the account does not have is taken, or refused where the scene is strict', () => {
    const elsewhere = { ...PUSH, domain: 'elsewhere.example' };
    expect(createBench().sandbox.push(elsewhere)).toMatchObject({ accepted: true });
    const strict = createBench({ scene: sceneWith({ unknownDomains: 'refuse' }) });
    expect(strict.sandbox.push(elsewhere)).toMatchObject({ suberrcode: 301 });
    expect(createBench().sandbox.push({ ...PUSH, domain: 'play.example.com' })).toMatchObject({
      suberrcode: 301,
    });
  });
});

describe('lists', () => {
  it('pages and filters what is online', async () => {
    const streams = Array.from({ length: 25 }, (_, index) => liveStream(`push.example.com/live/s${index}`));
    const it = createBench({ scene: sceneWith({ streams }) });
    const page = (await it.call('DescribeLiveStreamOnlineList', { PageNum: 3, PageSize: 10 })).output;
    expect(page).toMatchObject({ TotalNum: 25, TotalPage: 3, PageNum: 3, PageSize: 10 });
    expect(page['OnlineInfo']).toHaveLength(5);
    const one = await it.call('DescribeLiveStreamOnlineList', {
      StreamName: 's7',
      DomainName: 'push.example.com',
    });
    expect(one.output['OnlineInfo']).toMatchObject([
      { StreamName: 's7', PublishTimeList: [{ PublishTime: '2026-03-01T20:00:00Z' }] },
    ]);
    const none = await it.call('DescribeLiveStreamOnlineList', { DomainName: 'push.example.org' });
    expect(none.output['OnlineInfo']).toEqual([]);
  });

  it.each([9, 101, 0, -1])('refuses a page of %i', async (PageSize) => {
    expect(await createBench().codeOf('DescribeLiveStreamOnlineList', { PageSize })).toBe(
      'InvalidParameterValue',
    );
  });

  it('two upstreams of one stream are one entry with two times', async () => {
    const it = createBench({ scene: demoScene });
    const { output } = await it.call('DescribeLiveStreamOnlineList', { StreamName: 'sports' });
    expect(output['OnlineInfo']).toMatchObject([{ PublishTimeList: [{}, {}] }]);
  });

  it('keeps what ended, and what never came up', async () => {
    const it = bench();
    it.clock.advance(60_000);
    it.sandbox.cut(PUSH);
    await it.call('ForbidLiveStream', MAIN);
    it.sandbox.push(PUSH);
    const range = { StartTime: '2026-03-01T00:00:00Z', EndTime: '2026-03-01T20:01:00Z' };
    const events = await it.call('DescribeLiveStreamEventList', range);
    expect(events.output['EventList']).toMatchObject([
      { Resolution: '0*0' },
      { StreamName: 'main', Duration: 60 },
    ]);
    const oldestFirst = await it.call('DescribeLiveStreamEventList', { ...range, IsAsc: 1 });
    expect(oldestFirst.output['EventList']).toMatchObject([{ Duration: 60 }, { Duration: 0 }]);
    const started = await it.call('DescribeLiveStreamEventList', { ...range, IsFilter: 1 });
    expect(started.output['EventList']).toHaveLength(1);
    const fuzzy = await it.call('DescribeLiveStreamEventList', { ...range, StreamName: 'ma' });
    expect(fuzzy.output['TotalNum']).toBe(2);
    const strict = await it.call('DescribeLiveStreamEventList', { ...range, StreamName: 'ma', IsStrict: 1 });
    expect(strict.output['TotalNum']).toBe(0);
    const published = await it.call('DescribeLiveStreamPublishedList', {
      ...range,
      DomainName: MAIN.DomainName,
    });
    expect(published.output['PublishInfo']).toMatchObject([
      { StreamName: 'main', StopReason: 'recv rtmp deleteStream' },
    ]);
  });

  it.each([
    ['longer than a month', '2026-01-15T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['older than two months', '2025-12-01T00:00:00Z', '2025-12-02T00:00:00Z'],
    ['in the future', '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'],
    ['backwards', '2026-03-01T10:00:00Z', '2026-03-01T09:00:00Z'],
    ['no time', 'yesterday', '2026-03-01T09:00:00Z'],
  ])('refuses a range that is %s', async (_, StartTime, EndTime) => {
    expect(await createBench().codeOf('DescribeLiveStreamEventList', { StartTime, EndTime })).toBe(
      'InvalidParameterValue',
    );
  });
});

describe('backup streams', () => {
  const sports = { PushDomainName: 'push.example.com', AppName: 'live', StreamName: 'sports' };
  const SPORTS = { domain: 'push.example.com', app: 'live', stream: 'sports' };

  async function upstreams({ call }: Bench): Promise<{ UpstreamSequence: string; MasterFlag: number }[]> {
    const { output } = await call('DescribeBackupStreamList', { StreamName: 'sports' });
    const [group] = output['StreamInfoList'] as {
      BackupList: { UpstreamSequence: string; MasterFlag: number }[];
    }[];
    return group?.BackupList ?? [];
  }

  it('switches to a running upstream and back', async () => {
    const it = createBench({ scene: demoScene });
    const [first, second] = await upstreams(it);
    expect([first!.MasterFlag, second!.MasterFlag]).toEqual([1, 0]);
    expect(second).toMatchObject({
      SourceFrom: '拉流转推(task-sports-backup)',
      DomainName: 'push.example.com',
    });
    expect(
      await it.codeOf('SwitchBackupStream', { ...sports, UpstreamSequence: second!.UpstreamSequence }),
    ).toBe('');
    expect((await upstreams(it)).map((one) => one.MasterFlag)).toEqual([0, 1]);
    await it.call('SwitchBackupStream', { ...sports, UpstreamSequence: first!.UpstreamSequence });
    expect((await upstreams(it)).map((one) => one.MasterFlag)).toEqual([1, 0]);
  });

  it('sequences need more than 53 bits', async () => {
    const it = createBench({ scene: demoScene });
    for (const { UpstreamSequence } of await upstreams(it)) {
      expect(UpstreamSequence).toMatch(/^\d{18,20}$/);
      expect(BigInt(UpstreamSequence)).toBeLessThan(2n ** 63n);
    }
  });

  it('a sequence from before a reconnect is stale', async () => {
    const it = createBench({ scene: demoScene });
    const [first] = await upstreams(it);
    await it.call('DropLiveStream', {
      DomainName: 'push.example.com',
      AppName: 'live',
      StreamName: 'sports',
    });
    it.clock.advance(8000);
    expect(await upstreams(it)).toHaveLength(1);
    expect(
      await it.codeOf('SwitchBackupStream', { ...sports, UpstreamSequence: first!.UpstreamSequence }),
    ).toBe('FailedOperation');
  });

  it('a sequence of another stream is no target', async () => {
    const it = createBench({ scene: demoScene });
    const [first] = await upstreams(it);
    const wrong = { ...sports, StreamName: 'news', UpstreamSequence: first!.UpstreamSequence };
    expect(await it.codeOf('SwitchBackupStream', wrong)).toBe('FailedOperation');
  });

  it('when the main ends, the backup is seen; who comes back is a backup', async () => {
    const it = createBench({ scene: demoScene });
    const [first, second] = await upstreams(it);
    expect(it.sandbox.cut({ ...SPORTS, repushAfterMs: 2000 })).toEqual({ cut: [first!.UpstreamSequence] });
    expect(await upstreams(it)).toMatchObject([
      { UpstreamSequence: second!.UpstreamSequence, MasterFlag: 1 },
    ]);
    it.clock.advance(2000);
    expect((await upstreams(it)).map((one) => one.MasterFlag)).toEqual([1, 0]);
  });

  it('cuts one upstream by sequence or source, or all of them', async () => {
    const it = createBench({ scene: demoScene });
    const [first, second] = await upstreams(it);
    expect(it.sandbox.cut({ ...SPORTS, source: '拉流转推(task-sports-backup)' }).cut).toEqual([
      second!.UpstreamSequence,
    ]);
    expect(it.sandbox.cut({ ...SPORTS, sequence: '1' }).cut).toEqual([]);
    expect(it.sandbox.cut({ ...SPORTS, all: true }).cut).toEqual([first!.UpstreamSequence]);
    expect(await upstreams(it)).toEqual([]);
  });

  it('upstreams of one host group belong together whatever their domain', async () => {
    const domains = [
      { name: 'a.example', type: 'push', hostGroup: 'g' },
      { name: 'b.example', type: 'push', hostGroup: 'g' },
    ] as const;
    const it = createBench({
      scene: sceneWith({
        domains,
        streams: [liveStream('a.example/live/sports'), liveStream('b.example/x/sports')],
      }),
    });
    const [, second] = await upstreams(it);
    expect(second).toMatchObject({ DomainName: 'b.example', AppName: 'x', MasterFlag: 0 });
    const target = { PushDomainName: 'a.example', AppName: 'live', StreamName: 'sports' };
    expect(
      await it.codeOf('SwitchBackupStream', { ...target, UpstreamSequence: second!.UpstreamSequence }),
    ).toBe('');
  });

  it('optimal switching is shown and ends with the stream', async () => {
    const it = createBench({ scene: demoScene });
    const optimal = async () =>
      (await it.call('DescribeBackupStreamList', { StreamName: 'sports' })).output['StreamInfoList'];
    await it.call('EnableOptimalSwitching', { StreamName: 'sports' });
    expect(await optimal()).toMatchObject([{ OptimalEnable: 1 }]);
    it.sandbox.cut({ ...SPORTS, all: true });
    expect(await it.codeOf('EnableOptimalSwitching', { StreamName: 'sports' })).toBe('FailedOperation');
    it.sandbox.push(SPORTS);
    expect(await optimal()).toMatchObject([{ OptimalEnable: 0 }]);
  });
});

function sequencesOf({ sandbox }: Bench, stream: string): string[] {
  const { streams } = sandbox.state() as { streams: { stream: string; upstreams: { sequence: string }[] }[] };
  return streams
    .filter((one) => one.stream === stream)
    .flatMap((one) => one.upstreams.map(({ sequence }) => sequence));
}
