import { describe, expect, it } from 'vitest';
import type { LinesChart, Moment } from '../../src/chart/chart.ts';
import { linesDrawing } from '../../src/chart/lines-drawing.ts';

const MINUTE = 60_000;
const TO = 60 * MINUTE;

function chart(moments: readonly Moment[]): LinesChart {
  const points = Array.from({ length: 60 }, (_, at) => ({ at: at * MINUTE, value: 25 }));
  return {
    ...{ kind: 'lines', title: 'live/main', from: 0, to: TO, step: MINUTE, timeZone: 'UTC', moments },
    panels: ['fps', 'kbps', 'viewers'].map((unit) => ({ unit, lines: [{ name: unit, points }] })),
  };
}

const at = (minutes: number, text = 'off air'): Moment => ({ at: minutes * MINUTE, text, kind: 'bad' });

interface Element {
  readonly type: string;
  readonly x?: number;
  readonly y?: number;
  readonly shape?: Readonly<Record<string, number>>;
  readonly style: { readonly text?: string };
}

function elementsOf(moments: readonly Moment[]) {
  const drawing = linesDrawing(chart(moments));
  const elements = drawing.option['graphic'] as readonly Element[];
  const texts = elements.filter(({ type }) => type === 'text');
  // Above the panels are the numbers, below them is the legend.
  const [top] = texts.map(({ y }) => y ?? 0);
  return {
    drawing,
    numbers: texts.filter(({ y }) => y === top),
    legend: texts.filter(({ y, style }) => y !== top && !/^\d$/u.test(style.text ?? '')),
    lines: elements.filter(({ type }) => type === 'line'),
  };
}

describe('moments on a picture', () => {
  it('have a number, a line through all panels where they happened, and a line of the legend', () => {
    const { drawing, numbers, legend, lines } = elementsOf([at(30), at(45, 'recovered')]);
    expect(numbers.map(({ style }) => style.text)).toEqual(['1', '2']);
    expect(legend.map(({ style }) => style.text)).toEqual(['off air', 'recovered']);
    // Panels go from 96 to 680 px.
    expect(lines.map(({ shape }) => shape?.['x2'])).toEqual([388, 388, 534, 534]);
    const [grid] = (drawing.option['grid'] as readonly { top: number }[]).slice(-1);
    expect(lines.map(({ shape }) => shape?.['y2']).includes((grid?.top ?? 0) + 130)).toBe(true);
    expect(legend.every(({ y }) => (y ?? 0) < drawing.height)).toBe(true);
  });

  it.each([
    ['at the same time', Array.from({ length: 9 }, () => at(30))],
    ['at the right edge', Array.from({ length: 9 }, (_, n) => at(59 + n / 9))],
    ['at the left edge', Array.from({ length: 9 }, (_, n) => at(n / 9))],
  ])('keep their numbers apart and on the picture %s', (_, moments) => {
    const places = elementsOf(moments).numbers.map(({ x }) => x ?? 0);
    expect(places).toHaveLength(9);
    for (const [index, place] of places.entries()) {
      expect(place).toBeGreaterThanOrEqual(96);
      expect(place).toBeLessThanOrEqual(680);
      if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(34);
    }
  });

  it('outside of what is shown are left out, and no more than nine are marked', () => {
    expect(elementsOf([at(-1), at(61), at(10)]).numbers).toHaveLength(1);
    expect(elementsOf(Array.from({ length: 30 }, (_, n) => at(n))).numbers).toHaveLength(9);
  });

  it('take no room where there are none', () => {
    expect(linesDrawing(chart([])).height).toBe(linesDrawing({ ...chart([]), moments: [] }).height);
    expect(elementsOf([]).numbers).toEqual([]);
  });

  it('cut a text that is too wide, in Chinese at half as many letters', () => {
    const [en, zh] = elementsOf([at(1, 'x'.repeat(200)), at(2, '断'.repeat(200))]).legend;
    expect(en?.style.text).toBe(`${'x'.repeat(57)}…`);
    expect(zh?.style.text).toBe(`${'断'.repeat(28)}…`);
  });
});
