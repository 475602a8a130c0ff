import { afterEach, describe, expect, it } from 'vitest';
import { createLiveClient, type LiveClient } from '../../../src/live/client.ts';
import type { Language } from '../../../src/text/language.ts';
import { demoScene } from '../../../sandbox/demo-scene.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { createTestClock } from '../../fakes/test-clock.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';

const keys = { secretId: 'AKIDexample', secretKey: 'example-key' };
const HOUR = 3_600_000;
let open: { client: LiveClient; sandbox: Sandbox } | undefined;
afterEach(async () => {
  await open?.client.close();
  await open?.sandbox.close();
});

/** Somebody who asks the stand-in cloud, so many hours after its scene began. */
async function asker(language: Language, hours: number) {
  const clock = createTestClock();
  const sandbox = createSandbox({ clock, seed: 3, ...keys, scene: demoScene });
  const { origin } = await sandbox.listen({ port: 0 });
  const client = createLiveClient({
    ...{ endpoint: origin, region: 'ap-guangzhou', clock, random: () => 0.5 },
    credentials: async () => keys,
  });
  open = { client, sandbox };
  for (let hour = 0; hour < hours; hour += 1) clock.advance(HOUR);
  return createAsker(client, { language, now: () => clock.now() });
}

/** Each with what its card says in English and in Chinese, after thirty hours on air. */
const ASKED = [
  [
    'traffic show',
    /play\.example\.com \| mainland \| 130,\d+ \|/,
    /play\.example\.com \| 中国大陆 \| 130,\d+ \|/,
  ],
  [
    'traffic list',
    /sports \| play\.example\.com \| as pushed \| Flv \| 13,964/,
    /sports .* 原画 \| Flv \| 13,964/,
  ],
  ['traffic top by:stream', /sports \| .*39\.3 %\ngala/, /流 \| GB \| 请求数 \| MB\/s \| 占比\nsports/],
  ['traffic top by:domain', /play\.example\.com \| .*100\.0 %/, /域名 \| GB/],
  ['traffic top by:province', /1 to 10 of 35\.[\s\S]*Guangdong \| 5,660/, /共 35 条[\s\S]*广东 \| 5,660/],
  ['traffic top by:isp', /China Telecom \| [\s\S]*China Mobile/, /中国电信 \| [\s\S]*中国移动/],
  ['traffic top by:country', /China \| [\s\S]*Vietnam/, /中国 \| [\s\S]*越南/],
  ['traffic map', /Guangdong \| China Telecom \| 5,561/, /广东 \| 中国电信 \| 5,561/],
  [
    'traffic history',
    /Day: 2026-03-02\nStream \| GB \| Share\nsports/,
    /日期: 2026-03-02\n流 \| GB \| 占比\nsports/,
  ],
  [
    'error list',
    /404 \| 32,937 \| 0\.5 % \| no such stream, or not on air/,
    /404 \| 32,937 \| 0\.5 % \| 没有这路流/,
  ],
  ['error top', /Guangdong China Telecom \| 1,277 \| 1\.0 %/, /广东 中国电信 \| 1,277/],
  [
    'error top by:country',
    /30,216 of 3,022,860 answers \(1\.0 %\)/,
    /3,022,860 次响应中有 30,216 次（1\.0 %）/,
  ],
  [
    'viewer top',
    /198\.18\.20\.1 \| Guangdong \| 1,189 \| 63,384 \| 639[\s\S]*\[Hide\]/,
    /198\.18\.20\.1 \| 广东[\s\S]*\[隐藏\]/,
  ],
  [
    'log list',
    /2026030210-play\.example\.com\.gz \| 2026-03-02 10:00 \| 616\.8 \| https:/,
    /日志 \| 时间 \| MB \| 链接/,
  ],
  [
    'package list',
    /in use \| 29,450 \/ 50,000 GB \| 41 % \| 2026-07-26, in 145 d/,
    /使用中 \| 29,450 \/ 50,000 GB \| 41 % \| 2026-07-26，145 天后/,
  ],
] as const;

