import { describe, expect, it } from 'vitest';
import { blocks } from '../../src/chart/blocks.ts';
import { ceilingOf } from '../../src/chart/ceiling.ts';
import { isAlone, withGaps } from '../../src/chart/gaps.ts';
import { linesDrawing } from '../../src/chart/lines-drawing.ts';
import { timeMarks } from '../../src/chart/time-marks.ts';

const texts = (from: string, to: string, zone: string) =>
  timeMarks(Date.parse(from), Date.parse(to), zone).map(([, text]) => text);

describe('times on the axis', () => {
  it.each([
    ['2026-03-01T17:00Z', '2026-03-01T20:00Z', 'Asia/Shanghai', ['01:00', '02:00', '03:00', '04:00']],
    [
      '2026-03-01T14:00Z',
      '2026-03-01T18:00Z',
      'Asia/Shanghai',
      ['22:00', '23:00', '03-02', '01:00', '02:00'],
    ],
    // Nepal is 5 h 45 min ahead: hours are those of its clocks.
    ['2026-03-01T00:00Z', '2026-03-01T04:00Z', 'Asia/Kathmandu', ['06:00', '07:00', '08:00', '09:00']],
    // Clocks go from 02:00 to 03:00.
    ['2026-03-29T00:00Z', '2026-03-29T04:00Z', 'Europe/Paris', ['01:00', '03:00', '04:00', '05:00', '06:00']],
    ['2026-03-01T00:00Z', '2026-04-01T00:00Z', 'UTC', ['03-01', '03-08', '03-15', '03-22', '03-29']],
  ])('%s to %s in %s', (from, to, zone, marks) => expect(texts(from, to, zone)).toEqual(marks));
});

describe('gaps', () => {
  it('are where points are further apart than a step and a half', () => {
    const points = [0, 60, 120, 300, 360].map((at) => ({ at, value: 1 }));
    expect(withGaps(points, 60)).toEqual([
      { at: 0, value: 1 },
      { at: 60, value: 1 },
      { at: 120, value: 1 },
      { at: 180, value: null },
      { at: 300, value: 1 },
      { at: 360, value: 1 },
    ]);
  });

  it('leave a point alone that has none beside it', () => {
    const points = [null, 1, null, 1, 1].map((value, at) => ({ at, value }));
    expect(points.map((_, at) => isAlone(points, at))).toEqual([false, true, false, false, false]);
  });
});

describe('far values', () => {
  const usual = Array.from({ length: 100 }, (_, at) => 300 + (at % 50));
  it.each([
    ['one far value is cut off', [...usual, 9_000], 600],
    ['a rise is none', [...usual, 700], undefined],
    ['of few values nobody can say', [1, 1, 100], undefined],
    ['nothing but zeros', [...usual.map(() => 0), 5], undefined],
  ])('%s', (_, values, ceiling) => expect(ceilingOf(values)).toBe(ceiling));
});

it('a line of blocks has its gaps as spaces', () => {
  const points = [0, 25, 50, null, 100, 75].map((value, at) => ({ at, value }));
  expect(blocks(points, { from: 0, to: 6 }, [], 6)).toBe('▁▂▃ ▇▅');
});

it('numbers of moments stand where they happened in a line of blocks', () => {
  const points = [0, 25, 50, null, 100, 75].map((value, at) => ({ at, value }));
  const moments = [{ at: 2.5 }, { at: 2.9 }, { at: 4 }];
  expect(blocks(points, { from: 0, to: 6 }, moments, 6)).toBe('▁▂①②▃ ③▇▅');
});

// predixdesignsystem/px-vis#82, metabase/metabase#1395: a gap was joined, and one at the beginning was drawn from the origin.
it('a line begins and ends where its figures do, and is in pieces where some are missing', () => {
  const points = [20, 21, 40, 41].map((minute) => ({ at: minute * 60_000, value: 25 }));
  const drawing = linesDrawing({
    ...{ kind: 'lines', title: 't', from: 0, to: 3_600_000, step: 60_000, timeZone: 'UTC' },
    panels: [{ unit: 'fps', lines: [{ name: 'fps', points }] }],
  });
  const [series] = drawing.option['series'] as readonly {
    readonly connectNulls: boolean;
    readonly data: readonly { readonly value: readonly [number, number | null] }[];
  }[];
  expect(series?.connectNulls).toBe(false);
  expect(series?.data.map(({ value: [at, value] }) => [at / 60_000, value])).toEqual([
    [20, 25],
    [21, 25],
    [22, null],
    [40, 25],
    [41, 25],
  ]);
});
