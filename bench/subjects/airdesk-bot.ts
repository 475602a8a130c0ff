/**
 * Airdesk itself, configured by the environment as always, with the rate limit of one action out of reach. Where it is told to
 * (`charts`: how many), it keeps so many charts in flight beside, by the same drawer as its commands.
 */
import { createDrawer } from '../../src/chart/drawer.ts';
import { startHand } from '../../src/chart/hand.ts';
import type { Chart } from '../../src/chart/chart.ts';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/observability/log.ts';
import { startAirdesk } from '../../src/start/start-airdesk.ts';
import { raiseLimit } from './raised-limits.ts';

raiseLimit('DescribeLiveStreamOnlineList');
const airdesk = await startAirdesk({ env: process.env });
let inFlight = 0;
let drawn = 0;
const drawer = createDrawer({ clock: systemClock, log: createLog('error'), start: startHand });

process.on('message', ({ charts, chart }: { readonly charts?: number; readonly chart?: Chart }) => {
  if (charts !== undefined) {
    const more = charts - inFlight;
    inFlight = charts;
    for (let index = 0; index < more && chart; index += 1) void keepDrawing(index, chart);
  }
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, drawn });
});
process.on('disconnect', () => void airdesk.close().finally(() => process.exit()));
process.send?.({ port: Number(new URL(airdesk.origin).port) });

/** One of those in flight: whoever asks beyond what waits is answered without a picture, and asks again a little later. */
async function keepDrawing(index: number, chart: Chart): Promise<void> {
  while (index < inFlight) {
    if (await drawer.draw(chart)) drawn += 1;
    else await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