describe('figures of many things', () => {
  it.each([
    ['en', 1],
    ['zh-CN', 2],
  ] as const)('are told from the stand-in cloud, %s', async (language, at) => {
    const person = await asker(language, 30);
    for (const row of ASKED) {
      const card = await person.look(row[0]);
      expect(textOf(card), row[0]).toMatch(row[at]);
    }
  });

  it('are in a file for everybody, and in none where only the asker may see them', async () => {
    const person = await asker('en', 30);
    const top = await person.look('traffic top by:province');
    expect(top.file?.csv.split('\r\n')).toHaveLength(37);
    expect(top.visibility).toBe('channel');
    for (const line of ['viewer top', 'log list']) {
      const card = await person.look(line);
      expect([card.visibility, card.file, card.picture], line).toEqual(['asker', undefined, undefined]);
    }
  });
});

describe('bill show', () => {
  it('tells what was used, beside the month before', async () => {
    const person = await asker('en', 30);
    const card = await person.look('bill show');
    expect(textOf(card)).toMatch(/Month: 2026-03\n/);
    expect(card.table?.rows.map(([what]) => what)).toEqual([
      ...['Playback', 'Push', 'Relay', 'Transcoding', 'Recordings at once', 'Snapshots'],
      ...['Pull tasks', 'Time shift', 'Enhancement'],
    ]);
    expect(card.table?.rows[0]?.slice(1, 4).join(' | ')).toMatch(
      /^[\d,.]+ Mbps \| [\d,.]+ Mbps \| [\d,.]+ GB$/,
    );
  });

  it('compares, asks in the limits of each call, and leaves a part that fails out', async () => {
    const peaks = [300, 200];
    const bandwidth = () => {
      const PeakBandwidth = peaks.shift() ?? 0;
      return {
        ...{ PeakBandwidth, P95PeakBandwidth: 100, SumFlux: PeakBandwidth * 1000 },
        ...{ PeakBandwidthTime: '', P95PeakBandwidthTime: '', DataInfoList: [] },
      };
    };
    const live = createFakeLive({
      DescribeBillBandwidthAndFluxList: bandwidth,
      DescribeLiveTimeShiftBillInfoList: () => ({ DataInfoList: [{ TotalDuration: 2 }] }),
      DescribeLiveEnhanceInfoList: () => ({ DataInfoList: [{ Duration: 5n }] }),
    });
    const card = await createAsker(live).look('bill show month:2026-01');
    const asked = (action: string) =>
      live.calls.filter((call) => call.action === action).map(({ params }) => params);
    expect(asked('DescribeBillBandwidthAndFluxList')).toEqual([
      { StartTime: '2025-12-31T16:00:00Z', EndTime: '2026-01-31T15:59:59Z', Granularity: 1440 },
      { StartTime: '2025-11-30T16:00:00Z', EndTime: '2025-12-31T15:59:59Z', Granularity: 1440 },
    ]);
    expect(asked('DescribeLiveTimeShiftBillInfoList')).toHaveLength(31);
    const row = (name: string) => card.table?.rows.find(([what]) => what === name)?.slice(1);
    expect(row('Playback')).toEqual(['300 Mbps', '100 Mbps', '300 GB', '200 GB', '+50 %']);
    expect(row('Push')).toEqual(['no longer kept', '', '', '', '']);
    expect(row('Pull tasks')?.[0]).toContain('UnauthorizedOperation');
    expect(row('Time shift')?.[2]).toBe('62 min');
    // Thirty days at a time: two calls.
    expect(row('Enhancement')?.[2]).toBe('10 min');
  });

  it.each(['2027-01', '2024-01'])('refuses %s, and asks nothing', async (month) => {
    const live = createFakeLive({});
    const refusal = await createAsker(live).refusal(`bill show month:${month}`);
    expect(refusal.hint.en).toMatch(/month.*has begun, at most a year ago/);
    expect(live.calls).toEqual([]);
  });
});

