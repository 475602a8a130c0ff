import { describe, expect, it } from 'vitest';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { liveStream, sceneWith } from '../../sandbox/scene.ts';
import { createBench, HOST, readAnswer, signedPost, type Bench } from './caller.ts';

const MINUTE = 60_000;
const MAIN = { StreamName: 'main', AppName: 'live' };
const utc = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

interface Point {
  readonly Time: string;
  readonly Online: number;
  readonly Bandwidth: number;
  readonly Flux: number;
}

/** Figures of the last `minutes`, up to now. */
async function figures(bench: Bench, asked: object, minutes = 15): Promise<Point[]> {
  const now = bench.clock.now();
  const range = { StartTime: utc(now - minutes * MINUTE), EndTime: utc(now) };
  const { output, code } = await bench.call('DescribeStreamPlayInfoList', { ...range, ...asked });
  expect(code).toBeUndefined();
  return output['DataInfoList'] as Point[];
}

const demo = (seed = 7) => createBench({ scene: demoScene, seed });

describe('who watches', () => {
  it('tells a point a minute, the newest about 4 minutes old', async () => {
    const bench = demo();
    const points = await figures(bench, MAIN);
    expect(points).toHaveLength(12);
    expect(points.at(-1)?.Time).toBe(utc(bench.clock.now() - 4 * MINUTE));
    for (const { Online, Bandwidth, Flux } of points) {
      expect(Online).toBeGreaterThan(50);
      expect(Online).toBeLessThan(50_000);
      expect(Flux).toBeCloseTo((Bandwidth * 60) / 8);
    }
  });

  it('is the same for the same seed, and not for another stream, minute or seed', async () => {
    const points = await figures(demo(), MAIN);
    expect(await figures(demo(), MAIN)).toEqual(points);
    expect(await figures(demo(8), MAIN)).not.toEqual(points);
    expect(await figures(demo(), { ...MAIN, StreamName: 'news' })).not.toEqual(points);
    expect(new Set(points.map(({ Online }) => Online)).size).toBeGreaterThan(3);
  });

  it.each([
    ['not there', { ...MAIN, StreamName: 'nobody' }],
    ['forbidden', { ...MAIN, StreamName: 'pirate' }],
    ['under another path', { ...MAIN, AppName: 'vod' }],
    ['watched over a domain that the account does not have', { ...MAIN, PlayDomain: 'play.example.org' }],
  ])('tells nothing of a stream that is %s', async (_what, asked) => {
    expect(await figures(demo(), asked)).toEqual([]);
  });

  it('tells of the minutes on air, not of those before and after, also once a stream is off', async () => {
    const bench = createBench({
      scene: sceneWith({ streams: [liveStream('push.example.com/live/main', { sinceMs: 6 * MINUTE })] }),
    });
    const filling = (await figures(bench, MAIN)).map(({ Online }) => Online);
    expect(filling).toHaveLength(3);
    expect(filling).toEqual([...filling].sort((a, b) => a - b));
    bench.sandbox.cut({ domain: 'push.example.com', app: 'live', stream: 'main' });
    bench.clock.advance(20 * MINUTE);
    bench.sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'main' });
    bench.clock.advance(10 * MINUTE);
    const points = await figures(bench, MAIN, 40);
    const minutes = points.map(({ Time }) => (Date.parse(Time) - bench.clock.now()) / MINUTE);
    expect(minutes).toEqual([-36, -35, -34, -33, -32, -31, -10, -9, -8, -7, -6, -5, -4]);
    expect(points.slice(0, 3).map(({ Online }) => Online)).toEqual(filling);
  });

  it('adds up both domains of a name, all streams where none is named, and parts by service', async () => {
    const bench = demo();
    const [gala] = await figures(bench, { StreamName: 'gala' });
    const [all] = await figures(bench, { AppName: 'ignored without a name' });
    const [main] = await figures(bench, { ...MAIN, PlayDomain: 'play.example.com' });
    const [lvb] = await figures(bench, { ...MAIN, ServiceName: 'LVB' });
    const [leb] = await figures(bench, { ...MAIN, ServiceName: 'LEB' });
    expect(all!.Online).toBeGreaterThan(gala!.Online + main!.Online);
    expect(Math.abs(lvb!.Online + leb!.Online - main!.Online)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['2026-03-01T19:40:00Z', '2026-03-01T19:41:00Z', '2026-03-01T19:40:00Z'],
    ['2026-03-02T03:40:00+08:00', '2026-03-02T03:41:00+08:00', '2026-03-02T03:40:00+08:00'],
    ['2026-03-02 03:40:00', '2026-03-02 03:41:00', '2026-03-02 03:40:00'],
  ])('answers in the form it was asked: %s', async (StartTime, EndTime, first) => {
    const points = await figures(demo(), { ...MAIN, StartTime, EndTime });
    expect(points).toHaveLength(2);
    expect(points[0]?.Time).toBe(first);
    const [plain] = await figures(demo(), {
      ...MAIN,
      StartTime: '2026-03-01T19:40:00Z',
      EndTime: '2026-03-01T19:40:00Z',
    });
    expect(points[0]?.Online).toBe(plain?.Online);
  });

  it.each([
    ['a span of more than a day', { StartTime: '2026-02-28T19:59:59Z', EndTime: '2026-03-01T20:00:00Z' }],
    ['a month ago', { StartTime: '2026-01-20T00:00:00Z', EndTime: '2026-01-20T01:00:00Z' }],
    ['backwards', { StartTime: '2026-03-01T19:50:00Z', EndTime: '2026-03-01T19:40:00Z' }],
    ['two forms at once', { StartTime: '2026-03-01T19:40:00Z', EndTime: '2026-03-02 03:50:00' }],
    ['no time', { StartTime: 'yesterday', EndTime: '2026-03-01T19:40:00Z' }],
    [
      'a service that is none',
      { StartTime: '2026-03-01T19:40:00Z', EndTime: '2026-03-01T19:41:00Z', ServiceName: 'CDN' },
    ],
  ])('refuses %s', async (_what, asked) => {
    expect(await demo().codeOf('DescribeStreamPlayInfoList', { ...MAIN, ...asked })).toBe(
      'InvalidParameterValue',
    );
  });

  it('needs no region, and wants both ends of the time', async () => {
    const { sandbox, clock } = demo();
    const send = async (params: object, region: string | null = null) =>
      readAnswer(
        await sandbox.fetch(
          signedPost(clock.now(), 'DescribeStreamPlayInfoList', params, { region, host: HOST }),
        ),
      );
    const range = { StartTime: '2026-03-01T19:40:00Z', EndTime: '2026-03-01T19:41:00Z' };
    expect((await send(range, 'ap-guangzhou')).output).toBeDefined();
    expect(await send({ StartTime: range.StartTime })).toMatchObject({ code: 'MissingParameter' });
  });
});
