/** Statistics and bills: series that follow what was on air, and that add up. */
import { describe, expect, it } from 'vitest';
import { actions, type ActionName, type Input } from '../../src/live/catalogue/catalogue.ts';
import { demoScene } from '../../sandbox/demo-scene.ts';
import { sceneWith } from '../../sandbox/scene.ts';
import { createBench, type Bench } from './caller.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const utc = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

type Row = Record<string, number>;
type Rows = Record<string, unknown>;

/** Two streams, one of which was also on air on the days before. */
const bench = (seed = 7): Bench => createBench({ scene: demoScene, seed });

/** The span that ends `ago` before now. */
function span({ clock }: Bench, length: number, ago = 30 * MINUTE) {
  const end = Math.floor((clock.now() - ago) / HOUR) * HOUR;
  return { StartTime: utc(end - length), EndTime: utc(end) };
}

async function ask<A extends ActionName>(it: Bench, action: A, params: Input<A>): Promise<Rows> {
  const { code, message, output } = await it.call(action, params);
  expect(code, message).toBeUndefined();
  return output;
}

function sum(rows: unknown, member: string): number {
  return (rows as Row[]).reduce((total, row) => total + Number(row[member]), 0);
}

describe('bills', () => {
  it('have the same sum by five minutes, by the hour, by the day, and by the minutes watched', async () => {
    const it = bench();
    const range = span(it, 12 * HOUR);
    const of = (Granularity: number, more = {}) =>
      ask(it, 'DescribeBillBandwidthAndFluxList', { ...range, Granularity, ...more });
    const [fine, hours, days] = await Promise.all([of(5), of(60), of(1440)]);
    const last = utc(Date.parse(range.EndTime) - MINUTE);
    const watched = await ask(it, 'DescribeStreamPlayInfoList', { ...range, EndTime: last });
    const flux = sum(watched['DataInfoList'], 'Flux');
    expect(flux).toBeGreaterThan(0);
    for (const bill of [fine, hours, days]) {
      expect(bill['SumFlux']).toBeCloseTo(flux, 3);
      expect(sum(bill['DataInfoList'], 'Flux')).toBeCloseTo(flux, 3);
    }
    const points = fine['DataInfoList'] as Row[];
    expect(points).toHaveLength(144);
    const peak = Math.max(...points.map(({ Bandwidth }) => Bandwidth ?? 0));
    expect(fine['PeakBandwidth']).toBe(peak);
    expect(hours['PeakBandwidth']).toBe(peak);
    const tops = (days['DataInfoList'] as Row[]).map(({ Bandwidth }) => Bandwidth ?? 0);
    expect(Math.max(...tops)).toBe(peak);
    expect(Number(fine['P95PeakBandwidth'])).toBeLessThanOrEqual(peak);
  });

  it('add up over mainland and rest, over services, and over regions', async () => {
    const it = bench();
    const range = span(it, 2 * HOUR);
    const flux = async (more: object) =>
      Number((await ask(it, 'DescribeBillBandwidthAndFluxList', { ...range, ...more }))['SumFlux']);
    const whole = await flux({});
    const oversea = await flux({ MainlandOrOversea: 'Oversea' });
    expect((await flux({ MainlandOrOversea: 'Mainland' })) + oversea).toBeCloseTo(whole, 3);
    expect((await flux({ ServiceName: 'LVB' })) + (await flux({ ServiceName: 'LEB' }))).toBeCloseTo(whole, 3);
    expect(await flux({ RegionNames: ['China Mainland'] })).toBeCloseTo(whole - oversea, 3);
    const { DataInfoList } = await ask(it, 'DescribeAreaBillBandwidthAndFluxList', range);
    const countries = (DataInfoList as { Countrys: { BandInfoList: unknown }[] }[]).flatMap(
      ({ Countrys }) => Countrys,
    );
    const parts = countries.reduce((total, { BandInfoList }) => total + sum(BandInfoList, 'Flux'), 0);
    expect(parts).toBeCloseTo(oversea, 3);
    expect(oversea).toBeGreaterThan(0);
  });

  it('of what is pushed follow the pushes, and those of relaying their part of it', async () => {
    const it = bench();
    const range = span(it, 2 * HOUR);
    const fine = await ask(it, 'DescribePushBandwidthAndFluxList', range);
    const days = await ask(it, 'DescribePushBandwidthAndFluxList', { ...range, Granularity: 1440 });
    expect(fine['SumFlux']).toBeCloseTo(Number(days['SumFlux']), 6);
    const relayed = await ask(it, 'DescribeDeliverBandwidthList', range);
    const most = Math.max(...(relayed['DataInfoList'] as Row[]).map(({ Bandwidth }) => Bandwidth ?? 0));
    expect(most).toBeGreaterThan(3);
    expect(most).toBeLessThan(Number(fine['PeakBandwidth']));
    const durations = await ask(it, 'DescribePullTransformPushInfo', range);
    expect(durations['TotalDurationSecond']).toBe(sum(durations['DataInfoList'], 'DurationSecond'));
    expect(durations['TotalDuration']).toBeGreaterThan(50);
  });

  it('tell of the evenings before the scene, and of days without one', async () => {
    const it = bench();
    const range = span(it, 30 * DAY);
    const bill = await ask(it, 'DescribeBillBandwidthAndFluxList', { ...range, Granularity: 60 });
    const points = bill['DataInfoList'] as Row[];
    const silent = points.filter(({ Bandwidth }) => Bandwidth === 0).length;
    expect(points.length).toBe(30 * 24);
    expect(silent).toBeGreaterThan(points.length / 3);
    expect(silent).toBeLessThan(points.length * 0.95);
  });

  it('transcoding is the same by day and by stream', async () => {
    const it = bench();
    const day = Date.parse('2026-02-28T00:00:00+08:00');
    const range = { StartTime: utc(day), EndTime: utc(day + DAY) };
    const total = await ask(it, 'DescribeLiveTranscodeTotalInfo', range);
    const detail = await ask(it, 'DescribeLiveTranscodeDetailInfo', { DayTime: '20260228', PageSize: 1000 });
    expect(sum(total['DataInfoList'], 'Duration')).toBeGreaterThan(0);
    expect(sum(total['DataInfoList'], 'Duration')).toBe(sum(detail['DataInfoList'], 'Duration'));
  });
});

