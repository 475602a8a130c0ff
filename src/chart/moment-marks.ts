import type { LinesChart, Moment } from './chart.ts';
import { MOST_MOMENTS } from './chart.ts';
import { cut, FAINT, INK, PAPER, TEXT } from './drawing.ts';
import { widthOf } from './note-lines.ts';

const COLOURS: Readonly<Record<Moment['kind'], string>> = {
  bad: '#b42318',
  good: '#1a7f37',
  people: '#3f4f60',
};
/** px from one number to the next. */
const APART = 34;
const RADIUS = 14;
/** How high the strip with the numbers is, px, with the leaders from each to its line. */
const STRIP = 52;
/** How high a line of the legend is, px. */
const LINE = 30;
/** Half characters that fit on a line of the legend. */
const LEGEND = 58;

/** Where things are on the picture, px. */
export interface MarkRoom {
  readonly left: number;
  readonly right: number;
  /** Top of the strip with the numbers. */
  readonly top: number;
  /** Where the lines end: the bottom of the lowest panel. */
  readonly bottom: number;
  /** Top of the legend. */
  readonly legend: number;
}

/** Moments that are on the picture, oldest first, at most nine. */
export function shownMoments({
  moments = [],
  from,
  to,
}: Pick<LinesChart, 'moments' | 'from' | 'to'>): Moment[] {
  return moments
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST_MOMENTS);
}

/** What marks need above the panels, px. */
export function stripRoom(moments: readonly Moment[]): number {
  return moments.length === 0 ? 0 : STRIP;
}

/** What their legend needs below the panels, px. */
export function legendRoom(moments: readonly Moment[]): number {
  return moments.length === 0 ? 0 : moments.length * LINE + 8;
}

/** Moments as elements of a picture: a number above, a line through all panels, and what it stands for below. */
export function momentMarks(
  moments: readonly Moment[],
  { from, to }: Pick<LinesChart, 'from' | 'to'>,
  room: MarkRoom,
): object[] {
  const wide = room.right - room.left;
  const places = moments.map(({ at }) => room.left + ((at - from) / Math.max(1, to - from)) * wide);
  const numbers = spread(places, room.left, room.right);
  return moments.flatMap(({ kind, text }, index) => {
    const [place, number] = [places[index] ?? room.left, numbers[index] ?? room.left];
    const colour = COLOURS[kind];
    const [middle, end] = [room.top + RADIUS, room.top + STRIP];
    const legend = room.legend + index * LINE + RADIUS;
    return [
      line([number, middle + RADIUS], [place, end], colour, false),
      line([place, end], [place, room.bottom], colour, true),
      ...badge(number, middle, index + 1, colour),
      ...badge(room.left - 60, legend, index + 1, colour),
      {
        ...{ type: 'text', silent: true, x: room.left - 36, y: legend, z: 5 },
        style: { ...plain(wrappedOff(text)), fill: INK, verticalAlign: 'middle', fontSize: TEXT - 3 },
      },
    ];
  });
}

/** Numbers side by side, each as near to its place as the others let it be. */
function spread(places: readonly number[], left: number, right: number): number[] {
  const numbers: number[] = [];
  for (const place of places) numbers.push(Math.max(place, (numbers.at(-1) ?? -Infinity) + APART));
  let most = right;
  for (let at = numbers.length - 1; at >= 0; at -= 1) {
    numbers[at] = Math.max(left, Math.min(numbers[at] ?? left, most));
    most = (numbers[at] ?? left) - APART;
  }
  return numbers;
}

function line(a: readonly [number, number], b: readonly [number, number], colour: string, dashed: boolean) {
  return {
    ...{ type: 'line', silent: true, z: 3 },
    shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] },
    style: { stroke: colour, lineWidth: 2, ...(dashed && { lineDash: [6, 4] }) },
  };
}

function badge(x: number, y: number, number: number, colour: string): object[] {
  return [
    { type: 'circle', silent: true, z: 4, shape: { cx: x, cy: y, r: RADIUS }, style: { fill: colour } },
    {
      ...{ type: 'text', silent: true, x, y, z: 5 },
      style: {
        ...plain(String(number)),
        fill: PAPER,
        align: 'center',
        verticalAlign: 'middle',
        fontSize: TEXT - 3,
      },
    },
  ];
}

/** Text from outside as it is: `{b}` and `{name|…}` mean nothing in an element. */
function plain(text: string) {
  return { text, fontFamily: 'Noto Sans SC', stroke: 'none', lineWidth: 0, textFill: FAINT };
}

function wrappedOff(text: string): string {
  if (widthOf(text) <= LEGEND) return cut(text, LEGEND);
  let kept = '';
  for (const each of Array.from(text.replace(/\s+/gu, ' '))) {
    if (widthOf(`${kept}${each}`) > LEGEND - 1) break;
    kept += each;
  }
  return `${kept}…`;
}
