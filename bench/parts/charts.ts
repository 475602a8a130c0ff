import { join } from 'node:path';
import type { Chart, Point } from '../../src/chart/chart.ts';
import { startChild } from '../child.ts';
import { BUILT } from '../paths.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import { memoryOf } from '../watch.ts';

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 2, 1, 12);
const MINUTES = 180;

interface Drawn {
  readonly ms: number;
  readonly bytes: number;
}

/** What a picture takes: the first, which loads what draws, and those after it; and what memory that costs. */
export async function measureCharts(plan: Plan): Promise<Row[]> {
  const child = await startChild<{ pid: number }>(join(BUILT, 'drawer.js'));
  try {
    const idle = memoryOf(child.ready.pid).now;
    const first = await child.ask<Drawn>(CHARTS[0] ?? {});
    const drawn: Drawn[] = [];
    for (let round = 0; round < plan.rounds * 3; round += 1)
      drawn.push(await child.ask<Drawn>(CHARTS[round % CHARTS.length] ?? {}));
    const { most } = memoryOf(child.ready.pid);
    const times = drawn.map(({ ms }) => ms);
    const row = (what: string, value: string): Row => ({
      ...{ what, ours: value, peer: '', result: value, aim: '', met: undefined },
    });
    return [
      row('The first chart, with loading what draws', `${first.ms.toFixed(0)} ms`),
      row(
        'A chart (three hours by the minute, bars, a map): median, p99',
        `${median(times).toFixed(0)} ms, ${quantile(times, 0.99).toFixed(0)} ms; ${Math.round(median(drawn.map(({ bytes }) => bytes)) / 1024)} KiB`,
      ),
      row('Memory that drawing takes at most', `${Math.round(most - idle)} MiB`),
    ];
  } finally {
    await child.stop();
  }
}

function curve(height: number): Point[] {
  return Array.from({ length: MINUTES }, (_, minute) => ({
    at: FROM + minute * MINUTE,
    // A gap, as where nobody knows.
    value: minute > 60 && minute < 70 ? null : height * (1 + Math.sin(minute / 9) / 3),
  }));
}

const CHARTS: readonly Chart[] = [
  {
    kind: 'lines',
    title: '播放 · push.example.com',
    note: '数据延迟约 2 分钟',
    panels: [
      { unit: 'Mbps', lines: [{ name: 'push.example.com', points: curve(900) }] },
      { unit: '人', lines: [{ name: 'push.example.com', points: curve(12_000) }] },
    ],
    ...{ from: FROM, to: FROM + MINUTES * MINUTE, step: MINUTE, timeZone: 'Asia/Shanghai' },
  },
  {
    kind: 'bars',
    title: 'Most watched streams',
    unit: 'GB',
    bars: Array.from({ length: 20 }, (_, index) => ({
      name: `push.example.com/live/stream-${index}`,
      value: 900 - index * 40,
    })),
  },
  {
    kind: 'grid',
    title: '各地区和运营商的播放带宽',
    unit: 'Mbps',
    rows: ['广东', '北京', '上海', '浙江', '江苏', '四川', '湖北', '山东', '福建', '河南'],
    columns: ['电信', '联通', '移动', '教育网'],
    values: Array.from({ length: 10 }, (_, row) => [row * 30, row * 12, row % 3 === 0 ? null : row * 7, 3]),
  },
];