describe('viewers by place', () => {
  it('add up to the whole, minute by minute, over provinces and over carriers', async () => {
    const it = bench();
    const range = span(it, HOUR);
    const online = async (more: object): Promise<number[]> => {
      const output = await ask(it, 'DescribeProvinceIspPlayInfoList', {
        ...range,
        ...{ Granularity: 1, StatType: 'Online' },
        ...more,
      });
      return (output['DataInfoList'] as Row[]).map(({ Value }) => Value ?? 0);
    };
    const whole = await online({});
    const watched = await ask(it, 'DescribeStreamPlayInfoList', range);
    expect(whole).toEqual((watched['DataInfoList'] as Row[]).map(({ Online }) => Online));
    const zones = [
      await online({ MainlandOrOversea: 'Mainland' }),
      await online({ MainlandOrOversea: 'Oversea' }),
    ];
    expect(whole).toEqual(zones[0]!.map((part, index) => part + zones[1]![index]!));
    const { DataInfoList: groups } = await ask(it, 'DescribeGroupProIspPlayInfoList', range);
    const details = (groups as { DetailInfoList: unknown }[]).map(({ DetailInfoList }) => DetailInfoList);
    const parts = details.reduce<number>((total, detail) => total + sum(detail, 'Online'), 0);
    expect(parts).toBe(whole.reduce((total, value) => total + value));
    const guangdong = await online({ ProvinceNames: ['Guangdong'] });
    const carriers = ['China Telecom', 'China Mobile', 'China Unicom', 'Cernet'];
    const byCarrier = await Promise.all(
      carriers.map((name) => online({ ProvinceNames: ['Guangdong'], IspNames: [name] })),
    );
    expect(guangdong).toEqual(
      guangdong.map((_, index) => byCarrier.reduce((total, one) => total + one[index]!, 0)),
    );
  });

  it('add up in the sums, by any of the three kinds and in both languages', async () => {
    const it = bench();
    const range = span(it, HOUR);
    const watched = await ask(it, 'DescribeStreamPlayInfoList', range);
    for (const StatType of ['Province', 'Isp', 'CountryOrArea']) {
      const output = await ask(it, 'DescribeProIspPlaySumInfoList', { ...range, StatType, PageSize: 1000 });
      expect(sum(output['DataInfoList'], 'TotalFlux')).toBeCloseTo(sum(watched['DataInfoList'], 'Flux'), 3);
      expect(output['TotalRequest']).toBe(sum(watched['DataInfoList'], 'Request'));
    }
    const named = async (OutLanguage: string) =>
      (
        (await ask(it, 'DescribeProIspPlaySumInfoList', { ...range, StatType: 'Province', OutLanguage }))[
          'DataInfoList'
        ] as { Name: string }[]
      )[0]?.Name;
    expect(await named('English')).toBe('Guangdong');
    expect(await named('Chinese')).toBe('广东');
  });

  it('addresses, streams and domains add up, in the order that was asked for', async () => {
    const it = bench();
    const range = span(it, 2 * HOUR);
    const watched = await ask(it, 'DescribeStreamPlayInfoList', range);
    const requests = sum(watched['DataInfoList'], 'Request');
    const clients = await ask(it, 'DescribeTopClientIpSumInfoList', { ...range, PageSize: 1000 });
    const rows = clients['DataInfoList'] as Row[];
    expect(rows.map(({ TotalRequest }) => TotalRequest)).toEqual(
      rows.map(({ TotalRequest }) => TotalRequest).sort((a, b) => Number(b) - Number(a)),
    );
    expect(sum(rows, 'TotalRequest')).toBeLessThanOrEqual(requests);
    expect(sum(rows, 'TotalRequest')).toBeGreaterThan(requests * 0.99);
    for (const TopIndex of ['Domain', 'StreamId']) {
      const top = await ask(it, 'DescribeVisitTopSumInfoList', {
        ...range,
        TopIndex,
        OrderParam: 'TotalFlux',
      });
      expect(sum(top['DataInfoList'], 'TotalRequest')).toBe(sum(watched['DataInfoList'], 'Request'));
    }
  });

  it('answers by code add up to the requests', async () => {
    const it = bench();
    const range = span(it, HOUR, 2 * HOUR);
    const last = { ...range, EndTime: utc(Date.parse(range.EndTime) - MINUTE) };
    const watched = await ask(it, 'DescribeStreamPlayInfoList', last);
    const requests = sum(watched['DataInfoList'], 'Request');
    const status = await ask(it, 'DescribeHttpStatusInfoList', last);
    const lists = (status['DataInfoList'] as { HttpStatusInfoList: unknown }[]).map(
      ({ HttpStatusInfoList }) => HttpStatusInfoList,
    );
    expect(lists).toHaveLength(12);
    expect(lists.reduce<number>((total, list) => total + sum(list, 'Num'), 0)).toBe(requests);
    const sums = await ask(it, 'DescribePlayErrorCodeSumInfoList', { ...last, PageSize: 1000 });
    expect(sums['TotalCodeAll']).toBe(requests);
    expect(sum(sums['TotalCodeList'], 'Num')).toBe(requests);
    expect(sum(sums['ProIspInfoList'], 'Code4xx')).toBe(sums['TotalCode4xx']);
    const detail = await ask(it, 'DescribePlayErrorCodeDetailInfoList', {
      ...last,
      ...{ Granularity: 1, StatType: '4xx,5xx' },
    });
    const [four, five] = detail['HttpCodeList'] as { ValueList: unknown }[];
    expect(sum(four?.ValueList, 'Numbers')).toBe(sums['TotalCode4xx']);
    expect(sum(five?.ValueList, 'Numbers')).toBe(sums['TotalCode5xx']);
  });
});

