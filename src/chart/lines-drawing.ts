import { ceilingOf } from './ceiling.ts';
import type { Line, LinesChart, Panel } from './chart.ts';
import { COLOURS, cut, type Drawing, FAINT, frame, GRID, INK, TEXT, WIDTH } from './drawing.ts';
import { noteLines, noteRoom } from './note-lines.ts';
import { isAlone, withGaps } from './gaps.ts';
import { legendRoom, momentMarks, shownMoments, stripRoom } from './moment-marks.ts';
import { timeMarks } from './time-marks.ts';

const HEAD = 56;
const FOOT = 84;
const UNIT = 46;
/** px from the edges to the panels. */
const LEFT = 96;
const RIGHT = 40;
/** Room of the times under the lowest panel. */
const AXIS = 48;
const PANEL = 240;
const LOW_PANEL = 130;
/** Far values that are named on one panel. */
const MOST_NAMED = 3;

/** Lines over time, a panel for each unit. */
export function linesDrawing(chart: LinesChart): Drawing {
  const panels = chart.panels.slice(0, 4);
  const tall = panels.length === 1 ? PANEL : LOW_PANEL;
  const moments = shownMoments(chart);
  const head = HEAD + stripRoom(moments);
  const tops = panels.map((_, index) => head + UNIT + index * (tall + UNIT + 14));
  const bottom = (tops.at(-1) ?? head) + tall;
  const height = bottom + FOOT + legendRoom(moments) + noteRoom(chart.note);
  const marks = timeMarks(chart.from, chart.to, chart.timeZone);
  const last = panels.length - 1;
  return {
    width: WIDTH,
    height,
    marks,
    option: {
      ...frame(chart.title, noteLines(chart.note)),
      color: COLOURS,
      grid: tops.map((top) => ({ left: LEFT, right: RIGHT, top, height: tall })),
      legend: panels.map(({ lines }, index) => ({
        show: lines.length > 1,
        data: lines.slice(0, COLOURS.length).map(({ name }) => cut(name, 18)),
        top: (tops[index] ?? 0) - UNIT + 6,
        right: 36,
        icon: 'roundRect',
        itemWidth: 20,
        itemHeight: 8,
        textStyle: { fontSize: TEXT - 3, color: INK },
      })),
      xAxis: panels.map((_, index) => ({
        type: 'value',
        gridIndex: index,
        min: chart.from,
        max: chart.to,
        splitLine: { show: false },
        axisLine: { lineStyle: { color: FAINT } },
        axisTick: { show: true, customValues: marks.map(([at]) => at) },
        axisLabel: {
          show: index === last,
          customValues: marks.map(([at]) => at),
          fontSize: TEXT - 2,
          color: FAINT,
        },
      })),
      yAxis: panels.map((panel, index) => valueAxis(panel, index)),
      series: panels.flatMap((panel, index) => seriesOf(panel, index, chart.step)),
      graphic: momentMarks(moments, chart, {
        ...{ left: LEFT, right: WIDTH - RIGHT, top: HEAD, bottom, legend: bottom + AXIS },
      }),
    },
  };
}

function valuesOf({ lines }: Panel): number[] {
  return lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
}

function valueAxis(panel: Panel, gridIndex: number) {
  const max = ceilingOf(valuesOf(panel));
  const isBelow = valuesOf(panel).some((value) => value < 0);
  return {
    type: 'value',
    gridIndex,
    ...(isBelow ? {} : { min: 0 }),
    ...(max === undefined ? {} : { max }),
    splitNumber: 3,
    name: panel.unit,
    nameLocation: 'end',
    nameGap: 14,
    nameTextStyle: { fontSize: TEXT - 2, color: FAINT, align: 'right', padding: [0, 6, 0, 0] },
    splitLine: { lineStyle: { color: GRID } },
    axisLabel: { fontSize: TEXT - 2, color: FAINT },
  };
}

function seriesOf(panel: Panel, index: number, step: number) {
  const ceiling = ceilingOf(valuesOf(panel));
  return panel.lines.slice(0, COLOURS.length).map((line, at) => {
    const points = withGaps(line.points, step);
    return {
      type: 'line',
      name: cut(line.name, 18),
      xAxisIndex: index,
      yAxisIndex: index,
      connectNulls: false,
      showSymbol: true,
      showAllSymbol: true,
      symbol: 'none',
      lineStyle: { width: 3 },
      ...(panel.lines.length === 1 && { areaStyle: { opacity: 0.12 } }),
      color: COLOURS[(index + at) % COLOURS.length],
      data: points.map((point, place) => ({
        value: [point.at, point.value],
        ...(isAlone(points, place) && { symbol: 'circle', symbolSize: 8 }),
      })),
      ...(ceiling !== undefined && { markPoint: farValues(line, ceiling) }),
    };
  });
}

/** What is cut off at the top is named there. */
function farValues({ points }: Line, ceiling: number) {
  const far = points
    .flatMap(({ at, value }) => (value !== null && value > ceiling ? [{ at, value }] : []))
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST_NAMED);
  return {
    symbol: 'triangle',
    symbolSize: 14,
    itemStyle: { color: INK },
    label: { show: true, position: 'right', formatter: '{b}', fontSize: TEXT - 4, color: INK },
    data: far.map(({ at, value }) => ({
      coord: [at, ceiling],
      name: new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value),
    })),
  };
}
