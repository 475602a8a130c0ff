import type { GridChart } from './chart.ts';
import { cut, type Drawing, FAINT, frame, INK, PAPER, TEXT, WIDTH } from './drawing.ts';
import { ceilingOf } from './ceiling.ts';

import { noteLines, noteRoom } from './note-lines.ts';

const MOST_ROWS = 20;
const MOST_COLUMNS = 6;

/** A heat map with the number in each cell: a colour alone says nothing to who sees few. */
export function gridDrawing({ title, note, unit, rows, columns, values }: GridChart): Drawing {
  const [down, across] = [rows.slice(0, MOST_ROWS), columns.slice(0, MOST_COLUMNS)];
  const cells = down.flatMap((_, row) =>
    across.flatMap((__, column) => {
      const value = values[row]?.[column] ?? null;
      return value === null ? [] : [{ row, column, value }];
    }),
  );
  const numbers = cells.map(({ value }) => value);
  const max = ceilingOf(numbers) ?? Math.max(1e-9, ...numbers);
  return {
    width: WIDTH,
    height: 120 + down.length * 44 + 60 + noteRoom(note),
    marks: [],
    option: {
      ...frame(`${title} (${unit})`, noteLines(note)),
      grid: { left: 190, right: 24, top: 104, bottom: 56 + noteRoom(note) },
      xAxis: {
        type: 'category',
        position: 'top',
        data: across.map((name) => cut(name, 10)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { fontSize: TEXT - 3, color: FAINT, interval: 0 },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: down.map((name) => cut(name, 14)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { fontSize: TEXT - 3, color: INK, interval: 0 },
      },
      visualMap: { show: false, min: 0, max, inRange: { color: ['#ffffff', '#bcd7f2', '#6aa7e0'] } },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: PAPER, borderWidth: 2 },
          label: { show: true, fontSize: TEXT - 4, color: INK },
          data: cells.map(({ row, column, value }) => ({
            value: [column, row, value],
            label: { formatter: new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value) },
          })),
        },
      ],
    },
  };
}