describe('a play domain that is off', () => {
  it('is watched by nobody meanwhile, and what was before stays', async () => {
    const it = bench();
    const DomainName = 'play.example.com';
    await it.call('ForbidLiveDomain', { DomainName });
    it.clock.advance(20 * MINUTE);
    await it.call('EnableLiveDomain', { DomainName });
    it.clock.advance(10 * MINUTE);
    const now = it.clock.now();
    const range = { StartTime: utc(now - 34 * MINUTE), EndTime: utc(now) };
    const points = (await ask(it, 'DescribeStreamPlayInfoList', range))['DataInfoList'] as { Time: string }[];
    const minutes = points.map(({ Time }) => (Date.parse(Time) - now) / MINUTE);
    expect(minutes).toEqual([-34, -33, -32, -31, -10, -9, -8, -7, -6, -5, -4]);
  });
});

describe('the delay of the figures', () => {
  it('http codes of an hour come an hour after its end', async () => {
    const it = bench();
    const times = async () => {
      const now = it.clock.now();
      const range = { StartTime: utc(now - 3 * HOUR), EndTime: utc(now) };
      const output = await ask(it, 'DescribeHttpStatusInfoList', range);
      return (output['DataInfoList'] as { Time: string }[]).at(-1)?.Time;
    };
    it.clock.advance(59 * MINUTE);
    expect(await times()).toBe('2026-03-01T18:55:00Z');
    it.clock.advance(MINUTE);
    expect(await times()).toBe('2026-03-01T19:55:00Z');
  });

  it('those of a day come at three in the morning in Beijing', async () => {
    const it = bench();
    const total = async () =>
      (await ask(it, 'DescribeStreamDayPlayInfoList', { DayTime: '2026-03-02' }))['TotalNum'];
    it.clock.advance(22 * HOUR + 59 * MINUTE);
    expect(await total()).toBe(0);
    it.clock.advance(MINUTE);
    expect(await total()).toBeGreaterThan(0);
  });

  it('those of one moment come five minutes later', async () => {
    const it = bench();
    const found = async (ago: number) =>
      (
        (await ask(it, 'DescribeAllStreamPlayInfoList', { QueryTime: utc(it.clock.now() - ago) }))[
          'DataInfoList'
        ] as unknown[]
      ).length;
    expect(await found(4 * MINUTE)).toBe(0);
    expect(await found(5 * MINUTE)).toBeGreaterThan(3);
  });
});

