import { join } from 'node:path';
import type { Chart, Point } from '../../src/chart/chart.ts';
import { startChild } from '../child.ts';
import { BUILT } from '../paths.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import { WHOAMI, withBots } from './bots.ts';
import { memoryOf } from '../watch.ts';

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 2, 1, 12);
const MINUTES = 180;
/** Charts that are asked for at once, and commands in a row before the other turn. */
const IN_FLIGHT = 50;
const TURN = 25;
/** Pause between commands, ms: people do not type faster than the machine settles. */
const PAUSE_MS = 20;
const SETTLE_MS = 300;
/** What nobody notices of three seconds, ms. */
const AIM_MS = 2;

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
      await measureBeside(plan),
    ];
  } finally {
    await child.stop();
  }
}

/** What somebody who types a command notices of fifty charts that others asked for. */
async function measureBeside(plan: Plan): Promise<Row> {
  return withBots(async ({ airdesk }) => {
    const timed = async (): Promise<number[]> => {
      const times: number[] = [];
      for (let index = 0; index < TURN; index += 1) {
        times.push(await airdesk.speaker.acknowledged(0, WHOAMI));
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      return times;
    };
    await timed();
    const [alone, beside]: [number[], number[]] = [[], []];
    let drawn = 0;
    for (let done = 0; done < plan.timedCommands; done += TURN) {
      alone.push(...(await timed()));
      const before = await airdesk.draw(IN_FLIGHT, CHARTS[0]);
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      beside.push(...(await timed()));
      drawn += (await airdesk.draw(0)) - before;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    }
    const later = median(beside) - median(alone);
    const cell = (times: readonly number[]): string =>
      `${median(times).toFixed(2)} ms, ${quantile(times, 0.99).toFixed(2)} ms`;
    return {
      what: `A slash command acknowledged, ${IN_FLIGHT} charts in flight beside none: median, p99`,
      ours: `${cell(beside)} (${drawn} drawn meanwhile)`,
      peer: `none in flight: ${cell(alone)}`,
      result: `median ${later < 0 ? '−' : '+'}${Math.abs(later).toFixed(2)} ms`,
      aim: `≤ +${AIM_MS} ms`,
      met: later <= AIM_MS,
    };
  });
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