const NOW_TEXT = '2026-03-02 04:00:00';

describe('a ranking', () => {
  it('asks in Beijing time where the call knows no other, and leaves a name that no table has as it is', async () => {
    const live = createFakeLive({
      DescribePlayErrorCodeSumInfoList: () => ({
        ...{ TotalCodeAll: 10, TotalCode2xx: 5, TotalCode3xx: 0, TotalCode4xx: 4, TotalCode5xx: 1 },
        ...{ TotalCodeList: [], PageNum: 1, PageSize: 1000, TotalPage: 1, TotalNum: 2 },
        ProIspInfoList: [
          { CountryAreaName: '中国', ProvinceName: '山东省', IspName: '中国移动', Code2xx: 5, Code4xx: 1 },
          { CountryAreaName: 'Atlantis', ProvinceName: '', IspName: '', Code4xx: 3, Code5xx: 1 },
        ],
      }),
    });
    const card = await createAsker(live).look('error top from:2h');
    expect(live.calls[0]?.params).toMatchObject({ StartTime: '2026-03-02 02:00:00', EndTime: NOW_TEXT });
    expect(card.table?.rows.map(([place, bad]) => [place, bad])).toEqual([
      ['Atlantis', '4'],
      ['Shandong China Mobile', '1'],
    ]);
  });

  it('says whose change may be behind many 403', async () => {
    const live = createFakeLive({
      DescribeHttpStatusInfoList: () => ({
        DataInfoList: [
          {
            Time: '2026-03-01T18:00:00Z',
            HttpStatusInfoList: [
              { HttpStatus: '200', Num: 70 },
              { HttpStatus: '403', Num: 30 },
            ],
          },
        ],
      }),
    });
    const change = {
      at: NOW - 2 * HOUR,
      intent: 'i1',
      platform: 'slack',
      userId: 'U0ADA',
      channelId: 'C1',
      person: 'ada',
    };
    const audit = [
      { ...change, phase: 'done' as const, command: 'stream drop main' },
      { ...change, phase: 'done' as const, command: 'referer set domain:play.example.com' },
      { ...change, phase: 'refused' as const, command: 'key set play.example.com' },
    ];
    const text = textOf(await createAsker(live, { audit }).look('error list'));
    expect(text).toContain('Changed before: `referer set domain:play.example.com`');
    expect(text).toContain('2 h ago, ada.');
    expect(text).not.toContain('stream drop');
    expect(text).not.toContain('key set');
  });

  it('tells of what it could not read to the end', async () => {
    const live = createFakeLive({
      DescribeStreamDayPlayInfoList: ({ PageNum }) => ({
        ...{ TotalNum: 9000, TotalPage: 9, PageNum: PageNum ?? 1, PageSize: 1000 },
        DataInfoList: Array.from({ length: 1000 }, (_, at) => ({
          StreamName: `s${PageNum}-${at}`,
          TotalFlux: at,
        })),
      }),
    });
    const card = await createAsker(live).look('traffic history');
    expect(live.calls).toHaveLength(5);
    expect(card.lines?.[0]).toBe('1 to 20 of 9000.');
    expect(card.table?.rows[0]?.[1]).toBe('0.999');
    const next = card.buttons?.[0];
    expect(next?.label).toBe('Next page');
  });

  it.each([
    ['traffic map from:4h', 'en', /`from` has to be at most 3 h before `to`/],
    ['traffic history day:2026-03-02', 'en', /over in Beijing, at most 90 days ago/],
    ['traffic history day:2026-02-30', 'en', /over in Beijing/],
    ['traffic list at:40d', 'en', /`at` has to be in the last 31 d/],
  ] as const)('refuses %s by name', async (line, language, expected) => {
    const live = createFakeLive({});
    const refusal = await createAsker(live, { language }).refusal(line);
    expect(`${refusal.message} ${refusal.hint[language]}`).toMatch(expected);
    expect(live.calls).toEqual([]);
  });
});