describe('spans that are too long or too long ago', () => {
  const now = Date.UTC(2026, 2, 1, 20);
  const range = (ago: number, length: number) => ({
    StartTime: utc(now - ago),
    EndTime: utc(now - ago + length),
  });

  it.each<[ActionName, object, number, number]>([
    ['DescribeBillBandwidthAndFluxList', { Granularity: 60 }, 31 * DAY, 3 * 366 * DAY],
    ['DescribePushBandwidthAndFluxList', { Granularity: 60 }, 31 * DAY, 62 * DAY],
    ['DescribeDeliverBandwidthList', {}, 31 * DAY, 92 * DAY],
    ['DescribeUploadStreamNums', { Granularity: 1440 }, 31 * DAY, 31 * DAY],
    ['DescribeConcurrentRecordStreamNum', { LiveType: 'NormalLive' }, 31 * DAY, 180 * DAY],
    ['DescribeProvinceIspPlayInfoList', { Granularity: 1, StatType: 'Online' }, DAY, DAY],
    ['DescribeGroupProIspPlayInfoList', {}, 3 * HOUR, 31 * DAY],
    ['DescribeTopClientIpSumInfoList', {}, 4 * HOUR, DAY],
    ['DescribeVisitTopSumInfoList', { TopIndex: 'Domain' }, 4 * HOUR, DAY],
    ['DescribeCallbackRecordsList', { StreamName: 'main', PageNum: 1, PageSize: 10 }, DAY, 14 * DAY],
    ['DescribeLiveTranscodeTotalInfo', {}, 92 * DAY, 92 * DAY],
    ['DescribeLogDownloadList', { PlayDomains: ['play.example.com'] }, 7 * DAY, 31 * DAY],
  ])('%s', async (action, more, longest, back) => {
    const { call } = bench();
    const code = async (asked: object) => {
      const params = { ...asked, ...more } as never;
      return (await call(action, params)).code ?? '';
    };
    const ago = Math.min(longest, back);
    const documented = actions[action]?.errors?.includes('InvalidParameterValue') ?? false;
    const refused = documented ? 'InvalidParameterValue' : 'InvalidParameter';
    expect(await code(range(ago, Math.min(longest, HOUR)))).toBe('');
    expect(await code(range(ago, longest + 1000))).toBe(refused);
    expect(await code(range(back + 2 * MINUTE, HOUR))).toBe(refused);
    expect(await code(range(HOUR, -MINUTE))).toBe(refused);
  });

  it('five minutes at a time go with one day', async () => {
    const asked = { ...range(2 * DAY, 2 * DAY), Granularity: 5 };
    expect(await bench().codeOf('DescribeBillBandwidthAndFluxList', asked)).toBe('InvalidParameterValue');
  });

  it('an action that has only InvalidParameter refuses with that', async () => {
    const asked = { QueryTime: utc(now - 200 * DAY) };
    expect(await bench().codeOf('DescribeLiveXP2PDetailInfoList', asked)).toBe('InvalidParameter');
  });
});

