import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../src/chart/chart.ts';
import { csv } from '../../../commands/figures/csv.ts';
import { createAsker, createFakeLive, NOW, textOf } from '../asking.ts';

const PNG = new Uint8Array([1]);
const bill = createFakeLive({
  DescribeBillBandwidthAndFluxList: () => ({
    PeakBandwidthTime: '2026-03-01T19:00:00Z',
    PeakBandwidth: 1234.56,
    P95PeakBandwidthTime: '2026-03-01T18:00:00Z',
    P95PeakBandwidth: 900,
    SumFlux: 5_000_000,
    DataInfoList: [
      { Time: '2026-03-01T18:00:00Z', Bandwidth: 900, Flux: 1, PeakTime: '' },
      { Time: '2026-03-01T18:05:00Z', Flux: 1, PeakTime: '' },
      { Time: '2026-03-01T19:00:00Z', Bandwidth: 1234.56, Flux: 1, PeakTime: '' },
    ],
  }),
});

describe('traffic usage', () => {
  it('draws what is billed, with totals and a CSV file in the clock of the reader', async () => {
    const drawn: Chart[] = [];
    const asker = createAsker(bill, {
      draw: async (chart) => {
        drawn.push(chart);
        return PNG;
      },
    });
    const card = await asker.look('traffic usage from:3h domain:play.example.com area:mainland');
    expect(bill.calls.at(-1)?.params).toEqual({
      StartTime: '2026-03-01T17:00:00Z',
      EndTime: '2026-03-01T20:00:00Z',
      Granularity: 5,
      PlayDomains: ['play.example.com'],
      MainlandOrOversea: 'Mainland',
    });
    expect(drawn).toMatchObject([
      { kind: 'lines', from: NOW - 3 * 3_600_000, to: NOW, step: 300_000, timeZone: 'Asia/Shanghai' },
    ]);
    expect(textOf(card)).toContain('Peak: 1,235 Mbps\n95th percentile: 900 Mbps\nVolume: 5,000 GB');
    expect(card.picture).toEqual({
      name: 'traffic-usage.png',
      png: PNG,
      alt: expect.stringContaining('Peak 1,235 Mbps'),
    });
    expect(card.file).toEqual({
      name: 'traffic-usage.csv',
      csv:
        'time (Asia/Shanghai),time (UTC),bandwidth (Mbps)\r\n' +
        '2026-03-02 02:00:00,2026-03-01T18:00:00.000Z,900\r\n' +
        '2026-03-02 02:05:00,2026-03-01T18:05:00.000Z,\r\n' +
        '2026-03-02 03:00:00,2026-03-01T19:00:00.000Z,1234.56\r\n',
    });
  });

  it('shows block characters where no picture can be drawn, in Chinese too', async () => {
    const card = await createAsker(bill, { language: 'zh-CN' }).look('播放 用量 起始:3h');
    expect(card.picture).toBeUndefined();
    expect(card.lines?.[0]).toMatch(/^ +▅ +▇ +带宽$/u);
    expect(card.lines?.[1]).toBe('图表未能绘制。');
  });

  it.each([
    ['from:soon', '`from` has to be `3h`, `2d`, or `2026-03-01 22:00`.'],
    ['from:40d', '`from` has to be at most 31 d before `to`: 2026-01-30 04:00 or later.'],
    ['from:1h to:2h', '`from` has to be before `to`, and `to` not in the future.'],
    ['from:"2020-01-01 00:00" to:"2020-01-02 00:00"', '`from` has to be at most 1095 d ago.'],
  ])('says what is wrong with %s', async (words, hint) => {
    const refusal = await createAsker(bill).refusal(`traffic usage ${words}`);
    expect(refusal.hint.en).toBe(hint);
  });

  it("takes a date as the reader's clock has it", async () => {
    await createAsker(bill).look('traffic usage from:2026-03-01 to:"2026-03-01 12:00"');
    expect(bill.calls.at(-1)?.params).toMatchObject({
      StartTime: '2026-02-28T16:00:00Z',
      EndTime: '2026-03-01T04:00:00Z',
    });
  });
});

describe('a CSV file', () => {
  const cellsOf = (...cells: (string | number | null)[]) => csv([cells]);

  it('quotes what has commas, and holds no formulas', () => {
    expect(cellsOf('a,b', '=HYPERLINK("x")', -5, null, '-5 h')).toBe(
      '"a,b","\'=HYPERLINK(""x"")",-5,,\'-5 h\r\n',
    );
  });

  // grafana/grafana#17363 and adaltas/node-csv#503: who guards against formulas must not spoil numbers.
  it.each(['-0.02', '+5', '-70'])('leaves the number %s a number', (number) => {
    expect(cellsOf(number)).toBe(`${number}\r\n`);
  });

  it.each([' =1+1', '\u3000=1+1', '＝1+1', '＋1+1', '＠SUM(A1)', '\n=1', '-2+3', '\t=1'])(
    'takes the formula %j for text',
    (formula) => expect(cellsOf(formula)).toMatch(/^"?'/u),
  );
});
