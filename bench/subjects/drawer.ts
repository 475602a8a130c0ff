/** What draws charts, in a process of its own, so that its memory can be told. */
import type { Chart } from '../../src/chart/chart.ts';
import { startHand } from '../../src/chart/hand.ts';
import { toDrawing } from '../../src/chart/to-drawing.ts';

const hand = startHand();
// Where somebody asks, the process stays.
process.on('message', (chart: Chart) => void draw(chart));
process.on('disconnect', () => process.exit());
process.send?.({ pid: process.pid });

async function draw(chart: Chart): Promise<void> {
  const start = performance.now();
  const png = await hand.draw(toDrawing(chart));
  process.send?.({ ms: performance.now() - start, bytes: png.length });
}