describe('a year', () => {
  it('leaves the figures of an hour as they were, and nothing grows', async () => {
    const it = createBench({ scene: sceneWith({}), seed: 7 });
    const name = { domain: 'push.example.com', app: 'live', stream: 'main' };
    it.sandbox.push(name);
    it.clock.advance(2 * HOUR);
    const range = span(it, HOUR);
    const before = await ask(it, 'DescribeBillBandwidthAndFluxList', range);
    for (let day = 0; day < 365; day += 1) {
      it.sandbox.cut(name);
      it.clock.advance(DAY);
      it.sandbox.push(name);
    }
    expect(await ask(it, 'DescribeBillBandwidthAndFluxList', range)).toEqual(before);
    const month = { StartTime: utc(it.clock.now() - 31 * DAY), EndTime: utc(it.clock.now()) };
    const bill = await ask(it, 'DescribeBillBandwidthAndFluxList', { ...month, Granularity: 1440 });
    expect(bill['DataInfoList']).toHaveLength(32);
  });

  it('is the same for the same seed, and another for another', async () => {
    const of = async (seed: number) => {
      const it = bench(seed);
      return ask(it, 'DescribeBillBandwidthAndFluxList', span(it, DAY));
    };
    expect(await of(7)).toEqual(await of(7));
    expect(await of(8)).not.toEqual(await of(7));
  });
});

describe('callbacks', () => {
  it('are listed with what was answered', async () => {
    const it = createBench({
      scene: sceneWith({}),
      callback: { url: 'http://127.0.0.1:9/', key: 'callback-key' },
    });
    it.sandbox.push({ domain: 'push.example.com', app: 'live', stream: 'main' });
    await it.sandbox.settled();
    const now = it.clock.now();
    const output = await ask(it, 'DescribeCallbackRecordsList', {
      ...{ StartTime: utc(now - HOUR), EndTime: utc(now), StreamName: 'main', PageNum: 1, PageSize: 10 },
    });
    expect(output).toMatchObject({
      TotalNum: 1,
      DataInfoList: [{ EventType: 1, StreamId: 'main', ResultCode: -1, EventTime: utc(now) }],
    });
    await it.sandbox.close();
  });
});
