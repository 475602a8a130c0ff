import { barsDrawing } from './bars-drawing.ts';
import type { Chart } from './chart.ts';
import type { Drawing } from './drawing.ts';
import { gridDrawing } from './grid-drawing.ts';
import { linesDrawing } from './lines-drawing.ts';

/** How a chart is drawn. */
export function toDrawing(chart: Chart): Drawing {
  switch (chart.kind) {
    case 'lines':
      return linesDrawing(chart);
    case 'bars':
      return barsDrawing(chart);
    case 'grid':
      return gridDrawing(chart);
  }
}
