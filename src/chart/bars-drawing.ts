import type { BarsChart } from './chart.ts';
import { COLOURS, cut, type Drawing, FAINT, frame, GRID, INK, TEXT, WIDTH } from './drawing.ts';

import { noteLines, noteRoom, widthOf } from './note-lines.ts';

const MOST_BARS = 20;

/** Bars from the top, the most first, with their numbers. */
export function barsDrawing({ title, note, unit, bars }: BarsChart): Drawing {
  const shown = bars.slice(0, MOST_BARS);
  const longest = Math.max(3, ...shown.map(({ name }) => widthOf(cut(name, 22))));
  return {
    width: WIDTH,
    height: 100 + shown.length * 42 + 80 + noteRoom(note),
    marks: [],
    option: {
      ...frame(title, noteLines(note)),
      grid: { left: Math.min(320, 30 + longest * 12), right: 110, top: 66, bottom: 84 + noteRoom(note) },
      xAxis: {
        type: 'value',
        min: 0,
        splitNumber: 3,
        name: unit,
        nameLocation: 'end',
        nameGap: 8,
        nameTextStyle: { fontSize: TEXT - 2, color: FAINT },
        splitLine: { lineStyle: { color: GRID } },
        axisLabel: { fontSize: TEXT - 3, color: FAINT, hideOverlap: true },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ name }) => cut(name, 22)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: FAINT } },
        axisLabel: { fontSize: TEXT - 2, color: INK, interval: 0 },
      },
      series: [
        {
          type: 'bar',
          color: COLOURS[0],
          barMaxWidth: 26,
          data: shown.map(({ value }) => ({
            value,
            label: { formatter: new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value) },
          })),
          label: { show: true, position: 'right', fontSize: TEXT - 3, color: INK },
        },
      ],
    },
  };
}
